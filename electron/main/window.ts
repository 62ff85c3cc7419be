import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import type { Dialogs } from './dialogs.ts';
import type { Disk } from './disk.ts';
import { ORIGIN } from './protocol.ts';
import type { Timer } from './timer.ts';
import { keepPlace, placeOf } from './window-state.ts';

export type ConsoleWindow = {
  get(): BrowserWindow | null;
  /** Opens it (to be seen once its page is there), or brings it to the front from wherever it is. */
  show(): void;
  send(channel: string, said: unknown): boolean;
  /** Asks for attention without taking it: the taskbar button flashes until the window is looked at. */
  flash(): void;
  /** From now on closing closes. */
  letGo(): void;
};

/** This many deaths of the page within this time (ms), and a person is asked before it is restarted once more. */
const DEATHS = 3;
const WITHIN = 60_000;
/** How long (ms) a place has to stay before it is kept. */
const SETTLED = 400;

/**
 * The one window. Closing hides it, so that sync and alarms go on; its page is restarted when it dies.
 *
 *   hidden ── ready ──▶ shown ◀── tray, second start, link ──▶ hidden (closed by the person)
 *                         │ page died: load again; three times in a minute: ask
 */
export function createConsoleWindow(deps: {
  open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  preload: string;
  icon: string;
  disk: Disk;
  displays: () => readonly Rectangle[];
  dark: () => boolean;
  timer: Timer;
  now: () => number;
  dialogs: Pick<Dialogs, 'tryAgain'>;
  /** The page is gone, or loads anew: it listens to nothing until it says so. */
  pageLeft: () => void;
}): ConsoleWindow {
  let window: BrowserWindow | null = null;
  let closing = false;
  let deaths: number[] = [];
  let settled = () => {};

  function open(): void {
    const { maximised, ...place } = placeOf(deps.disk, deps.displays());
    const opened = deps.open({
      ...place,
      minWidth: 880,
      minHeight: 560,
      show: false,
      title: 'Tierline',
      icon: deps.icon,
      backgroundColor: deps.dark() ? '#18191d' : '#ffffff',
      webPreferences: {
        preload: deps.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: process.platform === 'darwin',
        backgroundThrottling: false,
      },
    });
    window = opened;
    if (maximised) opened.maximize();
    opened.once('ready-to-show', () => opened.show());
    opened.on('close', (event) => {
      if (closing) return;
      event.preventDefault();
      opened.hide();
    });
    // Windows ends the session without asking the app to quit first: then closing must not be refused.
    opened.on('query-session-end', () => {
      closing = true;
    });
    opened.on('closed', () => {
      window = null;
      deps.pageLeft();
    });
    opened.on('focus', () => opened.flashFrame(false));
    for (const change of ['resize', 'move', 'maximize', 'unmaximize'] as const) on(opened, change, keepSoon);
    opened.webContents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) deps.pageLeft();
    });
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      deps.pageLeft();
      if (reason !== 'clean-exit') restart(opened, reason);
    });
    load(opened);
  }

  /** The page's own folder is on this machine: a failure is passing (an update being written) or the page's death. */
  function load(opened: BrowserWindow): void {
    opened.loadURL(`${ORIGIN}/`).catch((cause) => {
      if (!opened.isDestroyed()) restart(opened, String(cause));
    });
  }

  async function restart(opened: BrowserWindow, reason: string): Promise<void> {
    const now = deps.now();
    deaths = [...deaths.filter((at) => at > now - WITHIN), now];
    if (deaths.length >= DEATHS) {
      deaths = [];
      if (!(await deps.dialogs.tryAgain(reason))) return;
    }
    if (!opened.isDestroyed()) load(opened);
  }

  function keepSoon(): void {
    settled();
    settled = deps.timer(SETTLED, keep);
  }

  function keep(): void {
    if (!window || window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    keepPlace(deps.disk, { ...window.getNormalBounds(), maximised: window.isMaximized() });
  }

  return {
    get: () => window,
    show() {
      if (!window) open();
      else {
        if (window.isMinimized()) window.restore();
        window.show();
        window.focus();
      }
    },
    send(channel, said) {
      if (!window || window.isDestroyed() || window.webContents.isCrashed()) return false;
      window.webContents.send(channel, said);
      return true;
    },
    flash() {
      if (window && !window.isFocused()) window.flashFrame(true);
    },
    letGo() {
      closing = true;
      settled();
      keep();
    },
  };
}

/** Electron types each event by an overload of its own; these four share a listener without arguments. */
function on(window: BrowserWindow, change: 'resize' | 'move' | 'maximize' | 'unmaximize', listener: () => void): void {
  switch (change) {
    case 'resize':
      window.on('resize', listener);
      return;
    case 'move':
      window.on('move', listener);
      return;
    case 'maximize':
      window.on('maximize', listener);
      return;
    case 'unmaximize':
      window.on('unmaximize', listener);
      return;
    default:
      change satisfies never;
  }
}
