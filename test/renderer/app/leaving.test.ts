import { describe, expect, it } from 'vitest';
import type { IntentOf } from '#core/commands/command.ts';
import { ines, monday, reference } from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { createMachine } from '#test/support/console.ts';
import { create, newTicketId, note } from '#test/support/intents.ts';
import { leftBy } from '../../../renderer/connection/leaving.ts';
import { packetIn, promiseIn, textIn } from '../../../renderer/ticket/taken-back.ts';

const one = newTicketId(1);

async function begin() {
  const authority = createAuthority(reference(), () => monday + 1_000);
  const direct = authority.direct(ines);
  const machine = await createMachine({ person: ines, serverId: authority.serverId, direct, at: monday });
  await machine.sync();
  await machine.ask(one, create('VPN drops', { mine: true }));
  await machine.sync();
  const left = async () => (await leftBy(machine.store)).map(({ kind, line, words }) => [kind, line, words]);
  return { authority, machine, left };
}

describe('signing out', () => {
  it('[SYNC37] asks nothing where nothing would be lost', async () => {
    const { machine, left } = await begin();
    expect(await left()).toEqual([]);
    machine.store.drafts.write(one, 'reply', 'Typed, and taken away again');
    machine.store.drafts.write(one, 'reply', '');
    await machine.store.drafts.flush();
    expect(await left()).toEqual([]);
  });

  it('[SYNC37] names what was not sent, with its first words', async () => {
    const { machine, left } = await begin();
    machine.network.cut();
    await machine.ask(one, note(1, 'Checked the cable'));
    expect(await left()).toEqual([['unsent', 'Internal note on 101', '“Checked the cable”']]);
  });

  it('[SYNC37] names what the server refused and nobody has decided on', async () => {
    const { authority, machine, left } = await begin();
    machine.network.cut();
    await machine.ask(one, note(1, 'Words that must not be lost'));
    authority.fail((kind) =>
      kind === 'push' ? { failed: 'refused', status: 422, problem: 'bad', says: 'Bad.', retryAfter: null } : null,
    );
    machine.network.heal();
    await machine.sync();
    expect(machine.store.outbox.get().waiting).toBe(0);
    expect(await left()).toEqual([['card', 'Internal note on 101, refused', '“Words that must not be lost”']]);
  });

  it('[SYNC37] names drafts, of every form, also while the disk does not have them yet', async () => {
    const { machine, left } = await begin();
    const { drafts } = machine.store;
    drafts.write(null, 'new', JSON.stringify({ subject: 'Printer', text: 'It eats paper' }));
    drafts.write(
      one,
      'handoff',
      JSON.stringify({ reasonNote: '', packet: { observed: 'Loses it', tried: '', asked: '' } }),
    );
    drafts.write(one, 'answer', JSON.stringify({ goal: '', note: 'The port list' }));
    await drafts.flush();
    drafts.write(one, 'promised', String(monday + 3_600_000));
    drafts.write(one, 'reply', 'Dear Petra');
    expect(await left()).toEqual([
      ['draft', 'Draft of a reply on 101', '“Dear Petra”'],
      ['draft', 'Draft of an answer to an offer on 101', '“The port list”'],
      ['draft', 'Draft of a handoff on 101', '“Loses it”'],
      ['draft', 'Draft of a new ticket', '“Printer”'],
    ]);
  });
});

describe('what is taken back', () => {
  it('is all there again: an offer with its override, a reply with its promise', () => {
    const offer: IntentOf<'offerHandoff'> = {
      type: 'offerHandoff',
      body: {
        escalationId: crypto.randomUUID() as never,
        teamId: crypto.randomUUID() as never,
        personId: null,
        reason: 'needsAccess',
        reasonNote: 'the core switch',
        packet: {
          observed: 'Drops',
          tried: 'Cable',
          asked: 'When',
          hypothesis: '',
          access: '',
          promisedUntil: null,
          messageIds: [],
          links: [],
        } as never,
        skillOverride: 'Ruben knows it',
      },
    };
    expect(JSON.parse(packetIn(offer) ?? '')).toMatchObject({
      teamId: offer.body.teamId,
      reasonNote: 'the core switch',
      skillOverride: 'Ruben knows it',
    });
    const reply: IntentOf<'reply'> = {
      type: 'reply',
      body: {
        text: { messageId: crypto.randomUUID() as never, body: 'By noon.', hash: '' },
        seen: null,
        sendAnyway: false,
        thenWait: false,
        thenResolve: false,
        promisedUntil: monday + 1,
      },
    };
    expect(textIn(reply)).toEqual({ kind: 'reply', body: 'By noon.', promisedUntil: monday + 1 });
  });

  it('a promise lies beside its draft until its time has come', () => {
    expect(promiseIn(String(monday + 1), monday)).toBe(monday + 1);
    expect([promiseIn(String(monday), monday), promiseIn('', monday), promiseIn('soon', monday)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
