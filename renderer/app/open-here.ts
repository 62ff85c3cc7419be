import type { Session } from '#core/sync/protocol.ts';
import { startCounting } from '../alerts/count.ts';
import { wipeLedger } from '../alerts/ledger.ts';
import { startAnswering, startPublishing } from '../alerts/publish.ts';
import { createPlayer, startSounding } from '../alerts/sound.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Chance, Clock } from '../store/clock.ts';
import { createTabs } from '../store/tabs.ts';
import { electAlone, electByLock } from '../sync/leader.ts';
import { openConsole } from '../sync/open.ts';
import type { Transport } from '../sync/transport.ts';
import type { Opened } from './Root.tsx';

type Here = {
  window: Window & typeof globalThis;
  shell: Shell;
  transport: Transport;
  clock: Clock;
  chance: Chance;
  onGone: (why: 'revoked' | 'lost') => void;
};

/** Opens the console's memory on this machine for who signed in, and rings from the tab that leads. */
export async function openHere(
  session: Session,
  { window, shell, transport, clock, chance, onGone }: Here,
): Promise<Opened> {
  const name = `tierline-${session.serverId}-${session.person.id}`;
  const tabs = createTabs(name);
  const { navigator } = window;
  const console = await openConsole({
    session,
    shell,
    transport,
    clock,
    chance,
    databases: databasesOf(window),
    persisted: await persisted(navigator),
    tabs,
    elect: navigator.locks ? electByLock(name, navigator.locks) : electAlone,
    async onWipe() {
      shell.remember(null);
      await wipeLedger(session.person.id);
    },
    onGone,
  });
  const { store, sync } = console;
  const stopRinging = whileTrue(sync.leads, () => startPublishing({ store, shell }));
  const stopAnswering = startAnswering({ store, shell });
  const player = createPlayer(window);
  const stopSounding = player ? whileTrue(sync.leads, () => startSounding(shell, player)) : () => {};
  const stopCounting = startCounting({ store, shell });
  return {
    store,
    syncNow: sync.now,
    async close(wipe, before) {
      stopRinging();
      stopAnswering();
      stopSounding();
      stopCounting();
      await before?.();
      if (wipe) await sync.forget();
      else console.stop();
      tabs.close();
    },
  };
}

/** Runs something while a live value is true; the answer ends both. */
export function whileTrue(
  live: { get(): boolean; subscribe(listener: () => void): () => void },
  start: () => () => void,
): () => void {
  let stop: (() => void) | null = null;
  const follow = () => {
    if (live.get() && !stop) stop = start();
    if (!live.get() && stop) {
      stop();
      stop = null;
    }
  };
  follow();
  const unfollow = live.subscribe(follow);
  return () => {
    unfollow();
    stop?.();
    stop = null;
  };
}

/** A browser may refuse even to name its databases. */
function databasesOf({ indexedDB, IDBKeyRange }: Window & typeof globalThis) {
  try {
    return indexedDB ? { indexedDB, IDBKeyRange } : null;
  } catch {
    return null;
  }
}

async function persisted({ storage }: Navigator): Promise<boolean> {
  try {
    return (await storage?.persisted()) || (await storage?.persist()) || false;
  } catch {
    return false;
  }
}
