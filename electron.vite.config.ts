import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/**
 * Three bundles. `#core/…` needs no alias anywhere: package.json "imports" is read by Vite too.
 *
 *   electron/main     -> out/main/index.js      an ES module for Electron's Node, everything bundled but Electron itself
 *   electron/preload  -> out/preload/index.cjs  one CommonJS file: a sandboxed preload can't load a second one
 *   renderer          -> out/renderer           relative addresses, so that it lies under app:// and under http:// alike
 *
 * Icons and sounds go beside them: out/main/icons for the tray and notifications, out/renderer/{icons,sounds} for the page.
 */
const root = import.meta.dirname;
const worker = join(root, 'renderer/desktop/worker.ts');

export default defineConfig({
  main: {
    plugins: [beside('icons', 'resources/icons/*.png')],
    build: {
      externalizeDeps: false,
      rolldownOptions: { input: { index: join(root, 'electron/main/index.ts') } },
    },
  },
  preload: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [
      react(),
      beside('icons', 'resources/icons/{mark.svg,icon.ico,[0-9]*.png}'),
      beside('sounds', 'resources/sounds/*.wav'),
    ],
    build: {
      minify: true,
      sourcemap: true,
      chunkSizeWarningLimit: 2_000,
      rolldownOptions: {
        input: {
          index: join(root, 'renderer/index.html'),
          ...(existsSync(worker) ? { worker } : {}),
        },
        output: {
          /** The service worker's address has to stay: its scope is its folder, and browsers look for it there again. */
          entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
        },
      },
    },
  },
});

/** Copies files into a folder of the output, under their own names. */
function beside(folder: string, files: string): Plugin {
  return {
    name: `tierline:${folder}`,
    apply: 'build',
    generateBundle() {
      for (const file of globSync(files, { cwd: root })) {
        const fileName = `${folder}/${basename(file)}`;
        this.emitFile({ type: 'asset', fileName, source: readFileSync(join(root, file)) });
      }
    },
  };
}
