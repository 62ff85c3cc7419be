import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../resources/build.ts';
import { needChromium } from './support/chromium.ts';

/** `npm test` and `npm run test:long`: every check in turn, and one last line that adds up all runners. */
type Sum = { passed: number; failed: number };

const root = join(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const long = process.argv.includes('--long');
const reports = mkdtempSync(join(tmpdir(), 'tierline-test-'));
const total: Sum = { passed: 0, failed: 0 };

if (long) {
  add('long', vitest('long', ['--config', 'test/vitest.long.config.ts']));
} else {
  add('format and lint', command(bin('biome'), ['ci', '--reporter=summary', '.']));
  for (const folder of ['core', 'server', 'electron', 'renderer', 'resources', 'test']) {
    add(`types of ${folder}`, command(bin('tsc'), ['-p', folder]));
  }
  build(root);
  needChromium();
  add('unit and system', vitest('unit', ['--config', 'test/vitest.config.ts']));
  add('end to end', playwright());
}
rmSync(reports, { recursive: true, force: true });
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;

function add(name: string, sum: Sum): void {
  total.passed += sum.passed;
  total.failed += sum.failed;
  process.stdout.write(`── ${name}: ${sum.passed} passed, ${sum.failed} failed\n`);
}

function command(program: string, args: string[]): Sum {
  const run = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  return run.status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Vitest's own JSON says how many; a run that ended badly without a failed test (a crash, no tests) counts as one failure. */
function vitest(name: string, args: string[]): Sum {
  const file = join(reports, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const run = spawnSync(bin('vitest'), ['run', ...args, ...reporters], { cwd: root, stdio: 'inherit' });
  const { numPassedTests = 0, numFailedTests = 0 } = read(file);
  return honest({ passed: numPassedTests, failed: numFailedTests }, run.status);
}

function playwright(): Sum {
  const executable = needChromium();
  if (!executable) return { passed: 0, failed: 1 };
  const file = join(reports, 'e2e.json');
  const run = spawnSync(bin('playwright'), ['test', '--config', 'test/playwright.config.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TIERLINE_CHROMIUM: executable, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  });
  const { expected = 0, unexpected = 0, flaky = 0 } = read(file).stats ?? {};
  return honest({ passed: expected, failed: unexpected + flaky }, run.status);
}

type Report = {
  numPassedTests?: number;
  numFailedTests?: number;
  stats?: { expected?: number; unexpected?: number; flaky?: number };
};

function read(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return {};
  }
}

function honest(sum: Sum, status: number | null): Sum {
  return status !== 0 && sum.failed === 0 ? { ...sum, failed: 1 } : sum;
}
