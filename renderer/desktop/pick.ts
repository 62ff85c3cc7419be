import type { Bridge } from '#core/bridge.ts';
import { createBrowserShell } from './browser.ts';
import { createElectronShell } from './electron.ts';
import type { Shell } from './shell.ts';

declare global {
  interface Window {
    /** Put there by the preload, in Electron only. */
    tierline?: Bridge;
  }
}

/** Which machine this page runs on: Electron's bridge where there is one, else the browser's own powers. */
export function pickShell(window: Window & typeof globalThis, version: string): Promise<Shell> {
  return window.tierline
    ? createElectronShell(window.tierline, window.localStorage)
    : createBrowserShell(window, version);
}
