import type { z } from 'zod';
import { type Bridge, calls, type JournalKey, type NewsName, news } from '#core/bridge.ts';
import type { Session } from '#core/sync/protocol.ts';
import type { Journal } from '../store/journal.ts';
import { createCell } from '../store/live.ts';
import { createRemembered } from './remembered.ts';
import type { Shell } from './shell.ts';

/** The shell over Electron's bridge. What main says is parsed here, before anybody believes it. */
export async function createElectronShell(bridge: Bridge, storage: Storage): Promise<Shell> {
  const about = calls.about.answer.parse(await bridge.about());
  const presence = createCell(calls.presence.answer.parse(await bridge.presence()));
  listen('presence', presence.set);

  function listen<K extends NewsName>(name: K, listener: (said: z.infer<(typeof news)[K]>) => void): () => void {
    return bridge.on(name, (said) => {
      const parsed = news[name].safeParse(said);
      if (parsed.success) listener(parsed.data as z.infer<(typeof news)[K]>);
    });
  }

  return {
    ...rememberedBy(about.remembered, createRemembered(storage), () => bridge.signOut()),
    kind: 'electron',
    version: about.version,
    server: about.server.replace(/\/$/, ''),
    vault: about.vault,
    bootId: about.bootId,
    lacks: lacksOf(about.vault),
    signIn: async (how) => calls.signIn.answer.parse(await bridge.signIn(how)),
    signOut: () => bridge.signOut(),
    journal: async (key) => journalOver(bridge, key),
    setAlarms: (list) => void bridge.setAlarms(list),
    settleAlarm: (id) => void bridge.settleAlarm(id),
    setCount: (count) => void bridge.setCount(count),
    testNotification: async () => calls.testNotification.answer.parse(await bridge.testNotification()),
    presence,
    onOpen: (listener) => listen('open', listener),
    onRung: (listener) => listen('rung', listener),
    onResumed(listener) {
      const stop = listen('resumed', listener);
      window.addEventListener('online', listener);
      return () => {
        stop();
        window.removeEventListener('online', listener);
      };
    },
    showWindow: () => void bridge.showWindow(),
  };
}

/**
 * Main says whether somebody is remembered: what a page stores reaches the disk seconds later, and not at all in a power
 * cut. What the page stored of the same person since is newer.
 */
function rememberedBy(
  kept: Session | null,
  page: Pick<Shell, 'remembered' | 'remember'>,
  forget: () => Promise<void>,
): Pick<Shell, 'remembered' | 'remember'> {
  let known = kept;
  return {
    remembered() {
      const stored = page.remembered();
      return known && stored?.person.id === known.person.id ? stored : known;
    },
    remember(session) {
      known = session;
      page.remember(session);
      if (!session) void forget();
    },
  };
}

/** A file of the main process: append-only, flushed before it answers. */
export function journalOver(
  bridge: Pick<Bridge, 'journalAppend' | 'journalRead' | 'journalCompact' | 'journalWipe'>,
  key: JournalKey,
): Journal {
  return {
    durable: true,
    append: (entries) => bridge.journalAppend(key, [...entries]),
    read: async () => calls.journalRead.answer.parse(await bridge.journalRead(key)),
    compact: (entries) => bridge.journalCompact(key, [...entries]),
    wipe: () => bridge.journalWipe(key),
  };
}

function lacksOf(vault: 'kept' | 'plainText' | 'unavailable'): string[] {
  if (vault === 'kept') return [];
  return [
    'This system has no vault for secrets, so your sign-in lasts until you quit. Your work is kept all the same.',
  ];
}
