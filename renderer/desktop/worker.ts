import { keepShell, shellFirst } from './shell-cache.ts';

/** What of a service worker's scope is used here; the page's own types know nothing of it. */
type Extendable = Event & { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & { request: Request; respondWith(answer: Promise<Response>): void };
type Clicked = Extendable & { action: string; notification: Notification };
type Client = { focus(): Promise<Client>; postMessage(message: unknown): void };
type Scope = {
  addEventListener(kind: 'install' | 'activate', listener: (event: Extendable) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'notificationclick', listener: (event: Clicked) => void): void;
  skipWaiting(): Promise<void>;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<Client[]>;
    openWindow(url: string): Promise<unknown>;
  };
};
const scope = globalThis as unknown as Scope;

scope.addEventListener('install', (event) => event.waitUntil(keepShell(caches).then(() => scope.skipWaiting())));
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || url.pathname.startsWith('/api/')) return;
  if (event.request.mode !== 'navigate' && !isOurs(url.pathname)) return;
  event.respondWith(shellFirst(caches, event.request, (work) => event.waitUntil(work)));
});
scope.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data, event.action));
});

function isOurs(path: string): boolean {
  return /^\/(assets\/|sounds\/|icons\/|index\.html$|[\w-]+\.(svg|png|ico|webmanifest)$)/.test(path);
}

async function open(data: { ticketId: string; alertId: string | null; action: string }, action: string) {
  const said = { type: 'open', open: { ...data, action: action || data.action } };
  const [page] = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) return scope.clients.openWindow(`./#/ticket/${data.ticketId}`);
  page.postMessage(said);
  return said.open.action === 'acknowledge' ? undefined : page.focus();
}
