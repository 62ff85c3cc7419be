import { describe, expect, it } from 'vitest';
import { ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note, rename } from '#test/support/intents.ts';

const [one, two] = [newTicketId(1), newTicketId(2)];

/** Two machines of Ines on two tickets; the second hears of what the first does. */
async function begin() {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const seat = { person: ines, serverId: authority.serverId, at: monday };
  const other = await createMachine({ ...seat, direct: authority.direct(ines), seed: 2 });
  const machine = await createMachine({ ...seat, direct: authority.direct(ines) });
  const ask = async (...asked: Parameters<typeof other.ask>[]) => {
    for (const each of asked) await other.ask(...each);
    await other.sync();
  };
  await other.sync();
  await ask([one, create('VPN drops', { mine: true })], [two, create('Printer is out', { mine: true })]);
  await machine.sync();
  const unread = () => machine.store.sync.get().unread;
  return { authority, machine, ask, unread };
}

describe('a ticket that this console cannot read', () => {
  it('[SYNC42] is set aside and said; the rest of its page counts, and sync goes on', async () => {
    const { authority, machine, ask, unread } = await begin();
    authority.speakStrangely([one]);
    await ask([one, rename('Strange')], [two, rename('Printer is out of paper')]);
    await machine.sync();
    expect(machine.row(two)?.subject).toBe('Printer is out of paper');
    expect(machine.row(one)?.subject).toBe('VPN drops');
    expect(machine.store.sync.get()).toMatchObject({ state: 'live', says: null, unread: 1 });
    expect(unread()).toBe(1);
  });

  it('[SYNC42] is asked for whole when it changes: nothing of what was missed is missing', async () => {
    const { authority, machine, ask, unread } = await begin();
    authority.speakStrangely([one]);
    await ask([one, note(7)]);
    await machine.sync();
    authority.speakStrangely([]);
    await ask([one, rename('Understood again')]);
    await machine.sync();
    const view = await machine.view(one);
    expect(unread()).toBe(0);
    expect(view?.ticket).toEqual(authority.ticket(one));
    expect(view?.events).toEqual(authority.events(one));
    expect(view?.messages.map(({ id }) => id)).toEqual(authority.messages(one).map(({ id }) => id));
  });

  it('[SYNC42] is asked for again at the next start, and stays said while that is of no use', async () => {
    const { authority, machine, ask, unread } = await begin();
    authority.speakStrangely([one]);
    await ask([one, rename('Strange')]);
    await machine.sync();
    await machine.crash();
    await machine.start();
    expect(unread()).toBe(1);
    await machine.sync();
    expect(machine.store.sync.get()).toMatchObject({ state: 'live', unread: 1 });
    authority.speakStrangely([]);
    await machine.crash();
    await machine.start();
    await machine.sync();
    expect(unread()).toBe(0);
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
  });

  it('[SYNC42] stays in sight through a new snapshot, and comes with one that can be read', async () => {
    const { authority, machine, ask, unread } = await begin();
    authority.speakStrangely([one]);
    await ask([one, rename('Strange')]);
    authority.askForSnapshot(true);
    await machine.sync();
    expect([machine.row(one)?.subject, unread()]).toEqual(['VPN drops', 1]);
    authority.speakStrangely([]);
    authority.askForSnapshot(true);
    await machine.sync();
    expect([machine.row(one)?.subject, unread()]).toEqual(['Strange', 0]);
  });

  it('[SYNC12] [SYNC42] what is done to it here stays in sight, and is done once', async () => {
    const { authority, machine, ask, unread } = await begin();
    authority.speakStrangely([one]);
    await machine.ask(one, rename('Renamed here'));
    await machine.sync();
    expect([machine.row(one)?.subject, machine.store.outbox.get().waiting, unread()]).toEqual(['Renamed here', 0, 1]);
    authority.speakStrangely([]);
    await ask([one, note(8)]);
    await machine.sync();
    expect(machine.store.outbox.get().rows).toEqual([]);
    expect((await machine.view(one))?.ticket).toEqual(authority.ticket(one));
  });
});
