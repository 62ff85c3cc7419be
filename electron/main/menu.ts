import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

/**
 * The app's menu: what every desktop app has, with the system's own keys. Everything about tickets has its key in the
 * page; none of these takes one away: no Reload in a packaged app, no Ctrl+K, no single letters, and no `&` in a label,
 * which would claim Alt with that letter.
 */
export function appMenu(deps: {
  platform: NodeJS.Platform;
  packaged: boolean;
  quit: () => void;
  testNotification: () => void;
}): MenuItemConstructorOptions[] {
  const mac = deps.platform === 'darwin';
  const develop: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  return [
    mac
      ? { role: 'appMenu' }
      : {
          label: 'File',
          submenu: [
            { role: 'close', accelerator: 'Ctrl+W' },
            { label: 'Quit', accelerator: 'Ctrl+Q', click: deps.quit },
          ],
        },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        ...(deps.packaged ? [] : develop),
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [{ label: 'Test notification', click: deps.testNotification }],
    },
  ];
}

/** Right click: Electron has no menu of its own there. Null where there is nothing to do. */
export function contextMenu(
  on: Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'linkURL' | 'editFlags'>,
  copy: (text: string) => void,
): MenuItemConstructorOptions[] | null {
  const items: MenuItemConstructorOptions[] = [];
  if (on.linkURL) items.push({ label: 'Copy link', click: () => copy(on.linkURL) });
  if (on.isEditable) items.push({ role: 'cut', enabled: on.editFlags.canCut });
  if (on.isEditable || on.selectionText.trim()) items.push({ role: 'copy', enabled: on.editFlags.canCopy });
  if (on.isEditable) items.push({ role: 'paste', enabled: on.editFlags.canPaste }, { role: 'selectAll' });
  return items.length > 0 ? items : null;
}
