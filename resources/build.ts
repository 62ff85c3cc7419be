import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Builds main, preload and renderer into `out/`, unless they are newer than every source they are made of. */
export function build(root: string): void {
  const stamp = join(root, 'out', '.built');
  if (existsSync(stamp) && newest(root) <= statSync(stamp).mtimeMs) return;
  process.stderr.write('Building the console …\n');
  const made = spawnSync(join(root, 'node_modules', '.bin', 'electron-vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (made.status !== 0) {
    process.stderr.write('The console could not be built; what the bundler said stands above.\n');
    process.exit(1);
  }
  writeFileSync(stamp, new Date().toISOString());
}

function newest(root: string): number {
  const sources = [
    'core/**/*',
    'electron/**/*',
    'renderer/**/*',
    'resources/icons/*',
    'electron.vite.config.ts',
    'package-lock.json',
  ];
  const files = sources.flatMap((pattern) => globSync(pattern, { cwd: root }));
  return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
}

if (import.meta.main) build(join(import.meta.dirname, '..'));
