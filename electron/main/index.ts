import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import type { TicketId } from '#core/ids.ts';
import { createAlarms } from './alarms.ts';
import { hearLinks, ticketIn } from './deep-links.ts';
import { createDialogs } from './dialogs.ts';
import { createDisk } from './disk.ts';
import { readDoNotDisturb } from './do-not-disturb.ts';
import { closeDoors, keepInside } from './doors.ts';
import { answerCalls, createNewsRoom } from './ipc.ts';
import { createJournals } from './journal.ts';
import { appMenu, contextMenu } from './menu.ts';
import { createNotifications, type Open } from './notifications.ts';
import { watchPresence } from './presence.ts';
import { createBundle, scheme } from './protocol.ts';
import { createServerClock } from './server-clock.ts';
import { authorise, createSessionKeeper } from './session.ts';
import { readSettings, type Settings } from './settings.ts';
import { systemTimer as timer } from './timer.ts';
import { badge, type Count, createTray } from './tray.ts';
import { createVault } from './vault.ts';
import { createConsoleWindow } from './window.ts';

/** The desktop's composition root: what Electron gives is handed out here, one start a line. */
const APP_ID = 'example.tierline.console';
const TOAST_ACTIVATOR = '{6F1B8C52-3E0D-4B8E-9C57-0B1E5D9A7A41}';

const platform = process.platform;
const inData = (name: string) => createDisk(join(app.getPath('userData'), name));
const built = (...path: string[]) => join(import.meta.dirname, ...path);
const icon = (name: string) => built('icons', name);
const trayIcon = (name: string) => icon(`${name}${platform === 'darwin' ? 'Template' : ''}.png`);
const dialogs = createDialogs(dialog);

app.enableSandbox();
protocol.registerSchemesAsPrivileged([scheme]);
nameToWindows();
if (!app.requestSingleInstanceLock()) app.quit();
else {
  const early = hearLinks(app, process.argv);
  app.whenReady().then(() => {
    const settings = readSettings(process.env, inData('settings.json'));
    if ('wrong' in settings) {
      dialogs.wrongSetting(settings);
      app.exit(1);
    } else start(settings, early);
  });
}

async function start({ server }: Settings, links: ReturnType<typeof hearLinks>): Promise<void> {
  const bootId = randomUUID();
  const vault = createVault({ safeStorage, platform, disk: inData('session.json') });
  const keeper = await createSessionKeeper({
    server,
    vault,
    disk: inData('signed-in.json'),
    fetch: (address, init) => net.fetch(address, init),
  });
  const journals = createJournals(join(app.getPath('userData'), 'journal'));
  const clock = createServerClock({ wall: Date.now, monotonic: () => performance.now() });

  closeDoors(session.defaultSession);
  authorise(session.defaultSession.webRequest, server, keeper);
  session.defaultSession.protocol.handle(scheme.scheme, createBundle({ folder: built('..', 'renderer'), server }));
  app.on('web-contents-created', (_event, contents) => keepInside(contents, (address) => shell.openExternal(address)));

  const newsRoom = createNewsRoom({ ipcMain, send: (channel, said) => window.send(channel, said) });
  const window = createConsoleWindow({
    open: openWindow,
    preload: built('..', 'preload', 'index.cjs'),
    icon: icon('512.png'),
    disk: inData('window.json'),
    displays: () => screen.getAllDisplays().map((display) => display.workArea),
    dark: () => nativeTheme.shouldUseDarkColors,
    timer,
    now: Date.now,
    dialogs,
    pageLeft: newsRoom.pageLeft,
  });
  const presence = watchPresence({ powerMonitor, timer, changed: (state) => newsRoom.tell('presence', state) });
  const notifications = createNotifications({
    create: (options) => new Notification(options),
    supported: Notification.isSupported,
    doNotDisturb: () => readDoNotDisturb(platform, process.env.XDG_CURRENT_DESKTOP),
    locked: () => presence.now() === 'locked',
    now: clock.now,
    timer,
    at: timeOfDay,
    icon: icon('256.png'),
    open,
  });
  const alarms = createAlarms({
    clock,
    timer,
    disk: inData('alarms.json'),
    bell: {
      ...notifications,
      ring(alerts) {
        if (alerts.some((alert) => alert.kind === 'breach')) attention();
        return notifications.ring(alerts);
      },
    },
    report: (rung) => newsRoom.tell('rung', rung),
  });
  const tray = createTray({
    tray: new Tray(trayIcon('tray')),
    menuOf: (items) => Menu.buildFromTemplate(items),
    images: { calm: trayIcon('tray'), alert: trayIcon('tray-alert') },
    showWindow: window.show,
    quit: () => app.quit(),
  });
  const showBadge = badge({
    app,
    window: window.get,
    platform,
    mark: nativeImage.createFromPath(icon('badge.png')),
  });

  answerCalls({
    ipcMain,
    answers: {
      about: async () => ({
        version: app.getVersion(),
        platform,
        server,
        vault: await vault.kind(),
        bootId,
        remembered: keeper.remembered(),
      }),
      signIn: keeper.signIn,
      async signOut() {
        alarms.clear();
        sayCount({ breached: 0, near: 0, offered: 0 });
        await keeper.signOut();
      },
      journalAppend: journals.append,
      journalRead: journals.read,
      journalCompact: journals.compact,
      journalWipe: journals.wipe,
      setAlarms: async (list) => alarms.replace(list),
      settleAlarm: async (alertId) => alarms.settle(alertId),
      setCount: async (count) => sayCount(count),
      presence: async () => presence.now(),
      showWindow: async () => window.show(),
      testNotification: test,
    },
  });

  powerMonitor.on('suspend', clock.fellAsleep);
  powerMonitor.on('resume', wokeUp);
  app.on('activate', window.show);
  app.on('second-instance', (_event, argv) => arrive(ticketIn(argv)));
  links.take(arrive);
  app.on('window-all-closed', () => {});
  app.on('before-quit', () => {
    window.letGo();
    alarms.stop();
    presence.stop();
    tray.stop();
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      appMenu({ platform, packaged: app.isPackaged, quit: () => app.quit(), testNotification: () => void test() }),
    ),
  );
  window.show();

  function openWindow(options: Electron.BrowserWindowConstructorOptions): BrowserWindow {
    const opened = new BrowserWindow(options);
    opened.setMenuBarVisibility(false);
    opened.webContents.on('context-menu', (_event, on) => {
      const items = contextMenu(on, (text) => clipboard.writeText(text));
      if (items) Menu.buildFromTemplate(items).popup({ window: opened });
    });
    return opened;
  }

  function sayCount(count: Count): void {
    tray.say(count);
    showBadge(count);
  }

  function attention(): void {
    window.flash();
    if (platform === 'darwin') app.dock?.bounce('critical');
  }

  /** Acknowledging is done where one is; everything else is done in the window. */
  function open(what: Open): void {
    newsRoom.tell('open', what);
    if (what.action !== 'acknowledge') window.show();
  }

  function arrive(ticketId: TicketId | null): void {
    if (ticketId) open({ ticketId, alertId: null, action: 'show' });
    else window.show();
  }

  function wokeUp(): void {
    clock.wokeUp();
    alarms.look();
    newsRoom.tell('resumed', { at: clock.now() });
  }

  async function test() {
    const { state, reason } = await notifications.test();
    return { shown: state !== 'failed', reason };
  }
}

/** Windows drops clicks on toasts, without a word, unless the activator is set before the app's id. */
function nameToWindows(): void {
  if (platform !== 'win32') return;
  app.setToastActivatorCLSID(TOAST_ACTIVATOR);
  app.setAppUserModelId(APP_ID);
}

function timeOfDay(instant: number): string {
  return new Intl.DateTimeFormat(app.getLocale(), { hour: '2-digit', minute: '2-digit' }).format(instant);
}
