import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as Electron from 'electron';
import { type Config, createWire, type Frame, type Served, type ToMain, type ToTest } from './wire.ts';

/**
 * The `electron` module as far as Tierline's main bundle uses it, typed against Electron's own typings where it stands
 * for a method of theirs. It lives in a child process; windows are pages that the test's process owns, reached over `wire`.
 * What it can't show (real toasts, the real sandbox, installers) is on the release checklist.
 */
const config = JSON.parse(process.env.TIERLINE_STAND_IN ?? '{}') as Config;
const { machine } = config;

type Invoked = (event: ReturnType<typeof eventFrom>, ...args: unknown[]) => unknown;
const invoked = new Map<string, Invoked>();
const windows = new Map<number, BrowserWindow>();
const notes = new Map<number, Notification>();
const nextId = (() => {
  let count = 0;
  return () => ++count;
})();
let networkUp = true;
let served: ((request: Request) => Response | Promise<Response>) | null = null;
let mayPage: MayPage = () => true;
let beforeSendHeaders: BeforeSendHeaders | null = null;
let trayMenu: Menu | null = null;

type MayPage = (contents: null, permission: string, origin: string) => boolean;
type BeforeSendHeaders = (
  details: Electron.OnBeforeSendHeadersListenerDetails,
  answer: (response: Electron.BeforeSendResponse) => void,
) => void;

const wire = createWire<ToTest, ToMain>(
  {
    post: (said) => process.send?.(said),
    listen: (listener) => process.on('message', listener),
  },
  {
    serve,
    headers: ({ url, method, resourceType, headers }) =>
      new Promise((resolve) => {
        if (!beforeSendHeaders) return resolve(headers);
        const details = { id: 0, url, method, referrer: '', timestamp: Date.now(), requestHeaders: headers };
        beforeSendHeaders({ ...details, resourceType: resourceType as 'xhr' }, (answer) =>
          resolve(answer.requestHeaders ?? headers),
        );
      }),
    may: ({ permission }) => mayPage(null, permission, 'app://tierline'),
    async invoke({ window, channel, args, frame }) {
      const handler = invoked.get(channel);
      if (!handler) throw new Error(`No handler registered for '${channel}'`);
      return await handler(eventFrom(window, frame), ...args);
    },
    post: ({ window, channel, args, frame }) => void ipcMain.emit(channel, eventFrom(window, frame), ...args),
    webContents: ({ window, event }) => windows.get(window)?.hear(event),
    openLink({ url, how }) {
      for (const window of windows.values()) window.webContents.leave(url, how);
    },
    click: ({ key, button }) => notes.get(key)?.clicked(button),
    tray: ({ label }) => trayMenu?.choose(label),
    closeWindow() {
      for (const window of windows.values()) window.close();
    },
    secondInstance: ({ argv }) => void app.emit('second-instance', {}, argv, config.root, null),
    power: ({ event }) => void powerMonitor.emit(event),
    network({ up }) {
      networkUp = up;
    },
    quit: () => app.quit(),
  },
);
process.on('disconnect', () => process.exit(0));

async function serve({ url, method }: ToMain['serve']): Promise<Served> {
  const answer = await served?.(new Request(url, { method }));
  if (!answer) return { status: 404, headers: {}, body: new Uint8Array() };
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new Uint8Array(await answer.arrayBuffer()),
  };
}

function eventFrom(window: number, frame: Frame) {
  const senderFrame = { url: frame.url, parent: frame.top ? null : {} };
  return { senderFrame, sender: windows.get(window)?.webContents, type: 'frame' };
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly dock = undefined;
  quitting = false;
  enableSandbox(): void {}
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  getPath(name: string): string {
    return name === 'userData' ? config.userData : join(config.userData, name);
  }
  getAppPath(): string {
    return config.root;
  }
  getVersion(): string {
    const text = readFileSync(join(config.root, 'package.json'), 'utf8');
    return (JSON.parse(text) as { version: string }).version;
  }
  getLocale(): string {
    return 'en-GB';
  }
  requestSingleInstanceLock(): boolean {
    return true;
  }
  setAsDefaultProtocolClient(): boolean {
    return true;
  }
  setAppUserModelId(): void {}
  setToastActivatorCLSID(): void {}
  setBadgeCount(badge = 0): boolean {
    wire.call('badge', { count: badge });
    return true;
  }
  exit(code = 0): void {
    process.exit(code);
  }
  quit(): void {
    if (this.quitting) return;
    this.quitting = true;
    this.emit('before-quit', { preventDefault() {} });
    for (const window of windows.values()) window.close();
    if (windows.size > 0) {
      this.quitting = false;
      return;
    }
    this.emit('will-quit', { preventDefault() {} });
    wire.call('quitting', {}).finally(() => process.exit(0));
  }
}
export const app = new App();
app satisfies Pick<
  Electron.App,
  'isPackaged' | 'dock' | 'enableSandbox' | 'whenReady' | 'getPath' | 'getAppPath' | 'getVersion' | 'getLocale'
> &
  Pick<Electron.App, 'requestSingleInstanceLock' | 'setAsDefaultProtocolClient' | 'setAppUserModelId'> &
  Pick<Electron.App, 'setToastActivatorCLSID' | 'setBadgeCount' | 'exit' | 'quit'>;

class WebContents extends EventEmitter {
  readonly window: number;
  #crashed = false;
  #openHandler: ((details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse) | null = null;
  constructor(window: number) {
    super();
    this.window = window;
  }
  send(channel: string, ...args: unknown[]): void {
    wire.call('send', { window: this.window, channel, args }).catch(() => {});
  }
  isCrashed(): boolean {
    return this.#crashed;
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.#openHandler = handler;
  }
  /** The page asked for another window (a link with a target, `window.open`), or to go elsewhere itself. */
  leave(url: string, how: ToMain['openLink']['how']): void {
    if (how === 'navigation') this.emit('will-navigate', { url, preventDefault() {} });
    else {
      const referrer = { policy: 'default' as const, url: '' };
      this.#openHandler?.({ url, referrer, frameName: '', features: '', disposition: 'new-window' });
    }
  }
  hear(event: ToMain['webContents']['event']): void {
    this.#crashed = event === 'crashed';
    if (event === 'navigating') this.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });
    if (event === 'crashed') this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }
}

export class BrowserWindow extends EventEmitter {
  readonly id = nextId();
  readonly webContents = new WebContents(this.id);
  #options: Electron.BrowserWindowConstructorOptions;
  #bounds: Electron.Rectangle;
  #visible: boolean;
  #flashing = false;
  #maximised = false;
  #destroyed = false;
  #ready = false;

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    this.#options = options;
    this.#visible = options.show ?? true;
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 };
    windows.set(this.id, this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  async loadURL(url: string): Promise<void> {
    const { preload = '', sandbox, contextIsolation, nodeIntegration } = this.#options.webPreferences ?? {};
    if (!sandbox || !contextIsolation || nodeIntegration) throw new Error('The stand-in opens sandboxed windows only.');
    const { width, height } = this.#bounds;
    await wire.call('open', { window: this.id, preload, width, height });
    await wire.call('load', { window: this.id, url });
  }
  hear(event: ToMain['webContents']['event']): void {
    this.webContents.hear(event);
    if (event !== 'ready' || this.#ready) return;
    this.#ready = true;
    this.emit('ready-to-show');
  }
  show(): void {
    this.#tell({ visible: true, flashing: this.#flashing });
  }
  hide(): void {
    this.#tell({ visible: false, flashing: this.#flashing });
  }
  focus(): void {
    this.#tell({ visible: this.#visible, flashing: false });
    this.emit('focus');
  }
  flashFrame(flag: boolean): void {
    this.#tell({ visible: this.#visible, flashing: flag });
  }
  isFocused(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  isMinimized(): boolean {
    return false;
  }
  isFullScreen(): boolean {
    return false;
  }
  isMaximized(): boolean {
    return this.#maximised;
  }
  maximize(): void {
    this.#maximised = true;
  }
  restore(): void {}
  getNormalBounds(): Electron.Rectangle {
    return this.#bounds;
  }
  setOverlayIcon(): void {}
  setMenuBarVisibility(): void {}
  close(): void {
    let prevented = false;
    this.emit('close', {
      preventDefault() {
        prevented = true;
      },
    });
    if (prevented) return;
    this.#destroyed = true;
    windows.delete(this.id);
    wire.call('close', { window: this.id }).catch(() => {});
    this.emit('closed');
    if (windows.size === 0 && !app.quitting) app.emit('window-all-closed');
  }
  #tell(now: ToTest['window']): void {
    this.#visible = now.visible;
    this.#flashing = now.flashing;
    wire.call('window', now).catch(() => {});
  }
}
BrowserWindow.prototype satisfies Pick<
  Electron.BrowserWindow,
  'loadURL' | 'show' | 'hide' | 'focus' | 'flashFrame' | 'isFocused' | 'isDestroyed' | 'isMinimized' | 'isFullScreen'
> &
  Pick<
    Electron.BrowserWindow,
    'isMaximized' | 'maximize' | 'restore' | 'getNormalBounds' | 'setOverlayIcon' | 'close' | 'setMenuBarVisibility'
  >;

export class Notification extends EventEmitter {
  readonly #key = nextId();
  readonly #options: Electron.NotificationConstructorOptions;
  static isSupported(): boolean {
    return machine.notificationsSupported;
  }
  constructor(options: Electron.NotificationConstructorOptions = {}) {
    super();
    this.#options = options;
    notes.set(this.#key, this);
  }
  show(): void {
    if (machine.notificationsFail) {
      queueMicrotask(() => this.emit('failed', {}, machine.notificationsFail));
      return;
    }
    this.#tell(false).then(() => this.emit('show', {}));
  }
  close(): void {
    this.#tell(true).catch(() => {});
  }
  clicked(button: number | null): void {
    if (button === null) this.emit('click', {});
    else this.emit('action', { actionIndex: button, selectionIndex: -1 }, button, -1);
  }
  #tell(closed: boolean): Promise<unknown> {
    return wire.call('notification', { key: this.#key, options: this.#options, closed });
  }
}
Notification.prototype satisfies Pick<Electron.Notification, 'show' | 'close'>;

export class Menu {
  readonly items: readonly Electron.MenuItemConstructorOptions[];
  constructor(items: readonly Electron.MenuItemConstructorOptions[]) {
    this.items = items;
  }
  static buildFromTemplate(items: Electron.MenuItemConstructorOptions[]): Menu {
    return new Menu(items);
  }
  static setApplicationMenu(): void {}
  popup(): void {}
  choose(label: string): void {
    const item = this.items.find((candidate) => candidate.label === label);
    if (!item?.click) throw new Error(`There is no entry "${label}".`);
    (item.click as () => void)();
  }
}

export class Tray extends EventEmitter {
  #toolTip = '';
  setToolTip(toolTip: string): void {
    this.#toolTip = toolTip;
  }
  setImage(): void {}
  setContextMenu(menu: Menu | null): void {
    trayMenu = menu;
    const labels = menu?.items.flatMap((item) => item.label ?? []) ?? [];
    wire.call('tray', { toolTip: this.#toolTip, menu: labels }).catch(() => {});
  }
  destroy(): void {}
}

class IpcMain extends EventEmitter {
  handle(channel: string, listener: Invoked): void {
    if (invoked.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    invoked.set(channel, listener);
  }
  removeHandler(channel: string): void {
    invoked.delete(channel);
  }
}
export const ipcMain = new IpcMain();
ipcMain satisfies Pick<Electron.IpcMain, 'removeHandler'>;

class PowerMonitor extends EventEmitter {
  getSystemIdleState(): 'active' | 'idle' | 'locked' | 'unknown' {
    return 'active';
  }
}
export const powerMonitor = new PowerMonitor();
powerMonitor satisfies Pick<Electron.PowerMonitor, 'getSystemIdleState'>;

export const protocol = {
  registerSchemesAsPrivileged() {},
} satisfies Pick<Electron.Protocol, never> & { registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void };

class Session extends EventEmitter {
  readonly webRequest = {
    onBeforeSendHeaders(_filter: Electron.WebRequestFilter, listener: BeforeSendHeaders) {
      beforeSendHeaders = listener;
    },
  };
  readonly protocol = {
    handle(_scheme: string, handler: (request: Request) => Response | Promise<Response>) {
      served = handler;
    },
  };
  setPermissionRequestHandler(): void {}
  setPermissionCheckHandler(handler: MayPage): void {
    mayPage = handler;
  }
}
export const session = { defaultSession: new Session() };

/** Encrypts by a key that belongs to the folder of the app's data, so that it is read again after a restart. */
const key = createHash('sha256')
  .update(config.userData ?? '')
  .digest();
export const safeStorage = {
  isAsyncEncryptionAvailable: async () => machine.vault === 'kept',
  getSelectedStorageBackend: () => (machine.vault === 'plainText' ? 'basic_text' : 'gnome_libsecret'),
  async encryptStringAsync(text: string) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  },
  async decryptStringAsync(sealed: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
    decipher.setAuthTag(sealed.subarray(12, 28));
    const result = Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString('utf8');
    return { result, shouldReEncrypt: false };
  },
} satisfies Pick<
  Electron.SafeStorage,
  'isAsyncEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptStringAsync' | 'decryptStringAsync'
>;

export const net = {
  fetch: (address: string, init?: RequestInit) =>
    networkUp ? fetch(address, init) : Promise.reject(new TypeError('net::ERR_INTERNET_DISCONNECTED')),
} satisfies { fetch: Electron.Net['fetch'] };

const workArea = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = { getAllDisplays: () => [{ workArea } as Electron.Display] } satisfies Pick<
  Electron.Screen,
  'getAllDisplays'
>;
export const nativeTheme = { shouldUseDarkColors: false } satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>;
export const nativeImage = { createFromPath: (path: string) => ({ path }) };
export const clipboard = { async writeText() {} } satisfies Pick<Electron.Clipboard, 'writeText'>;
export const shell = {
  async openExternal(url: string) {
    await wire.call('opened', { url });
  },
} satisfies Pick<Electron.Shell, 'openExternal'>;
export const dialog = {
  showErrorBox: (title: string, content: string) => process.stderr.write(`${title}: ${content}\n`),
  showMessageBox: async () => ({ response: 1, checkboxChecked: false }),
};
