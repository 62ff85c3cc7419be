// The only plain JavaScript file: it runs on whatever Node the system has (20.19 or later), installs what is missing and
// hands over to Node 26, which comes as the npm package `node`.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tasks = {
  start: ['resources/start.ts'],
  test: ['test/run.ts'],
  'test:long': ['test/run.ts', '--long'],
  fuzz: ['test/system/fuzz.ts'],
  bench: ['test/bench/run.ts'],
  import: ['server/import/main.ts'],
  backup: ['server/backup/main.ts', 'backup'],
  restore: ['server/backup/main.ts', 'restore'],
  sla: ['server/laboratory/main.ts'],
  build: ['resources/build.ts'],
  screenshots: ['test/e2e/screenshots.ts'],
  package: ['resources/package.ts'],
  'package:check': ['resources/package-check.ts'],
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [task, ...rest] = process.argv.slice(2);
const script = tasks[task];
if (!script) stop(`There is no task "${task}". Tasks: ${Object.keys(tasks).join(', ')}.`);

install();
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) {
  stop(
    `Tierline runs on Node 26, which the npm package "node" brings, but there is none for ${process.platform} ${process.arch}. ` +
      'Install Node 26 yourself and put it at node_modules/node/bin/node.',
  );
}
const bins = [join(root, 'node_modules', '.bin'), join(root, 'node_modules', 'node', 'bin'), process.env.PATH];
const run = spawn(node, [...script, ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: bins.join(process.platform === 'win32' ? ';' : ':'),
    // What was stripped of its types and compiled once starts in half the time.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'node'),
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => run.kill(signal));
// npm ends without a word to what it started: then this ends as well, and the server with it.
const parent = process.ppid;
setInterval(() => process.ppid === parent || run.kill('SIGTERM'), 1_000).unref();
run.on('exit', (code) => process.exit(code ?? 1));

/** Installs exactly what the lock file says, once for each lock file. */
function install() {
  const stamp = join(root, 'node_modules', '.tierline-installed');
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing what Tierline needs (once) …\n');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) stop('npm could not install the packages; what it said stands above.');
  writeFileSync(stamp, lock);
}

function stop(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
