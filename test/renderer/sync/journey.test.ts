import { describe, expect, it } from 'vitest';
import { dele, ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note, rename, take } from '#test/support/intents.ts';

const id = newTicketId(1);

async function twoConsoles() {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const machine = (person: typeof ines, seed: number) =>
    createMachine({ person, serverId: authority.serverId, direct: authority.direct(person), at: monday, seed });
  const [first, second] = [await machine(ines, 1), await machine(dele, 2)];
  await first.sync();
  await second.sync();
  return { authority, first, second };
}

describe('a change travels screen, store, sync, server, feed, store, screen', () => {
  it('[SYNC1] a ticket made on one console is seen on the other, with its number', async () => {
    const { authority, first, second } = await twoConsoles();
    await first.ask(id, create('VPN drops'));
    expect(first.row(id)).toMatchObject({ subject: 'VPN drops', number: null, saving: true });
    await first.sync();
    await second.sync();
    expect(first.row(id)).toMatchObject({ number: 101, saving: false });
    expect(second.row(id)).toMatchObject({ number: 101, subject: 'VPN drops' });
    expect(first.store.outbox.get()).toEqual({ waiting: 0, rows: [] });
    expect((await first.view(id))?.ticket).toEqual(authority.ticket(id));
    expect(first.network.log.filter((what) => what.startsWith('push'))).toEqual(['push 1']);
    expect([...first.said]).toEqual(['all is well']);
  });

  it('[SYNC2] what is done offline is seen at once, marked as provisional, and applies when the line is back', async () => {
    const { authority, first, second } = await twoConsoles();
    await first.ask(id, create('VPN drops'));
    await first.sync();
    await second.sync();
    first.network.cut();
    await first.ask(id, note(1));
    await first.ask(id, rename('VPN drops at noon'));
    const view = await first.view(id);
    expect(view?.ticket.subject).toBe('VPN drops at noon');
    expect(view?.provisional.size).toBe(3);
    expect(first.store.outbox.get().waiting).toBe(2);
    await first.sync();
    expect(first.store.sync.get().state).toBe('offline');
    first.network.heal();
    await first.sync();
    await second.sync();
    expect(first.store.sync.get()).toMatchObject({ state: 'live', says: null });
    expect((await second.view(id))?.messages.map((message) => message.body)).toEqual(['Text 1']);
    expect((await first.view(id))?.provisional.size).toBe(0);
    expect((await first.view(id))?.ticket).toEqual(authority.ticket(id));
  });

  it('[SYNC3] the first to commit wins, the other gets a card with all its text', async () => {
    const { first, second } = await twoConsoles();
    await first.ask(id, create('VPN drops'));
    await first.sync();
    await second.sync();
    first.network.cut();
    await first.ask(id, take);
    await second.ask(id, take);
    await second.sync();
    first.network.heal();
    await first.sync();
    expect(first.row(id)?.personId).toBe(dele.id);
    expect(first.store.attention.get()).toMatchObject([
      { ticketId: id, intent: { type: 'take' }, refusal: { reason: 'alreadyTaken', by: dele.id } },
    ]);
    expect(first.store.outbox.get().rows).toEqual([]);
  });
});
