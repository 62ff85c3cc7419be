import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '#core/bridge.ts';
import { isRefusal } from '#core/refusal.ts';
import { commandOf, ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createHandClock, type HandClock } from '#test/support/clock.ts';
import { createChance, fakeDatabases } from '#test/support/console.ts';
import { create, newTicketId, note, rename } from '#test/support/intents.ts';
import { createNetwork } from '#test/support/network.ts';
import { settle } from '#test/support/settle.ts';
import { createMemoryJournal, type Journal } from '../../../renderer/store/journal.ts';
import { createCell } from '../../../renderer/store/live.ts';
import type { TabMessage, Tabs } from '../../../renderer/store/tabs.ts';
import { type Election, electByLock } from '../../../renderer/sync/leader.ts';
import { openConsole } from '../../../renderer/sync/open.ts';

const one = newTicketId(1);

/** Two tabs of one browser: one database, one journal each, one lock, and a channel between them. */
async function twoTabs() {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const databases = fakeDatabases();
  const hub = new Set<(from: object, message: TabMessage) => void>();
  const queue: ((how: { leads: boolean }) => void)[] = [];
  const network = createNetwork(authority.direct(ines));

  const folder = new Map<number, JournalEntry[]>();
  const silent = new Set<number>();
  const clocks: HandClock[] = [];

  const open = async (seed: number, file = seed) => {
    const clock = createHandClock(monday);
    clocks.push(clock);
    const self = {};
    const tabs: Tabs = {
      post: (message) => {
        if (silent.has(seed)) return;
        for (const listener of hub) listener(self, structuredClone(message));
      },
      listen(listener) {
        const hear = (from: object, message: TabMessage) => {
          if (from !== self) listener(message);
        };
        hub.add(hear);
        return () => hub.delete(hear);
      },
    };
    const opened = await openConsole({
      session: { person: ines, serverId: authority.serverId },
      shell: {
        journal: async () => journalIn(folder, file),
        presence: createCell<'here'>('here'),
        onResumed: () => () => {},
      },
      transport: network.transport,
      clock,
      chance: createChance(seed),
      databases,
      persisted: true,
      tabs,
      elect: inLine(queue),
      onWipe: async () => {},
      onGone: () => {},
    });
    await settle();
    return opened;
  };
  /** That tab still writes, but nobody hears of it (yet, or any more: it is dying). */
  const silence = (seed: number) => silent.add(seed);
  return { authority, network, open, clocks, silence, first: await open(1), second: await open(2) };
}

/** A folder of the browser: each tab writes its own file, and reads those of the others. A reload takes its file over. */
function journalIn(folder: Map<number, JournalEntry[]>, file: number): Journal {
  const own = folder.get(file) ?? [];
  folder.set(file, own);
  const others = async () => [...folder].flatMap(([name, entries]) => (name === file ? [] : entries));
  return { ...createMemoryJournal(own), durable: true, others };
}

/** A lock without a browser: the first in line leads until it is done. */
function inLine(queue: ((how: { leads: boolean }) => void)[]): Election {
  return (lead) => {
    let stop = () => {};
    const turn = ({ leads }: { leads: boolean }) => {
      if (leads) stop = lead();
    };
    queue.push(turn);
    if (queue.length === 1) turn({ leads: true });
    return () => {
      const wasFirst = queue[0] === turn;
      queue.splice(queue.indexOf(turn), 1);
      stop();
      if (wasFirst) queue[0]?.({ leads: true });
    };
  };
}

describe('[SYNC30] of all tabs of one console, one leads', () => {
  it('it syncs; what one tab does, the other shows, and the leader sends', async () => {
    const { authority, network, first, second } = await twoTabs();
    expect([first.sync.leads.get(), second.sync.leads.get()]).toEqual([true, false]);
    await network.deliver();
    await second.store.dispatch(one, create('Made in the second tab'));
    await settle();
    expect(first.store.queue.row(one)?.saving).toBe(true);
    await network.deliver();
    expect(authority.ticket(one)?.number).toBe(101);
    for (const tab of [first, second]) {
      expect(tab.store.queue.row(one)).toMatchObject({ number: 101, saving: false });
      expect(tab.store.outbox.get().rows).toEqual([]);
      expect(tab.store.sync.get()).toMatchObject({ state: 'live', asOf: monday + 1_000 });
    }
  });

  it('when it closes, the next one goes on', async () => {
    const { authority, network, first, second } = await twoTabs();
    await network.deliver();
    await first.store.dispatch(one, create('Made in the first tab'));
    await settle();
    first.stop();
    await settle();
    expect(second.sync.leads.get()).toBe(true);
    await network.deliver();
    expect(authority.ticket(one)?.subject).toBe('Made in the first tab');
    await second.store.dispatch(one, rename('Renamed in the second'));
    await second.store.dispatch(one, note(1));
    await network.deliver();
    expect(authority.ticket(one)?.subject).toBe('Renamed in the second');
  });

  it('[SYNC35] one that leads next shows what the one before wrote down and died before telling, and goes on from there', async () => {
    const { authority, network, silence, first, second } = await twoTabs();
    await network.deliver();
    authority.handle(ines, { ...commandOf(1, create('Written, not told')), ticketId: one });
    silence(1);
    await network.deliver();
    first.stop();
    await settle();
    expect(second.store.queue.row(one)?.subject).toBe('Written, not told');
    authority.handle(ines, { ...commandOf(2, rename('And what came after')), ticketId: one });
    await network.deliver();
    expect(second.store.queue.row(one)?.subject).toBe('And what came after');
    const asked = network.log.length;
    await network.deliver();
    expect(network.log.slice(asked)).toEqual([]);
  });

  it('[SYNC34] what another tab takes back is not sent by the one that leads and has not heard of it yet', async () => {
    const { authority, network, clocks, silence, first, second } = await twoTabs();
    await network.deliver();
    await second.store.dispatch(one, create('Made in the second tab'));
    await network.deliver();
    const held = await second.store.dispatch(one, rename('A slip'), { holdFor: 10_000 });
    if (isRefusal(held)) throw new Error(held.says);
    await settle();
    silence(2);
    expect(await second.store.undo(held.commandId)).toBe(true);
    expect(first.store.outbox.get().waiting).toBe(1);
    for (const clock of clocks) clock.advance(10_000);
    await network.deliver();
    expect(authority.ticket(one)?.subject).toBe('Made in the second tab');
    expect(first.store.outbox.get().rows).toEqual([]);
  });

  it('[TIME2] a tab that does not lead knows the time that the leader measured, and at its start how things stand', async () => {
    const { network, open, first, second } = await twoTabs();
    expect(second.store.offset()).toBe(null);
    await network.deliver();
    expect(first.store.offset()).toMatchObject({ offset: 1_000 });
    expect(second.store.offset()).toEqual(first.store.offset());
    expect(second.store.now()).toBe(first.store.now());
    const third = await open(3);
    expect(third.sync.leads.get()).toBe(false);
    expect(third.store.sync.get()).toMatchObject({ state: 'live', asOf: monday + 1_000 });
  });

  it('[SYNC6] a tab that is loaded again puts nothing back that another tab has ended', async () => {
    const { authority, network, open, first, second } = await twoTabs();
    await network.deliver();
    await second.store.dispatch(one, create('Made in the second tab'));
    await network.deliver();
    const held = await second.store.dispatch(one, rename('A slip'), { holdFor: 10_000 });
    if (isRefusal(held)) throw new Error(held.says);
    await settle();
    expect(await first.store.undo(held.commandId)).toBe(true);
    await settle();
    second.stop();
    const again = await open(3, 2);
    expect(again.store.outbox.get().rows).toEqual([]);
    expect(first.store.outbox.get().rows).toEqual([]);
    await network.deliver();
    expect(authority.ticket(one)?.subject).toBe('Made in the second tab');
  });

  it('the lock of the browser is asked for once, and given back', async () => {
    const events: string[] = [];
    const locks = {
      request: async (name: string, options: { signal: AbortSignal }, work: () => Promise<void> | undefined) => {
        events.push(`asked ${name}`);
        await Promise.resolve();
        if (options.signal.aborted) throw new DOMException('taken back', 'AbortError');
        await work();
        events.push('given back');
      },
    } as unknown as LockManager;
    const stop = electByLock(
      'tierline',
      locks,
    )(() => {
      events.push('leads');
      return () => events.push('leads no more');
    });
    await settle();
    stop();
    await settle();
    expect(events).toEqual(['asked tierline', 'leads', 'leads no more', 'given back']);
    const early = electByLock('tierline', locks)(() => () => events.push('never'));
    early();
    await settle();
    expect(events).not.toContain('never');
  });
});
