import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { createConsoleWindow } from '../../electron/main/window.ts';
import { placeOf } from '../../electron/main/window-state.ts';
import { createMachine, createMemoryDisk, MINUTE } from './machine.ts';

const display = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const kept = (place: object) => ({ ...createMemoryDisk(), read: () => JSON.stringify(place) });

describe('the place of the window', () => {
  const there = { x: 2000, y: 100, width: 1000, height: 700, maximised: false };

  it('is where it was', () => {
    expect(placeOf(kept(there), [display, second])).toEqual(there);
  });

  it('is on the main display where its own is gone, cut to it', () => {
    expect(placeOf(kept(there), [display])).toEqual({ width: 1000, height: 700, maximised: false });
    expect(placeOf(kept({ ...there, width: 4000 }), [display])).toMatchObject({ width: 1920 });
  });

  it('is never one where nobody can grab its title', () => {
    expect(placeOf(kept({ ...there, x: 100, y: -500 }), [display])).not.toHaveProperty('y');
    expect(placeOf(kept({ ...there, x: -960, y: 0 }), [display])).not.toHaveProperty('x');
  });

  it('is the default where nothing or nonsense is kept', () => {
    const first = { width: 1440, height: 900, maximised: false };
    expect(placeOf(createMemoryDisk(), [display])).toEqual(first);
    expect(placeOf(kept({ x: 'left' }), [display])).toEqual(first);
  });
});

/** A BrowserWindow as far as the console's window uses one. */
function createStage() {
  const machine = createMachine();
  const disk = createMemoryDisk();
  const opened: {
    options: BrowserWindowConstructorOptions;
    loads: string[];
    shown: boolean;
    window: EventEmitter;
    contents: EventEmitter;
  }[] = [];
  const asked: string[] = [];
  let left = 0;
  let yes = true;
  const window = createConsoleWindow({
    open(options) {
      const webContents = Object.assign(new EventEmitter(), { isCrashed: () => false, send() {} });
      const one = Object.assign(new EventEmitter(), {
        webContents,
        async loadURL(url: string) {
          stage.loads.push(url);
        },
        show() {
          stage.shown = true;
        },
        hide() {
          stage.shown = false;
        },
        focus() {},
        flashFrame() {},
        maximize() {},
        isFocused: () => false,
        isMinimized: () => false,
        isFullScreen: () => false,
        isMaximized: () => true,
        isDestroyed: () => false,
        getNormalBounds: () => ({ x: 10, y: 20, width: 1000, height: 700 }),
      });
      const stage = { options, loads: [] as string[], shown: false, window: one, contents: webContents };
      opened.push(stage);
      return one as unknown as BrowserWindow;
    },
    preload: '/out/preload/index.cjs',
    icon: 'icon.png',
    disk,
    displays: () => [display],
    dark: () => false,
    timer: machine.timer,
    now: machine.wall,
    dialogs: {
      async tryAgain(reason) {
        asked.push(reason);
        return yes;
      },
    },
    pageLeft: () => {
      left += 1;
    },
  });
  return {
    window,
    machine,
    disk,
    opened,
    asked,
    left: () => left,
    refuse() {
      yes = false;
    },
    async die() {
      opened[0]?.contents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 });
      await Promise.resolve();
      await Promise.resolve();
    },
    close() {
      let prevented = false;
      opened[0]?.window.emit('close', {
        preventDefault() {
          prevented = true;
        },
      });
      return prevented;
    },
  };
}

describe('the window', () => {
  it('is sandboxed, isolated and without Node', () => {
    const { window, opened } = createStage();
    window.show();
    expect(opened[0]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      backgroundThrottling: false,
    });
    expect(opened[0]?.loads).toEqual(['app://tierline/']);
  });

  it('is seen once its page is there, and not as an empty frame before', () => {
    const { window, opened } = createStage();
    window.show();
    expect([opened[0]?.options.show, opened[0]?.shown]).toEqual([false, false]);
    opened[0]?.window.emit('ready-to-show');
    expect(opened[0]?.shown).toBe(true);
  });

  it('is only one', () => {
    const { window, opened } = createStage();
    window.show();
    window.show();
    expect(opened).toHaveLength(1);
  });

  it('hides when it is closed, and closes when the app quits', () => {
    const stage = createStage();
    stage.window.show();
    expect(stage.close()).toBe(true);
    expect(stage.opened[0]?.shown).toBe(false);
    stage.window.letGo();
    expect(stage.close()).toBe(false);
  });

  it('does not stand in the way of Windows shutting down', () => {
    const stage = createStage();
    stage.window.show();
    stage.opened[0]?.window.emit('query-session-end', {});
    expect(stage.close()).toBe(false);
  });

  it('starts a dead page again', async () => {
    const stage = createStage();
    stage.window.show();
    await stage.die();
    expect(stage.opened[0]?.loads).toHaveLength(2);
    expect(stage.left()).toBe(1);
    expect(stage.asked).toEqual([]);
  });

  it('asks before a page that dies three times in a minute starts once more', async () => {
    const stage = createStage();
    stage.window.show();
    await stage.die();
    await stage.die();
    stage.machine.advance(2 * MINUTE);
    await stage.die();
    expect(stage.asked).toEqual([]);
    await stage.die();
    stage.refuse();
    await stage.die();
    expect(stage.asked).toEqual(['oom']);
    expect(stage.opened[0]?.loads).toHaveLength(5);
  });

  it('keeps its place once it has settled', () => {
    const { window, opened, disk, machine } = createStage();
    window.show();
    opened[0]?.window.emit('move');
    opened[0]?.window.emit('resize');
    expect(disk.text).toBeNull();
    machine.advance(1_000);
    expect(JSON.parse(disk.text ?? '')).toEqual({ x: 10, y: 20, width: 1000, height: 700, maximised: true });
  });
});
