import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Everything a Chromium needs to run quietly, as root and without a network. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** Where a Chromium is: `TIERLINE_CHROMIUM`, Playwright's own, a system one. Null where there is none. */
export function findChromium(): string | null {
  const own = chromium.executablePath();
  const candidates = [process.env.TIERLINE_CHROMIUM, own, ...known];
  return candidates.find((path): path is string => !!path && existsSync(path)) ?? null;
}

/** A Chromium, installed by `apt-get` where that is possible: as root on Debian. Null, with a plain word on stderr, otherwise. */
export function needChromium(): string | null {
  const there = findChromium();
  if (there) return there;
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('Installing Chromium for the end-to-end tests (once) …\n');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', env });
  }
  const now = findChromium();
  if (!now) {
    process.stderr.write(
      "The end-to-end tests need a Chromium. Install one (`npx playwright install chromium`, or your system's package " +
        '`chromium`), or say where it is in TIERLINE_CHROMIUM.\n',
    );
  }
  return now;
}
