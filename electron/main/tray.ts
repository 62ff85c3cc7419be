import type { App, BrowserWindow, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { z } from 'zod';
import type { Calls } from '#core/bridge.ts';

export type Count = z.infer<Calls['setCount']['args']>[0];

/** What the tray says: the worst first, as the queue does. */
export function countIn(words: Count): string {
  const parts = [
    words.breached > 0 ? `${words.breached} breached` : '',
    words.near > 0 ? `${words.near} near` : '',
    words.offered > 0 ? `${words.offered} offered to you` : '',
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : 'Nothing is near';
}

/** The tray says how it stands while the window is closed, and is the way back in, and out. */
export function createTray(deps: {
  tray: Pick<Tray, 'setToolTip' | 'setContextMenu' | 'setImage' | 'on' | 'destroy'>;
  menuOf: (items: MenuItemConstructorOptions[]) => Parameters<Tray['setContextMenu']>[0];
  images: { calm: string; alert: string };
  showWindow: () => void;
  quit: () => void;
}): { say(count: Count): void; stop(): void } {
  const { tray, showWindow } = deps;
  tray.on('click', showWindow);
  say({ breached: 0, near: 0, offered: 0 });

  function say(count: Count): void {
    const words = countIn(count);
    tray.setToolTip(`Tierline: ${words}`);
    tray.setImage(count.breached > 0 ? deps.images.alert : deps.images.calm);
    tray.setContextMenu(
      deps.menuOf([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: 'Show Tierline', click: showWindow },
        { label: 'Quit', click: deps.quit },
      ]),
    );
  }

  return { say, stop: () => tray.destroy() };
}

/** The count on the app's icon: a number where the system has one, a mark over the taskbar button on Windows. */
export function badge(deps: {
  app: Pick<App, 'setBadgeCount'>;
  window: () => Pick<BrowserWindow, 'setOverlayIcon'> | null;
  platform: NodeJS.Platform;
  mark: NativeImage;
}): (count: Count) => void {
  return (count) => {
    const owed = count.breached + count.offered;
    if (deps.platform === 'win32') deps.window()?.setOverlayIcon(owed > 0 ? deps.mark : null, countIn(count));
    else deps.app.setBadgeCount(owed);
  };
}
