import type { NotificationConstructorOptions } from 'electron';
import type { Machine } from './desktop.ts';

/** What the child (main bundle on the stand-in) and the test's process (owner of Chromium) say to each other. */
export type ToTest = {
  open: { window: number; preload: string; width: number; height: number };
  load: { window: number; url: string };
  send: { window: number; channel: string; args: unknown[] };
  close: { window: number };
  window: { visible: boolean; flashing: boolean };
  notification: { key: number; options: NotificationConstructorOptions; closed: boolean };
  tray: { toolTip: string; menu: string[] };
  badge: { count: number };
  opened: { url: string };
  quitting: Record<string, never>;
};

export type ToMain = {
  serve: { url: string; method: string };
  headers: { url: string; method: string; resourceType: string; headers: Record<string, string> };
  may: { permission: 'notifications' | 'persistent-storage' };
  invoke: { window: number; channel: string; args: unknown[]; frame: Frame };
  post: { window: number; channel: string; args: unknown[]; frame: Frame };
  webContents: { window: number; event: 'ready' | 'navigating' | 'crashed' };
  openLink: { url: string; how: 'popup' | 'navigation' };
  click: { key: number; button: number | null };
  tray: { label: string };
  closeWindow: Record<string, never>;
  secondInstance: { argv: string[] };
  power: { event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' };
  network: { up: boolean };
  quit: Record<string, never>;
};

export type Served = { status: number; headers: Record<string, string>; body: Uint8Array };
export type Frame = { url: string; top: boolean };
export type Config = { userData: string; root: string; machine: Machine };

type Said = { id: number; name: string; body: unknown } | { answer: number; value?: unknown; error?: string };
export type Port = { post(said: unknown): void; listen(listener: (said: unknown) => void): void };

/** Both directions over one port: every call has an answer, or the error that the other side threw. */
export function createWire<Out extends object, In extends object>(
  port: Port,
  handlers: { [K in keyof In]: (body: In[K]) => unknown },
) {
  let count = 0;
  const open = new Map<number, { resolve: (value: unknown) => void; reject: (cause: Error) => void }>();
  port.listen((raw) => {
    const said = raw as Said;
    if ('answer' in said) {
      const call = open.get(said.answer);
      open.delete(said.answer);
      if (said.error === undefined) call?.resolve(said.value);
      else call?.reject(new Error(said.error));
      return;
    }
    const handler = handlers[said.name as keyof In];
    Promise.resolve()
      .then(() => handler(said.body as In[keyof In]))
      .then(
        (value) => port.post({ answer: said.id, value }),
        (cause) => port.post({ answer: said.id, error: String(cause) }),
      );
  });
  return {
    call<K extends keyof Out>(name: K, body: Out[K]): Promise<unknown> {
      count += 1;
      const id = count;
      return new Promise((resolve, reject) => {
        open.set(id, { resolve, reject });
        port.post({ id, name, body });
      });
    },
    /** The other side is gone: nobody answers any more. */
    end(): void {
      for (const { reject } of open.values()) reject(new Error('The other side is gone.'));
      open.clear();
    },
  };
}
