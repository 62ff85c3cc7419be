import type { Session } from '#core/sync/protocol.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Chance, Clock } from '../store/clock.ts';
import type { Databases } from '../store/database.ts';
import type { Disk, TimeRecord } from '../store/disk.ts';
import { createCell } from '../store/live.ts';
import { openStore } from '../store/open.ts';
import { openDisk } from '../store/open-disk.ts';
import type { Live, OutboxView, Store } from '../store/store.ts';
import type { Tabs } from '../store/tabs.ts';
import { type Engine, startEngine } from './engine.ts';
import type { Election } from './leader.ts';
import { createTime } from './time.ts';
import type { Transport } from './transport.ts';

export type ConsoleDeps = {
  /** Who signed in; remembered on this machine, so that it works with the server gone. */
  session: Pick<Session, 'person' | 'serverId'>;
  shell: Pick<Shell, 'journal' | 'presence' | 'onResumed'>;
  transport: Transport;
  clock: Clock;
  chance: Chance;
  /** Null where there is none (or it is refused): then memory has to do. */
  databases: Databases | null;
  /** Whether the browser promised to keep what is stored. */
  persisted: boolean;
  tabs: Tabs;
  elect: Election;
  /** What else this machine keeps of that person goes, and nobody opens it anew: before database and journal go. */
  onWipe(): Promise<void>;
  /** Access was revoked and everything local wiped, or the database was taken away: the page starts over. */
  onGone(why: 'revoked' | 'lost'): void;
};

export type Console = {
  store: Store;
  sync: {
    /** Whether this tab syncs and rings: of all tabs of one console, one does. */
    leads: Live<boolean>;
    /** Sync at once: after signing in again, or when asked to. */
    now(): void;
    /** What would be lost by signing out now. */
    unsent(): OutboxView['rows'];
    /** Signs this console out for good: database and journal are wiped. Ask first where something is unsent. */
    forget(): Promise<void>;
  };
  stop(): void;
};

/** The console's memory and its sync, opened for one person at one server. Works without the server. */
export async function openConsole(deps: ConsoleDeps): Promise<Console> {
  const { session, shell, clock, chance, tabs } = deps;
  const { person: me, serverId } = session;
  const transport = deps.transport.as(me.id);
  const journal = await shell.journal({ serverId, personId: me.id });
  const { disk, says, ...opened } = await openDisk(`tierline-${serverId}-${me.id}`, deps.databases, deps.persisted);
  const storage = disk.kind === 'indexedDB' && !journal.durable ? 'oneCopy' : opened.storage;
  const time = createTime(clock, await savedTime(disk));
  const { store, memory, stop } = await openStore({ me, serverId, disk, journal, clock, chance, time, tabs, storage });
  if (says) memory.view.set({ ...memory.view.get(), says });

  const stopHearing = tabs.listen((message) => {
    if (message.time) time.adopt(message.time);
  });

  const leads = createCell(false);
  let engine: Engine | null = null;
  let isGone = false;
  const stopLeading = deps.elect(() => {
    let stopTelling = () => {};
    let isOver = false;
    // Unread, each page that doesn't fit is another reason to look.
    const caughtUp = memory.catchUp().catch(() => {});
    void caughtUp.then(() => {
      if (!isOver) stopTelling = lead();
    });
    return () => {
      isOver = true;
      stopTelling();
      leads.set(false);
      engine?.stop();
      engine = null;
    };
  });
  tabs.post({ asks: true });
  const stopResumed = shell.onResumed(() => engine?.now());
  const stopLost = disk.onLost(() => gone('lost'));

  /** From here on this tab syncs, rings, and tells the others how things stand. */
  function lead(): () => void {
    engine = startEngine({ memory, transport, time, clock, chance, presence: shell.presence, onRevoked });
    leads.set(true);
    const stops = [
      memory.view.subscribe(() => tabs.post({ view: memory.view.get() })),
      memory.presence.subscribe(() => tabs.post({ presence: memory.presence.get() })),
      tabs.listen(({ asks }) => {
        if (asks) tabs.post({ view: memory.view.get(), presence: memory.presence.get() });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  function close() {
    stopLost();
    stopHearing();
    stopResumed();
    stopLeading();
    stop();
  }

  function gone(why: 'revoked' | 'lost') {
    if (isGone) return;
    isGone = true;
    close();
    deps.onGone(why);
  }

  function onRevoked() {
    if (isGone) return;
    isGone = true;
    close();
    memory.view.set({
      ...memory.view.get(),
      state: 'stopped',
      says: 'Your access was taken away. What was kept here is gone.',
    });
    void wipe().then(() => deps.onGone('revoked'));
  }

  /** What can't be removed elsewhere keeps nothing here from going. */
  async function wipe() {
    const elsewhere = deps.onWipe().catch(() => {});
    await memory.wipe();
    await elsewhere;
  }

  return {
    store,
    sync: {
      leads,
      now: () => engine?.now(),
      unsent: () => store.outbox.get().rows,
      async forget() {
        isGone = true;
        close();
        await wipe();
      },
    },
    stop() {
      close();
      disk.close();
    },
  };
}

async function savedTime(disk: Disk): Promise<TimeRecord | null> {
  const record = await disk.read(['meta'], async (tables) => tables.meta.get('time'));
  return record?.id === 'time' ? record.value : null;
}
