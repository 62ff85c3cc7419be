import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NotificationConstructorOptions } from 'electron';
import { type BrowserContext, chromium, type Page, type Route, type WebSocketRoute } from 'playwright';
import { WebSocket } from 'ws';
import { chromiumArgs, findChromium } from '../chromium.ts';
import { type Desktop, type DesktopState, type LaunchOptions, type Machine, seen } from './desktop.ts';
import { BINDING, DELIVER, initScript, ORIGIN_HERE } from './page-side.ts';
import { type Config, createWire, type Frame, type Served, type ToMain, type ToTest } from './wire.ts';

const ORIGIN = 'app://tierline';
const root = join(import.meta.dirname, '..', '..', '..');
const usual: Machine = { platform: 'linux', vault: 'kept', notificationsFail: '', notificationsSupported: true };

/**
 * Runs the built main bundle in a child process, where `electron` is the stand-in, and gives it a real Chromium:
 *
 *   child: out/main/index.js ── wire ── here ── Playwright ── Chromium page with out/preload and out/renderer
 *
 * `app://tierline` is `https://tierline` to Chromium, served by routing from main's own protocol handler, headers and all.
 * Requests to the server go through main's `onBeforeSendHeaders` and carry `Origin: app://tierline`; what the server
 * answers about CORS is held to that origin.
 */
export async function launchStandIn(options: LaunchOptions): Promise<Desktop> {
  const out = options.out ?? join(root, 'out');
  const profile = join(options.userData, 'chromium');
  const context = await openChromium(profile);
  const child = startMain(options, out);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const notes = new Map<number, { options: NotificationConstructorOptions; closed: boolean }>();
  const state: DesktopState = {
    visible: false,
    flashing: false,
    badge: 0,
    tray: { toolTip: '', menu: [] },
    opened: [],
  };
  const sockets = new Set<WebSocketRoute>();
  let page: Page | null = null;
  let window = 0;
  let up = true;
  let loaded = () => {};
  let prepared = () => {};
  const routed = new Promise<void>((resolve) => {
    prepared = resolve;
  });
  const firstLoad = new Promise<void>((resolve) => {
    loaded = resolve;
  });

  const wire = createWire<ToMain, ToTest>(
    {
      post: (said) => child.connected && child.send(said as object),
      listen: (listener) => child.on('message', listener),
    },
    {
      open: (asked) => routed.then(() => openPage(asked)),
      async load({ url }) {
        await pageNow().goto(url.replace(ORIGIN, ORIGIN_HERE), { waitUntil: 'domcontentloaded' });
        await wire.call('webContents', { window, event: 'ready' });
        loaded();
      },
      send: ({ channel, args }) =>
        pageNow().evaluate(([deliver, to, said]) => Reflect.get(globalThis, deliver)?.(to, said), [
          DELIVER,
          channel,
          args,
        ] as const),
      async close() {
        await page?.close();
        page = null;
      },
      window: (now) => void Object.assign(state, now),
      notification: ({ key, options: shown, closed }) => void notes.set(key, { options: shown, closed }),
      tray: (tray) => void Object.assign(state, { tray }),
      badge: ({ count }) => void Object.assign(state, { badge: count }),
      opened: ({ url }) => void Object.assign(state, { opened: [...state.opened, url] }),
      quitting: () => {},
    },
  );
  let isOver = false;
  child.once('exit', () => {
    isOver = true;
    wire.end();
  });
  /** What a page still asked for when main died is nobody's fault. */
  const unlessOver = (work: Promise<void>): Promise<void> =>
    work.catch((cause) => {
      if (!isOver) throw cause;
    });

  await begin().catch(async (cause) => {
    child.kill('SIGKILL');
    await context.close().catch(() => {});
    throw cause;
  });

  /** Routes first, then the window: a page that loads before them would find nothing at `app://`. */
  async function begin(): Promise<void> {
    await context.exposeBinding(BINDING, async ({ frame, page: from }, said: { kind: 'invoke' | 'post' } & Said) => {
      const asked: Frame = { url: frame.url().replace(ORIGIN_HERE, ORIGIN), top: frame === from.mainFrame() };
      const { kind, channel, args } = said;
      if (kind === 'post') {
        const posted = wire.call('post', { window, channel, args, frame: asked });
        return void (await unlessOver(posted.then(() => {})));
      }
      return await wire.call('invoke', { window, channel, args, frame: asked }).then(
        (value) => ({ value }),
        (cause: Error) => ({ error: cause.message }),
      );
    });
    await context.route('**/*', (route) => unlessOver(outside(route)));
    await context.route(`${ORIGIN_HERE}/**`, (route) => unlessOver(serve(route)));
    await context.route(`${options.server}/**`, (route) => unlessOver(forward(route)));
    await context.routeWebSocket(new RegExp(`^${options.server.replace(/^http/, 'ws')}/`), connect);
    prepared();
    await Promise.race([
      firstLoad,
      ended.then(() => Promise.reject(new Error('The main process ended before a page opened.'))),
    ]);
  }

  async function openPage({ window: id, preload, width, height }: ToTest['open']): Promise<void> {
    window = id;
    const opened = await context.newPage();
    for (const other of context.pages()) if (other !== opened) await other.close();
    await opened.setViewportSize({ width, height });
    await grant(opened);
    await opened.addInitScript(initScript(readFileSync(preload, 'utf8')));
    opened.on('crash', () => wire.call('webContents', { window, event: 'crashed' }).catch(() => {}));
    opened.on('framenavigated', (frame) => {
      if (frame === opened.mainFrame()) wire.call('webContents', { window, event: 'navigating' }).catch(() => {});
    });
    page = opened;
  }

  /** What main's permission handler gives to the page, and no more. Lasts as long as the session that said it. */
  async function grant(opened: Page): Promise<void> {
    const given: string[] = [];
    if (await wire.call('may', { permission: 'notifications' })) given.push('notifications');
    if (await wire.call('may', { permission: 'persistent-storage' })) given.push('durableStorage');
    const session = await context.newCDPSession(opened);
    await session.send('Browser.grantPermissions', { origin: ORIGIN_HERE, permissions: given as 'notifications'[] });
  }

  function pageNow(): Page {
    if (!page) throw new Error('The window is closed.');
    return page;
  }

  /** Any other address: never loaded here (204 lets a page stay where it is). Main hears where one wanted to go. */
  async function outside(route: Route): Promise<void> {
    const request = route.request();
    if (!request.isNavigationRequest()) return await route.abort();
    await route.fulfill({ status: 204 });
    const popups = context.pages().filter((candidate) => candidate !== page);
    const how = popups.length > 0 ? 'popup' : 'navigation';
    await wire.call('openLink', { url: request.url(), how });
    for (const popup of popups) await popup.close();
  }

  /** `app://tierline/…`: main's protocol handler answers. */
  async function serve(route: Route): Promise<void> {
    const request = route.request();
    const url = request.url().replace(ORIGIN_HERE, ORIGIN);
    const answer = (await wire.call('serve', { url, method: request.method() })) as Served;
    await route.fulfill({ status: answer.status, headers: answer.headers, body: Buffer.from(answer.body) });
  }

  async function forward(route: Route): Promise<void> {
    if (!up) return await route.abort('internetdisconnected');
    const request = route.request();
    const headers = await headersFor(request.url(), request.method(), 'xhr', await request.allHeaders());
    const answer = await route.fetch({ headers, maxRedirects: 0 }).catch(() => null);
    if (!answer) return await route.abort('connectionrefused').catch(() => {});
    await route.fulfill({ response: answer, headers: fromServer(answer.headers()) }).catch(() => {});
  }

  function connect(inPage: WebSocketRoute): void {
    if (!up) return void inPage.close({ code: 1001 });
    sockets.add(inPage);
    const opening = headersFor(inPage.url(), 'GET', 'webSocket', {}).then((headers) => {
      const { origin = ORIGIN, ...rest } = headers;
      const real = new WebSocket(inPage.url(), { headers: rest, origin });
      const waiting: (string | Buffer)[] = [];
      inPage.onMessage((said) => {
        if (real.readyState === WebSocket.OPEN) real.send(said);
        else waiting.push(said);
      });
      inPage.onClose(() => {
        sockets.delete(inPage);
        real.close();
      });
      real.on('open', () => {
        for (const said of waiting.splice(0)) real.send(said);
      });
      real.on('message', (said, binary) => inPage.send(binary ? (said as Buffer) : String(said)));
      real.on('error', () => {});
      real.on('close', (code) => {
        sockets.delete(inPage);
        inPage.close({ code: code >= 3000 || code === 1000 ? code : 1001 }).catch(() => {});
      });
    });
    void unlessOver(opening);
  }

  async function headersFor(url: string, method: string, resourceType: string, headers: Record<string, string>) {
    const own = { ...headers, origin: ORIGIN };
    return (await wire.call('headers', { url, method, resourceType, headers: own })) as Record<string, string>;
  }

  return {
    kind: 'standIn',
    page: pageNow,
    async notifications() {
      return [...notes].map(([key, note]) => seen(key, note.options, note.closed));
    },
    async click(notification, button) {
      const at = button === undefined ? null : notification.buttons.indexOf(button);
      if (at === -1) throw new Error(`There is no button "${button}" on "${notification.title}".`);
      await wire.call('click', { key: notification.key, button: at });
    },
    state: async () => structuredClone(state),
    async chooseInTray(label) {
      await wire.call('tray', { label });
    },
    async closeWindow() {
      await wire.call('closeWindow', {});
    },
    async startAgain(argv) {
      await wire.call('secondInstance', { argv: ['tierline', ...argv] });
    },
    async resume() {
      await wire.call('power', { event: 'suspend' });
      await wire.call('power', { event: 'resume' });
    },
    async network(now) {
      up = now;
      await wire.call('network', { up });
      await context.setOffline(!up);
      if (!up) for (const socket of sockets) await socket.close({ code: 1001 }).catch(() => {});
      if (!up) sockets.clear();
    },
    async crashPage() {
      const crashed = new Promise((resolve) => pageNow().once('crash', resolve));
      pageNow()
        .goto('chrome://crash')
        .catch(() => {});
      await crashed;
    },
    async quit() {
      await wire.call('quit', {}).catch(() => {});
      await ended;
      await context.close();
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
      for (const pid of chromiumOf(profile)) process.kill(pid, 'SIGKILL');
      await context.close().catch(() => {});
    },
  };
}

type Said = { channel: string; args: unknown[] };

async function openChromium(profile: string): Promise<BrowserContext> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium for the stand-in.');
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...chromiumArgs, '--disable-features=LocalNetworkAccessChecks'],
    serviceWorkers: 'block',
  });
  return context;
}

function startMain(options: LaunchOptions, out: string): ChildProcess {
  const machine: Machine = { ...usual, ...options.machine };
  const config: Config = { userData: options.userData, root, machine };
  return fork(join(out, 'main', 'index.js'), [...(options.argv ?? [])], {
    execArgv: ['--import', new URL('./register.ts', import.meta.url).href],
    serialization: 'advanced',
    cwd: root,
    env: {
      PATH: process.env.PATH ?? '',
      TZ: process.env.TZ ?? 'UTC',
      ...options.env,
      TIERLINE_SERVER: options.server,
      TIERLINE_STAND_IN: JSON.stringify(config),
    },
  });
}

/** Bodies come decoded; and what the server allows to `app://tierline`, and to nobody else, holds for the page. */
function fromServer(headers: Record<string, string>): Record<string, string> {
  const { 'content-encoding': _encoding, 'content-length': _length, ...rest } = headers;
  const allowed = rest['access-control-allow-origin'];
  const ours = allowed === ORIGIN || allowed === '*';
  // Never left out: Playwright would then allow it by itself.
  rest['access-control-allow-origin'] = ours ? ORIGIN_HERE : 'https://nobody.invalid';
  return rest;
}

/** Only the processes of this very profile, which this run has started. */
function chromiumOf(profile: string): number[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(join('/proc', name, 'cmdline'), 'utf8').includes(`--user-data-dir=${profile}\0`);
      } catch {
        return false;
      }
    })
    .map(Number);
}
