import { describe, expect, it } from 'vitest';
import { dele, ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note, rename } from '#test/support/intents.ts';
import { settle } from '#test/support/settle.ts';

const one = newTicketId(1);

/** An authority with many tickets, and a machine that hasn't heard of them. */
async function begin(tickets: number) {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const seat = { serverId: authority.serverId, at: monday };
  const other = await createMachine({ ...seat, person: dele, direct: authority.direct(dele), seed: 2 });
  await other.sync();
  other.network.cut();
  for (let n = 1; n <= tickets; n++) await other.store.dispatch(newTicketId(n), create(`Ticket ${n}`));
  other.network.heal();
  await other.sync();
  const direct = authority.direct(ines);
  const small = { ...direct, snapshot: (after: string | null) => direct.snapshot(after, 10) };
  const machine = await createMachine({ ...seat, person: ines, direct: small });
  return { authority, machine, other };
}

describe('the first sync', () => {
  it('[SYNC16] comes in pages with a count, and goes on where it was broken off', async () => {
    const { machine } = await begin(35);
    const move = async () => {
      await machine.network.reach();
      await machine.network.answer();
    };
    while (machine.store.queue.get().length < 20) await move();
    expect(machine.store.sync.get().progress).toEqual({ done: 20, total: 35 });
    await machine.crash();
    await machine.start();
    expect(machine.store.queue.get()).toHaveLength(20);
    const before = machine.network.log.length;
    await machine.sync();
    expect(machine.store.queue.get()).toHaveLength(35);
    expect(machine.store.sync.get()).toMatchObject({ state: 'live', progress: null });
    expect(machine.network.log.slice(before).filter((what) => what === 'snapshot')).toHaveLength(2);
  });

  it('[SYNC16] misses nothing that happens meanwhile', async () => {
    const { machine, other, authority } = await begin(35);
    while (machine.store.queue.get().length < 10) {
      await machine.network.reach();
      await machine.network.answer();
    }
    await other.ask(one, rename('Renamed meanwhile'));
    await other.ask(newTicketId(99), create('Made meanwhile'));
    await other.sync();
    await machine.sync();
    expect(machine.store.queue.get()).toHaveLength(36);
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
  });

  it('[SYNC17] started afresh, it keeps outbox and what is on the screen until the new snapshot is complete', async () => {
    const { machine, authority } = await begin(12);
    await machine.sync();
    machine.network.cut();
    await machine.ask(one, note(1));
    authority.askForSnapshot(true);
    machine.network.heal();
    let least = 99;
    machine.store.queue.subscribe(() => {
      least = Math.min(least, machine.store.queue.get().length);
    });
    await machine.sync();
    expect(least).toBeGreaterThanOrEqual(12);
    expect(authority.messages(one)).toHaveLength(1);
    expect(machine.store.outbox.get().rows).toEqual([]);
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
  });

  it('[SYNC18] a server restored from an older backup is offered again what it had settled', async () => {
    const { machine, authority } = await begin(3);
    await machine.sync();
    const restore = authority.backup();
    await machine.ask(one, note(1, 'Settled, then lost with the server'));
    await machine.ask(newTicketId(77), create('Made after the backup'));
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
    restore();
    expect(authority.messages(one)).toHaveLength(0);
    await machine.sync();
    await machine.sync();
    expect(authority.messages(one).map((message) => message.body)).toEqual(['Settled, then lost with the server']);
    expect(authority.ticket(newTicketId(77))?.subject).toBe('Made after the backup');
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC18] and what was answered but not pulled yet when the backup came back is sent again', async () => {
    const { machine, authority } = await begin(3);
    await machine.sync();
    const restore = authority.backup();
    await machine.ask(one, note(1, 'Answered, then lost with the server'));
    expect(await machine.network.reach()).toBe('push 1');
    await machine.network.answer();
    restore();
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC18] also where this console lost its database before the server lost its own', async () => {
    const { machine, authority } = await begin(3);
    await machine.sync();
    const restore = authority.backup();
    await machine.ask(one, note(1, 'Settled, then lost on both sides'));
    await machine.sync();
    await machine.crash();
    machine.resetDatabase();
    restore();
    await machine.start();
    await machine.sync();
    expect(authority.messages(one).map((message) => message.body)).toEqual(['Settled, then lost on both sides']);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('a person who signed in once opens the console with no server', async () => {
    const { machine } = await begin(3);
    await machine.sync();
    machine.network.cut();
    await machine.crash();
    await machine.start();
    expect(machine.store.queue.loaded()).toBe(true);
    expect(machine.store.queue.get()).toHaveLength(3);
    expect(machine.store.reference.get().data.workspace).toBe('Test');
    machine.clock.advance(1_000);
    await settle();
    expect(machine.store.sync.get()).toMatchObject({ state: 'offline', asOf: monday + 1_000 });
  });
});
