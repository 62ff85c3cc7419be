import type { Session, WebContents } from 'electron';
import { ORIGIN } from './protocol.ts';

/**
 * What our own page may use. Everything else, and everybody else, is denied. Persistent storage keeps the queue from
 * being cleared; the network ones are Chromium's question whether a page may reach a server on this machine or in this
 * building, and which one that is says the content security policy.
 */
const allowed: readonly string[] = [
  'notifications',
  'persistent-storage',
  'clipboard-sanitized-write',
  'local-network',
  'local-network-access',
  'loopback-network',
];

export function closeDoors(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'on'>,
): void {
  const may = (permission: string, origin: string) => allowed.includes(permission) && isOurs(origin);
  session.setPermissionCheckHandler((_contents, permission, origin) => may(permission, origin));
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(may(permission, details.requestingUrl));
  });
  session.on('will-download', (event, item) => {
    if (!/^(blob:)?app:\/\/tierline\//.test(item.getURL())) event.preventDefault();
  });
}

/** The page stays where it is: no navigation, no second window, no guest. Links to the web open in the browser. */
export function keepInside(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  openExternal: (address: string) => void,
): void {
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
    openOutside(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });

  function openOutside(address: string): void {
    if (URL.canParse(address) && ['https:', 'http:', 'mailto:'].includes(new URL(address).protocol))
      openExternal(address);
  }
}

function isOurs(address: string): boolean {
  return address === ORIGIN || address.startsWith(`${ORIGIN}/`);
}
