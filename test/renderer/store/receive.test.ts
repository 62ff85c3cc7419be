import { describe, expect, it } from 'vitest';
import { isRefusal, refuse } from '#core/refusal.ts';
import type { Pull, TicketRow } from '#core/sync/protocol.ts';
import { ines, monday, reference, teamId } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createChance } from '#test/support/console.ts';
import { create, newTicketId, note, rename } from '#test/support/intents.ts';
import { createMemoryDisk } from '../../../renderer/store/disk-in-memory.ts';
import { createMemoryJournal } from '../../../renderer/store/journal.ts';
import { openStore } from '../../../renderer/store/open.ts';
import { alone } from '../../../renderer/store/tabs.ts';
import { createTime } from '../../../renderer/sync/time.ts';

const one = newTicketId(1);

/** A console's memory that hears the server's pages one by one, and the authority that says them. */
async function begin() {
  const authority = createAuthority(reference(), () => monday);
  const clock = createHandClock(monday);
  const direct = authority.direct(ines);
  const { store, memory } = await openStore({
    me: ines,
    serverId: authority.serverId,
    disk: createMemoryDisk(),
    journal: createMemoryJournal(),
    clock,
    chance: createChance(1),
    time: createTime(clock, null),
    tabs: alone,
    storage: 'memory',
  });
  const hello = await answered(direct.hello());
  await memory.startAfresh(hello.epoch);
  await memory.referenced(authority.reference.data);
  await memory.paged(await answered(direct.snapshot(null, 100)), null);
  let count = 0;
  /** As if somebody else had asked: what the next pull brings. */
  const ask = async (intent: Parameters<typeof store.dispatch>[1]) => {
    count += 1;
    const id = `00000000-0000-7000-8888-${String(count).padStart(12, '0')}`;
    const made = { device: monday, offset: 0, offsetError: 1, measuredAt: monday, monotonic: 0, bootId: 'b' };
    const envelope = { id, v: 1, ticketId: one, consoleId: id, seq: count, made, causeId: null };
    authority.handle(ines, { ...envelope, ...intent } as Parameters<typeof authority.handle>[1]);
  };
  const page = (since: number) => answered(direct.pull(since, 100));
  return { store, memory, ask, page };
}

async function answered<T>(reply: Promise<T>): Promise<Exclude<T, { failed: string }>> {
  return (await reply) as Exclude<T, { failed: string }>;
}

describe('what the server said', () => {
  it('[SYNC14] a page that is doubled or late changes nothing, and the cursor never goes back', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    const first = await page(0);
    await ask(rename('Second name'));
    await memory.pulled(first, 0);
    const second = await page(1);
    await memory.pulled(second, 1);
    await memory.pulled(first, 0);
    await memory.pulled({ ...first, drops: [one], rows: [] }, 0);
    expect(store.queue.row(one)?.subject).toBe('Second name');
    expect(memory.position().cursor).toBe(2);
  });

  it('[SYNC14] an older row never overwrites a newer one, even in a page that fits', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    const old: TicketRow[] = structuredClone((await page(0)).rows);
    await ask(rename('Second name'));
    await memory.fetched(whole(await page(0)), monday);
    await memory.pulled({ ...(await page(0)), rows: old, cursor: 2 }, 0);
    expect(store.queue.row(one)?.subject).toBe('Second name');
  });

  it('[SYNC14] an older row is no better where something is pending on the ticket', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    const old = structuredClone(await page(0));
    await ask(rename('Second name'));
    await memory.pulled(await page(0), 0);
    await store.dispatch(one, note(1));
    await memory.pulled({ ...old, cursor: 3 }, 2);
    expect(store.queue.row(one)).toMatchObject({ subject: 'Second name', saving: true });
  });

  it('[RING4] the report of an alert gives way to what somebody did, and refused it becomes no card', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    await memory.pulled(await page(0), 0);
    const alertId = `${one}/resolution/1/0.75/0`;
    const told = await store.dispatch(one, { type: 'reportAlert', body: { alertId, state: 'shown', reason: null } });
    const asked = await store.dispatch(newTicketId(2), create('By hand'));
    if (isRefusal(told) || isRefusal(asked)) throw new Error('refused here');
    expect(memory.sendable(new Set()).map((command) => command.id)).toEqual([asked.commandId, told.commandId]);
    const refusal = refuse('invalid', 'No such alert.');
    await memory.answered([{ outcome: 'refused', commandId: told.commandId, seq: 1, refusal }], monday);
    expect(store.attention.get()).toEqual([]);
    expect(memory.sendable(new Set()).map((command) => command.id)).toEqual([asked.commandId]);
  });

  it('[ESC33] what I acknowledged on another device rings here no more, and is known to be answered', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    await memory.pulled(await page(0), 0);
    const [alert, ...others] = store.alerts.get();
    if (!alert) throw new Error('nothing rings');
    await ask({ type: 'reportAlert', body: { alertId: alert.id, state: 'acknowledged', reason: null } });
    await memory.pulled(await page(1), 1);
    expect(store.alerts.get()).toEqual(others);
    expect([...store.answered.get()]).toEqual([alert.id]);
  });

  it('[ESC35] with another role other things ring, although no ticket is different', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    await memory.pulled(await page(0), 0);
    const { data } = reference();
    const renewed = (revision: number, role: 'agent' | 'viewer') => {
      const memberships = [{ teamId: teamId(1), role }];
      return {
        ...data,
        revision,
        people: data.people.map((one) => (one.id === ines.id ? { ...one, memberships } : one)),
      };
    };
    expect(store.alerts.get().length).toBeGreaterThan(0);
    await memory.referenced(renewed(901, 'viewer'));
    expect(store.alerts.get()).toEqual([]);
    await memory.referenced(renewed(902, 'agent'));
    expect(store.alerts.get().length).toBeGreaterThan(0);
  });

  it('a page of another epoch is not taken', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('Elsewhere'));
    const strange: Pull = { ...(await page(0)), epoch: '00000000-0000-7000-8000-0000000000ff' };
    await memory.pulled(strange, 0);
    expect(store.queue.get()).toEqual([]);
  });

  it('parts of a conversation join what is there, and what comes again replaces it', async () => {
    const { store, memory, ask, page } = await begin();
    await ask(create('First name'));
    await ask(note(1, 'To be erased'));
    await memory.pulled(await page(0), 0);
    await ask(note(2, 'Second'));
    const next = await page(2);
    const [row] = structuredClone(next.rows);
    if (!row) throw new Error('no row');
    const [first, second] = row.messages;
    if (!first || !second) throw new Error('no messages');
    row.messages = [{ ...first, body: '', erasedAt: monday }, second];
    await memory.pulled({ ...next, rows: [row] }, 2);
    const live = store.ticket(one);
    await new Promise<void>((resolve) => {
      live.subscribe(resolve);
      if (live.get() !== 'loading') resolve();
    });
    const view = live.get();
    if (view === 'loading' || !view) throw new Error('no view');
    expect(view.messages.map((message) => message.body)).toEqual(['', 'Second']);
    expect(view.events.map((event) => event.n)).toEqual([1, 2, 3, 4]);
  });
});

function whole(page: Pull): TicketRow {
  const [row] = page.rows;
  if (!row) throw new Error('no row');
  return structuredClone({ ...row, whole: true });
}
