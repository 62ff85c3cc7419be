import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from '../../resources/build.ts';
import { chromiumArgs, needChromium } from '../support/chromium.ts';
import { screens, settled } from './screens.ts';
import { runServer } from './server-process.ts';

/** `npm run screenshots`: the README's two pictures, from the demo workspace as it is today. */
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, 'resources', 'screenshots');
const executablePath = needChromium();
if (!executablePath) process.exit(1);
build(root);
mkdirSync(folder, { recursive: true });
const data = mkdtempSync(join(tmpdir(), 'tierline-screens-'));
const server = await runServer({ TIERLINE_DATA: data, PORT: '0' });
const browser = await chromium.launch({ executablePath, args: chromiumArgs });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
await page.goto(server.url);
await page.getByRole('button', { name: /Ines Kovač/ }).click();
await page.getByRole('contentinfo').getByText('Live', { exact: true }).waitFor();
for (const name of ['console', 'handoff']) {
  await screens.find((screen) => screen.name === name)?.go(page);
  await settled(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
await browser.close();
await server.end('SIGTERM');
rmSync(data, { recursive: true, force: true });
