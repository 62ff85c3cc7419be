import { join } from 'node:path';
import { build as pack } from 'electron-builder';
import { build } from './build.ts';
import { config } from './electron-builder.ts';

/**
 * `npm run package`: installers for this system into `dist/`. `npm run package -- --dir` stops at the unpacked app.
 * Electron and the makers of the installers are downloaded by electron-builder; signing is by its own variables (CSC_LINK …).
 */
const root = join(import.meta.dirname, '..');
build(root);
const made = await pack({ projectDir: root, config, dir: process.argv.includes('--dir') }).catch((cause: unknown) => {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.stderr.write('The installers need what electron-builder downloads (Electron itself first of all).\n');
  process.exit(1);
});
for (const file of made) process.stdout.write(`${file}\n`);
