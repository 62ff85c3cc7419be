import { z } from 'zod';
import { news } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import type { Shown } from './alarms.ts';
import { actionsOf, digestOf, wordsOf } from './notification.ts';
import type { Shell } from './shell.ts';

type Open = z.infer<typeof news.open>;
/** Which alerts a notification stands for: what is still on the screen says so itself, also after a reload. */
const Stands = z.object({ alertIds: z.array(z.string()) });
const Said = z.object({ type: z.literal('open'), open: news.open });

/** Web Notifications: by the service worker where there is one (it has buttons), else by the page. */
export function createNotifier(window: Window & typeof globalThis, registration: ServiceWorkerRegistration | null) {
  const { Notification, navigator } = window;
  const listeners = new Set<(open: Open) => void>();
  const shown = new Map<string, Notification>();

  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<unknown>) => {
    const said = Said.safeParse(event.data);
    if (said.success) opened(said.data.open);
  });

  /** An acknowledgement comes to nobody's front: it is answered where one is. */
  function opened(open: Open) {
    if (open.action !== 'acknowledge') window.focus();
    for (const listener of listeners) listener(open);
  }

  /** One alert with its buttons, or many in one notification without. */
  async function show(alerts: readonly Alert[]): Promise<Shown> {
    const lacking = lackOf(window);
    if (lacking) return { state: 'failed', reason: lacking };
    const [alert, ...others] = alerts;
    if (!alert) return { state: 'failed', reason: 'There was nothing to show.' };
    const single = others.length === 0;
    const { title, body } = single ? wordsOf(alert) : digestOf(alerts);
    const open: Open = { ticketId: alert.ticketId, alertId: single ? alert.id : null, action: 'show' };
    const stands: z.infer<typeof Stands> = { alertIds: alerts.map(({ id }) => id) };
    const requireInteraction = alerts.some((one) => one.kind === 'breach');
    const options = { body, tag: single ? alert.id : 'digest', requireInteraction, data: { ...open, ...stands } };
    try {
      if (registration?.active) {
        const withActions = { ...options, ...(single ? { actions: actionsOf(alert) } : {}) };
        await registration.showNotification(title, withActions);
      } else {
        const notification = new Notification(title, options);
        shown.set(alert.id, notification);
        notification.onclick = () => opened(open);
        notification.onclose = () => shown.delete(alert.id);
      }
      return { state: 'unproven', reason: 'A browser does not say whether do-not-disturb is on.' };
    } catch (error) {
      return { state: 'failed', reason: error instanceof Error ? error.message.slice(0, 300) : 'unknown' };
    }
  }

  async function close(alertId: string): Promise<void> {
    shown.get(alertId)?.close();
    const all = (await registration?.getNotifications({ tag: alertId })) ?? [];
    for (const notification of all) notification.close();
  }

  async function withdraw(listed: ReadonlySet<string>): Promise<void> {
    const standing = (await registration?.getNotifications()) ?? [];
    for (const notification of [...shown.values(), ...standing]) {
      const stands = Stands.safeParse(notification.data).data?.alertIds ?? [];
      if (stands.length > 0 && !stands.some((id) => listed.has(id))) notification.close();
    }
  }

  async function test(): Promise<{ shown: boolean; reason: string | null }> {
    if (Notification?.permission === 'default') await Notification.requestPermission();
    const lacking = lackOf(window);
    if (lacking) return { shown: false, reason: lacking };
    const text = 'This is how an alert looks.';
    if (registration?.active) await registration.showNotification('Tierline', { body: text, tag: 'test' });
    else new Notification('Tierline', { body: text, tag: 'test' });
    return { shown: true, reason: null };
  }

  return {
    show,
    close: (alertId: string) => void close(alertId),
    withdraw: (listed: ReadonlySet<string>) => void withdraw(listed),
    test,
    onOpen(listener: Parameters<Shell['onOpen']>[0]) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function lackOf(window: Window & typeof globalThis): string | null {
  if (!window.isSecureContext) return 'Notifications need a secure address (https, or this computer itself).';
  if (!('Notification' in window)) return 'This browser shows no notifications.';
  if (window.Notification.permission === 'granted') return null;
  return window.Notification.permission === 'denied'
    ? 'Notifications are blocked for this page in the browser.'
    : 'Notifications are not allowed for this page yet.';
}
