import type { NotificationConstructorOptions } from 'electron';
import type { Page } from 'playwright';

/**
 * The running desktop app as a test sees it: the same for real Electron and for the stand-in, so that one spec runs on both.
 */
export type Desktop = {
  kind: 'electron' | 'standIn';
  /** The window's page, as it is now: a restarted one is another page. */
  page(): Page;
  /** Every notification that the system was asked to show, oldest first; `closed` once it was taken back or clicked. */
  notifications(): Promise<readonly SeenNotification[]>;
  /** A person clicks it, or the button with this text. */
  click(notification: SeenNotification, button?: string): Promise<void>;
  /** What tray, badge and window say. */
  state(): Promise<DesktopState>;
  /** A person chooses an entry of the tray's menu. */
  chooseInTray(label: string): Promise<void>;
  /** The person closes the window by its cross. */
  closeWindow(): Promise<void>;
  /** The app is started a second time with these arguments. */
  startAgain(argv: readonly string[]): Promise<void>;
  /** The machine wakes up. */
  resume(): Promise<void>;
  /** Cuts or heals the network between this device and the server, for page and main process alike. */
  network(up: boolean): Promise<void>;
  /** The page's process dies. */
  crashPage(): Promise<void>;
  /** Quits as a person does. Resolves once everything has ended. */
  quit(): Promise<void>;
  /** Ends every process at once, as a power cut does. */
  kill(): Promise<void>;
};

export type SeenNotification = {
  key: number;
  title: string;
  body: string;
  stays: boolean;
  buttons: readonly string[];
  closed: boolean;
};

export type DesktopState = {
  visible: boolean;
  flashing: boolean;
  badge: number;
  tray: { toolTip: string; menu: readonly string[] };
  /** Addresses handed to the system's browser. */
  opened: readonly string[];
};

export type LaunchOptions = {
  /** Folder of the app's data; the same one again is the same person's machine, restarted. */
  userData: string;
  /** The server's address. */
  server: string;
  env?: Record<string, string>;
  argv?: readonly string[];
  /** The built bundles. Default: `out` of the checkout. */
  out?: string;
  /** What the stand-in's system is like; real Electron has its own. */
  machine?: Partial<Machine>;
};

export type Machine = {
  platform: 'linux';
  vault: 'kept' | 'plainText' | 'unavailable';
  /** Refuses notifications with this reason; empty: shows them. */
  notificationsFail: string;
  notificationsSupported: boolean;
};

export function seen(key: number, options: NotificationConstructorOptions, closed: boolean): SeenNotification {
  return {
    key,
    title: options.title ?? '',
    body: options.body ?? '',
    stays: options.timeoutType === 'never',
    buttons: (options.actions ?? []).map((action) => action.text ?? ''),
    closed,
  };
}
