import { join } from 'node:path';
import type { Notification } from 'electron';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { type Desktop, type DesktopState, type LaunchOptions, seen } from './desktop.ts';

const root = join(import.meta.dirname, '..', '..', '..');

/**
 * Real Electron behind the same interface. Notifications are recorded by wrapping `show`, and clicked by emitting what the
 * system would; the toast itself, its buttons and the tray's menu are on the release checklist.
 */
export async function launchElectron(program: string, options: LaunchOptions): Promise<Desktop> {
  const env = { ...process.env, ...options.env, TIERLINE_SERVER: options.server };
  const app = await _electron.launch({
    executablePath: program,
    args: [root, `--user-data-dir=${options.userData}`, '--no-sandbox', ...(options.argv ?? [])],
    env: Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined)),
  });
  await record(app);
  let page: Page = await app.firstWindow();
  app.on('window', (opened) => {
    page = opened;
  });
  await page.waitForLoadState('domcontentloaded');

  const sendPower = (event: string) => app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
  return {
    kind: 'electron',
    page: () => page,
    async notifications() {
      const all = await app.evaluate(() => {
        const shown: Note[] = Reflect.get(globalThis, 'tierlineNotes') ?? [];
        return shown.map(({ notification: n, closed }) => ({
          options: { title: n.title, body: n.body, timeoutType: n.timeoutType, actions: n.actions },
          closed,
        }));
      });
      return all.map(({ options: of, closed }, key) =>
        seen(key, { title: of.title, body: of.body, timeoutType: of.timeoutType, actions: of.actions }, closed),
      );
    },
    async click(notification, button) {
      const at = button === undefined ? null : notification.buttons.indexOf(button);
      if (at === -1) throw new Error(`There is no button "${button}" on "${notification.title}".`);
      await app.evaluate(
        (_electronModule, { key, index }) => {
          const shown: Note[] = Reflect.get(globalThis, 'tierlineNotes') ?? [];
          const note = shown[key]?.notification;
          if (index === null) note?.emit('click', {});
          else note?.emit('action', { actionIndex: index, selectionIndex: -1 }, index, -1);
        },
        { key: notification.key, index: at },
      );
    },
    state: () =>
      app.evaluate(({ app: electronApp, BrowserWindow }): DesktopState => {
        const [window] = BrowserWindow.getAllWindows();
        const visible = window?.isVisible() ?? false;
        const badge = electronApp.getBadgeCount();
        return { visible, flashing: false, badge, tray: { toolTip: '', menu: [] }, opened: [] };
      }),
    async chooseInTray(label) {
      throw new Error(`The real tray is not in a test's reach: ${label} has to be chosen by hand.`);
    },
    async closeWindow() {
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    },
    async startAgain(argv) {
      await app.evaluate(({ app: it }, args) => it.emit('second-instance', {}, args, '', null), ['tierline', ...argv]);
    },
    async resume() {
      await sendPower('suspend');
      await sendPower('resume');
    },
    async network(up) {
      await app.evaluate(({ session }, offline) => {
        if (offline) session.defaultSession.enableNetworkEmulation({ offline });
        else session.defaultSession.disableNetworkEmulation();
      }, !up);
    },
    async crashPage() {
      await app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      );
    },
    async quit() {
      await app.evaluate(({ app: it }) => it.quit()).catch(() => {});
      await app.close().catch(() => {});
    },
    async kill() {
      app.process().kill('SIGKILL');
      await app.close().catch(() => {});
    },
  };
}

type Note = { notification: Notification; closed: boolean };

async function record(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification: Real }) => {
    const notes: Note[] = [];
    Reflect.set(globalThis, 'tierlineNotes', notes);
    const { show, close } = Real.prototype;
    Real.prototype.show = function shown(this: Notification) {
      notes.push({ notification: this, closed: false });
      show.call(this);
    };
    Real.prototype.close = function closed(this: Notification) {
      for (const note of notes) if (note.notification === this) note.closed = true;
      close.call(this);
    };
  });
}
