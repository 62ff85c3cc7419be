import { describe, expect, it } from 'vitest';
import type { Intent } from '#core/commands/command.ts';
import { refuse } from '#core/refusal.ts';
import { describeCard, describeWaiting, textOf } from '../../../renderer/attention/describe.ts';
import type { AttentionCard } from '../../../renderer/store/store.ts';
import { createNames, saysHere } from '../../../renderer/ticket/wording.ts';
import { id, ines, MINUTE, MONDAY, network, noted, offered, replied, ruben, sampleTicket } from '../ticket/sample.ts';

const sample = sampleTicket();
const names = createNames(sample.reference, ines);
const clock = () => '09:31';
const card = (intent: Intent, refusal: AttentionCard['refusal']): AttentionCard => ({
  commandId: id(1),
  ticketId: sample.ticket.id,
  intent,
  madeAt: MONDAY,
  refusal,
  refusedAt: MONDAY + MINUTE,
});

describe('a card', () => {
  it('[CARD1] somebody was quicker: both sides side by side, the first stays', () => {
    const held = sampleTicket()
      .next(MONDAY + 1, ines, offered(1, { teamId: network }))
      .next(MONDAY + 2, ruben, { type: 'acceptHandoff', body: { escalationId: id(700_001), goal: 'Mine.' } });
    const told = describeCard(
      card({ type: 'take', body: {} }, refuse('alreadyTaken', 'Ruben Halle took it at 09:29 UTC.', { by: ruben })),
      held.ticket,
      names,
      clock,
    );
    expect(told.title).toBe('48001 was not given to you');
    expect(told.line).toBe('Take 48001, refused');
    expect(told.facts.find(({ name }) => name === 'Holder')).toEqual({
      name: 'Holder',
      mine: 'You',
      theirs: 'Ruben Halle',
      differs: true,
    });
    expect(told.facts.filter(({ differs }) => differs)).toHaveLength(1);
  });

  it('[CARD2] a reply past a newer message waits: change it first, then as it is, then drop', () => {
    const told = describeCard(
      card(replied(1, 'You may lose the line.'), refuse('newerMessage', 'The requester wrote before your reply left.')),
      sample.ticket,
      names,
      clock,
    );
    expect(told.title).toBe('Your reply on 48001 has not gone out');
    expect(told.ways).toEqual(['change', 'sendAsItIs', 'copy', 'drop']);
    expect(told.text?.body).toBe('You may lose the line.');
  });

  it('[CARD3] text that may not go as asked can always become a note, be copied or dropped', () => {
    const told = describeCard(
      card(replied(1, 'Words'), refuse('notAllowed', 'Only the team writes.')),
      sample.ticket,
      names,
      clock,
    );
    expect(told.ways[0]).toBe('asNote');
    expect(told.ways).toContain('copy');
    expect(told.ways.at(-1)).toBe('drop');
  });

  it('[CARD4] what is settled is not asked again', () => {
    const accept: Intent = { type: 'acceptHandoff', body: { escalationId: id(700_001), goal: 'Align the lifetimes.' } };
    const told = describeCard(
      card(accept, refuse('alreadySettled', 'Mirel accepted it.')),
      sample.ticket,
      names,
      clock,
    );
    expect(told.ways).not.toContain('again');
    expect(told.text?.body).toBe('Align the lifetimes.');
  });

  it('[CARD5] every word of every intent that has words is kept', () => {
    const packet = textOf(offered(1, { teamId: network }))?.body ?? '';
    for (const word of ['1,200 s', 'gateway client', 'Petra confirms', 'lifetimes', 'administration'])
      expect(packet).toContain(word);
    expect(textOf(noted(1, 'A note'))).toMatchObject({ internal: true, body: 'A note' });
    expect(textOf({ type: 'take', body: {} })).toBeNull();
  });

  it('[CARD6] a ticket one may not see any more still gives its text back', () => {
    const told = describeCard(
      card(noted(1, 'A note'), refuse('notFound', 'There is no such ticket.')),
      null,
      names,
      clock,
    );
    expect(told.facts).toEqual([]);
    expect(told.text?.body).toBe('A note');
    expect(told.ways).toContain('copy');
  });

  it('[CARD7] what waits names itself and its first words', () => {
    expect(describeWaiting(noted(1, 'Delegates were removed.'), '48209')).toEqual({
      line: 'Internal note on 48209',
      words: '“Delegates were removed.”',
    });
    expect(describeWaiting(offered(1, { teamId: network }), '48226').words).toContain('Packet 100.');
  });
});

describe('a refusal on the screen', () => {
  it('[CARD8] says its time in the reader’s zone', () => {
    const refusal = refuse('alreadyTaken', 'Leila took it at 09:29 UTC. It stays with them.', { at: MONDAY });
    expect(saysHere(refusal, () => '10:29')).toBe('Leila took it at 10:29. It stays with them.');
  });

  it('[CARD9] what somebody else took is left with them, not asked again', () => {
    const take = card({ type: 'take', body: {} }, refuse('alreadyTaken', 'Leila took it.', { by: ruben }));
    expect(describeCard(take, sample.ticket, names, clock).ways).toEqual(['drop']);
  });
});
