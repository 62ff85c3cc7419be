import { describe, expect, it } from 'vitest';
import { ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note } from '#test/support/intents.ts';

const [one, two, three] = [newTicketId(1), newTicketId(2), newTicketId(3)];

async function begin() {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const machine = await createMachine({
    person: ines,
    serverId: authority.serverId,
    direct: authority.direct(ines),
    at: monday,
  });
  await machine.sync();
  await machine.ask(one, create('VPN drops at the Depôt', { tags: ['gateway'], mine: true }));
  await machine.ask(two, create('Printer jams'));
  await machine.ask(two, note(1, 'It began when the gateway was changed'));
  await machine.ask(three, create('Badge reader'));
  await machine.sync();
  return machine;
}

describe('search in what is local', () => {
  it('finds all words, without case and accents, in subject, number, people and tags', async () => {
    const { store } = await begin();
    expect(await store.search('depot vpn', 10)).toEqual([one]);
    expect(await store.search('INES', 10)).toEqual([one]);
    expect(await store.search('#102', 10)).toEqual([two]);
    expect(await store.search('vpn printer', 10)).toEqual([]);
    expect(await store.search('  ', 10)).toEqual([]);
  });

  it('lists what the row says first, then what messages say, up to the limit', async () => {
    const { store } = await begin();
    expect(await store.search('gateway', 10)).toEqual([one, two]);
    expect(await store.search('gateway', 1)).toEqual([one]);
    expect(await store.search('printer changed', 10)).toEqual([two]);
  });

  it('finds a caller in no list by name and number', async () => {
    const machine = await begin();
    const fields = { caller: 'Zora Unknown', callerPhone: '0161 496 0000' };
    await machine.ask(newTicketId(4), create('Scanner', { fields }));
    await machine.sync();
    expect(await machine.store.search('zora', 10)).toEqual([newTicketId(4)]);
    expect(await machine.store.search('496', 10)).toEqual([newTicketId(4)]);
  });

  it('finds what was just typed and waits for the server', async () => {
    const machine = await begin();
    machine.network.cut();
    await machine.ask(three, note(2, 'The turnstile too'));
    expect(await machine.store.search('turnstile', 10)).toEqual([three]);
  });
});
