import { describe, expect, it } from 'vitest';
import type { Command } from '#core/commands/command.ts';
import { PROTOCOL } from '#core/sync/protocol.ts';
import { dele, escalationId, ines, monday, offer, reference, ruben, teamId } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note, release, rename, tag, take } from '#test/support/intents.ts';
import { settle } from '#test/support/settle.ts';
import type { Failure } from '../../../renderer/sync/transport.ts';

const [one, two, three] = [newTicketId(1), newTicketId(2), newTicketId(3)];
const failure = (status: number, problem = 'malformed'): Failure => ({
  failed: 'refused',
  status,
  problem,
  says: `No: ${problem}.`,
  retryAfter: null,
});

async function begin(options: { tickets?: number; person?: typeof ines } = {}) {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const person = options.person ?? ines;
  const direct = authority.direct(person);
  const machine = await createMachine({ person, serverId: authority.serverId, direct, at: monday });
  await machine.sync();
  for (const id of [one, two, three].slice(0, options.tickets ?? 0)) await machine.ask(id, create(`Ticket ${id}`));
  await machine.sync();
  /** As if a colleague had done it at another console. */
  const other = await createMachine({
    person: dele,
    serverId: authority.serverId,
    direct: authority.direct(dele),
    at: monday,
    seed: 9,
  });
  await other.sync();
  return { authority, machine, other };
}

describe('what goes wrong on the way', () => {
  it('[SYNC9] an answer that was lost after the commit is asked for again: the note is there once', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    await machine.ask(one, note(1));
    await machine.network.reach();
    machine.network.cut();
    expect(authority.messages(one)).toHaveLength(1);
    expect(machine.store.outbox.get().waiting).toBe(1);
    machine.network.heal();
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
    expect((await machine.view(one))?.messages).toHaveLength(1);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC9] a request that reaches the server twice takes effect once', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    await machine.ask(one, note(1));
    machine.network.duplicate();
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
    expect(machine.store.attention.get()).toEqual([]);
  });

  it('[SYNC10] one bad command becomes a card with its text, all others of the batch go', async () => {
    const { authority, machine } = await begin({ tickets: 3 });
    machine.network.cut();
    for (const id of [one, two, three]) await machine.ask(id, rename(`Renamed ${id}`));
    await machine.ask(two, note(7, 'The words that must not be lost'));
    await machine.ask(two, tag('after'));
    const isBad = (command: Command) => command.ticketId === two && command.type === 'note';
    authority.fail((kind, { commands }) => (kind === 'push' && commands.some(isBad) ? failure(400) : null));
    machine.network.heal();
    await machine.sync();
    for (const id of [one, two, three]) expect(authority.ticket(id)?.subject).toBe(`Renamed ${id}`);
    expect(authority.ticket(two)?.tags).toEqual(['after']);
    const [card, ...none] = machine.store.attention.get();
    expect(none).toEqual([]);
    expect(JSON.stringify(card?.intent)).toContain('The words that must not be lost');
    expect(card?.refusal).toMatchObject({ reason: 'invalid', says: 'No: malformed.' });
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC11] what the server stumbles over waits with its ticket, and goes once the server is well', async () => {
    const { authority, machine } = await begin({ tickets: 3 });
    let isIll = true;
    authority.fail((kind, { commands }) =>
      kind === 'push' && isIll && commands.some((command) => command.ticketId === two) ? failure(500, 'broken') : null,
    );
    machine.network.cut();
    for (const id of [one, two, three]) await machine.ask(id, note(Number(id.slice(-1)), `On ${id}`));
    machine.network.heal();
    await machine.sync();
    await machine.sync();
    expect(authority.messages(one)).toHaveLength(1);
    expect(authority.messages(three)).toHaveLength(1);
    expect(machine.store.outbox.get().rows.map((row) => row.ticketId)).toEqual([two]);
    isIll = false;
    await machine.sync();
    expect(authority.messages(two)).toHaveLength(1);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC12] an answered command stays until its effect is pulled: the screen never flickers back', async () => {
    const { machine } = await begin({ tickets: 1 });
    const shown: (string | undefined)[] = [];
    machine.store.queue.subscribe(() => shown.push(machine.row(one)?.subject));
    await machine.ask(one, rename('Another name'));
    expect(await machine.network.reach()).toBe('push 1');
    await machine.network.answer();
    expect(machine.row(one)).toMatchObject({ subject: 'Another name', saving: true });
    await machine.sync();
    expect(machine.row(one)).toMatchObject({ subject: 'Another name', saving: false });
    expect(new Set(shown)).toEqual(new Set(['Another name']));
  });

  it("[SYNC13] events that arrive before the command's answer end it: it isn't replayed on top of itself", async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    await machine.ask(one, note(1));
    await machine.network.reach();
    machine.network.cut();
    authority.fail((kind) => (kind === 'push' ? failure(503, 'notReady') : null));
    machine.network.heal();
    await machine.sync();
    const view = await machine.view(one);
    expect(view?.messages).toHaveLength(1);
    expect(view?.provisional.size).toBe(0);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC15] a ticket that leaves my scope leaves my console; what was pending on it is answered', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    const seat = { person: ruben, serverId: authority.serverId, direct: authority.direct(ruben), at: monday, seed: 5 };
    const network = await createMachine(seat);
    await machine.ask(one, offer(1));
    await machine.sync();
    await network.sync();
    expect(network.row(one)?.offer?.toTeamId).toBe(teamId(2));
    network.network.cut();
    await network.ask(one, note(7, 'Words that must not be lost'));
    await machine.ask(one, { type: 'withdrawHandoff', body: { escalationId: escalationId(1), note: '' } });
    await machine.sync();
    network.network.heal();
    await network.sync();
    expect(network.row(one)).toBeNull();
    expect(await network.view(one)).toBeNull();
    expect(JSON.stringify(network.store.attention.get())).toContain('Words that must not be lost');
    expect(network.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC19] an ended session blocks sending, not work, and goes on by itself after signing in', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    authority.fail(() => failure(401, 'noSession'));
    await machine.ask(one, note(1));
    await machine.sync();
    expect(machine.store.sync.get()).toMatchObject({ state: 'signedOut', says: 'No: noSession.' });
    await machine.ask(one, rename('Still working'));
    expect(machine.row(one)?.subject).toBe('Still working');
    authority.fail(() => null);
    machine.it.sync.now();
    await machine.network.deliver();
    expect(machine.store.sync.get().state).toBe('live');
    expect(authority.ticket(one)?.subject).toBe('Still working');
  });

  it('[SYNC20] where access was revoked everything local goes', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    machine.network.cut();
    await machine.ask(one, note(1));
    authority.fail(() => failure(401, 'revoked'));
    machine.network.heal();
    await machine.sync();
    expect(machine.gone).toEqual(['revoked']);
    expect(await machine.journal.read()).toEqual([]);
    machine.network.cut();
    await machine.start();
    expect(machine.store.queue.get()).toEqual([]);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC21] a newer protocol stops sync, not work', async () => {
    const { authority, machine } = await begin({ tickets: 1 });
    authority.speak(PROTOCOL + 1);
    await machine.sync();
    expect(machine.store.sync.get().state).toBe('tooOld');
    await machine.ask(one, note(1));
    await machine.sync();
    expect(authority.messages(one)).toEqual([]);
    expect(machine.store.outbox.get().waiting).toBe(1);
    expect((await machine.view(one))?.messages).toHaveLength(1);
  });

  it('[SYNC22] an outbox is never sent to another server', async () => {
    const { machine } = await begin({ tickets: 1 });
    const foreign = createAuthority(reference(), () => monday + 1_000);
    await machine.ask(one, note(1));
    await machine.crash();
    const mine = foreign.direct(ines);
    const strange = {
      ...mine,
      hello: strangely(mine.hello),
      pull: strangely(mine.pull),
      snapshot: strangely(mine.snapshot),
    };
    const { createNetwork } = await import('#test/support/network.ts');
    machine.network = createNetwork({
      ...strange,
      push: async () => failure(409, 'wrongServer'),
    });
    await machine.start();
    await machine.sync();
    expect(machine.store.sync.get().state).toBe('wrongServer');
    expect(machine.store.outbox.get().waiting).toBe(1);
    expect(foreign.all()).toEqual([]);
  });

  it('[SYNC23] a poke before the first pull does no harm', async () => {
    const authority = createAuthority(reference(), () => monday + 1_000);
    const machine = await createMachine({
      person: ines,
      serverId: authority.serverId,
      direct: authority.direct(ines),
      at: monday,
    });
    const colleague = await createMachine({
      person: dele,
      serverId: authority.serverId,
      direct: authority.direct(dele),
      at: monday,
      seed: 2,
    });
    await colleague.sync();
    while (machine.network.going()[0] !== 'socket') await machine.network.reach();
    await machine.network.reach();
    await machine.network.answer();
    await colleague.ask(one, create('Made meanwhile'));
    await colleague.sync();
    await machine.network.deliver();
    expect(machine.row(one)?.subject).toBe('Made meanwhile');
  });

  it('[SYNC23] without a poke the console still hears within a poll', async () => {
    const { machine, other } = await begin({ tickets: 1 });
    await other.ask(one, take);
    await other.network.deliver();
    machine.network.cut();
    await machine.network.deliver();
    machine.network.heal();
    machine.clock.advance(31_000);
    await machine.network.deliver();
    expect(machine.row(one)?.personId).toBe(dele.id);
  });

  it('[SYNC24] a clock that is set back moves neither server time nor what was made', async () => {
    const { machine } = await begin({ tickets: 1 });
    const before = machine.store.now();
    machine.clock.setDevice(monday - 3 * 3_600_000);
    machine.clock.advance(5_000);
    expect(machine.store.now() - before).toBe(5_000);
    await machine.ask(one, note(1));
    await machine.sync();
    expect((await machine.view(one))?.messages).toHaveLength(1);
  });
});

describe('what becomes of a card', () => {
  async function withCard() {
    const all = await begin({ tickets: 1 });
    const { machine, other } = all;
    machine.network.cut();
    await machine.ask(one, take);
    await other.ask(one, take);
    await other.sync();
    machine.network.heal();
    await machine.sync();
    const [card] = machine.store.attention.get();
    if (!card) throw new Error('there is no card');
    return { ...all, card };
  }

  it('[SYNC3] dropped, it is gone, after a crash too', async () => {
    const { machine, card } = await withCard();
    expect(await machine.store.settleCard(card.commandId, { drop: true })).toBeNull();
    expect(machine.store.attention.get()).toEqual([]);
    await machine.crash();
    await machine.start();
    expect(machine.store.attention.get()).toEqual([]);
    expect(machine.store.outbox.get().rows).toEqual([]);
  });

  it('[SYNC3] asked again it stays while it is refused, and goes once it is taken', async () => {
    const { machine, other, card } = await withCard();
    expect(await machine.store.settleCard(card.commandId, { again: take })).toMatchObject({ reason: 'alreadyTaken' });
    expect(machine.store.attention.get()).toHaveLength(1);
    await other.ask(one, release);
    await other.sync();
    await machine.sync();
    expect(await machine.store.settleCard(card.commandId, { again: take })).toBeNull();
    await machine.sync();
    expect(machine.store.attention.get()).toEqual([]);
    expect(machine.row(one)?.personId).toBe(ines.id);
  });
});

function strangely<A extends unknown[], T>(ask: (...args: A) => Promise<T>) {
  return async (...args: A): Promise<T> => {
    const reply = await ask(...args);
    await settle();
    return { ...reply, serverId: '00000000-0000-7000-8000-0000000000ff' };
  };
}
