import { uuidv7 } from '#core/ids.ts';
import { Problem, Session } from '#core/sync/protocol.ts';
import { createMemoryJournal } from '../store/journal.ts';
import { createPageAlarms } from './alarms.ts';
import { createNotifier } from './notifier.ts';
import { startOffline } from './offline.ts';
import { openFileJournal } from './opfs-journal.ts';
import { watchPresence } from './presence.ts';
import { createRemembered } from './remembered.ts';
import type { Count, Shell } from './shell.ts';

/** The shell over the browser's own powers. `window` as an argument; nothing here runs at import. */
export async function createBrowserShell(window: Window & typeof globalThis, version: string): Promise<Shell> {
  const { navigator, document, localStorage } = window;
  const server = window.location.origin;
  const offline = await startOffline(window);
  const notifier = createNotifier(window, offline.registration);
  const alarms = createPageAlarms({
    now: () => Date.now(),
    after: (ms, run) => {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
    notify: notifier.show,
    settle: notifier.close,
    withdraw: notifier.withdraw,
    storage: localStorage,
  });
  const title = document.title;
  const fileJournals = typeof navigator.storage?.getDirectory === 'function';

  return {
    ...createRemembered(localStorage),
    kind: 'browser',
    version,
    server,
    vault: 'cookie',
    bootId: bootIdOf(window),
    lacks: [
      ...offline.lacks,
      ...(fileJournals
        ? []
        : ['This browser keeps no second copy of your unsent work. Stay on this page until it is sent.']),
      'In a browser, alerts ring only while a page of the console is open.',
    ],
    async signIn(how) {
      const answer = await window
        .fetch(`${server}/api/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...how, shell: 'browser' }),
        })
        .catch(() => null);
      if (!answer) return { problem: 'unreachable', says: 'The server cannot be reached. Signing in needs it.' };
      const said: unknown = await answer.json().catch(() => null);
      const session = Session.safeParse(said);
      if (answer.ok && session.success) {
        alarms.clear(session.data.person.id);
        return session.data;
      }
      return Problem.safeParse(said).data ?? { problem: 'strange', says: `The server answered ${answer.status}.` };
    },
    async signOut() {
      await window.fetch(`${server}/api/session`, { method: 'DELETE' }).catch(() => null);
      alarms.clear();
    },
    async journal(key) {
      const name = `${key.serverId}-${key.personId}`;
      return (fileJournals && (await openFileJournal(name))) || createMemoryJournal();
    },
    setAlarms: alarms.set,
    settleAlarm: alarms.settle,
    setCount: (count) => showCount(navigator, document, title, count),
    testNotification: notifier.test,
    presence: watchPresence(window),
    onOpen: notifier.onOpen,
    onRung: alarms.onRung,
    onResumed(listener) {
      const seen = () => {
        if (!document.hidden) listener();
      };
      window.addEventListener('online', listener);
      document.addEventListener('visibilitychange', seen);
      return () => {
        window.removeEventListener('online', listener);
        document.removeEventListener('visibilitychange', seen);
      };
    },
    showWindow: () => window.focus(),
  };
}

/** A count on the app's icon where it is installed, and in the tab's title everywhere. */
function showCount(navigator: Navigator, document: Document, title: string, { breached, near, offered }: Count) {
  const sum = breached + near + offered;
  document.title = sum > 0 ? `(${sum}) ${title}` : title;
  if (!('setAppBadge' in navigator)) return;
  void (sum > 0 ? navigator.setAppBadge(sum) : navigator.clearAppBadge()).catch(() => {});
}

/** `performance.now()` starts with the page: so does what it proves. */
function bootIdOf(window: Window & typeof globalThis): string {
  return uuidv7(Math.round(window.performance.timeOrigin), window.crypto.getRandomValues(new Uint8Array(10)));
}
