import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { openOffer } from '#core/ticket/ticket.ts';
import {
  type AnswerDraft,
  answerIntent,
  emptyAnswer,
  isAnswer,
  keptAnswer,
  parseAnswer,
} from '../../../renderer/handoff/answer.ts';
import { ReceivePacket } from '../../../renderer/handoff/ReceivePacket.tsx';
import { createCell } from '../../../renderer/store/live.ts';
import type { Store } from '../../../renderer/store/store.ts';
import { StoreContext } from '../../../renderer/ui/context.tsx';
import { id, MONDAY, network, offered, ruben, sampleTicket } from '../ticket/sample.ts';

const [first, second] = [id<AnswerDraft['escalationId']>(700_001), id<AnswerDraft['escalationId']>(700_002)];
const draft: AnswerDraft = { ...emptyAnswer(first), goal: 'Find the loop.', note: 'The port list.' };

describe('an answer before it is given', () => {
  it('[ANSWER1] comes back as it was: goal, reason, note, and whether it goes back', () => {
    const returned: AnswerDraft = { ...draft, returning: true, reason: 'atLimit' };
    expect(parseAnswer(keptAnswer(returned), first)).toEqual(returned);
  });

  it('[ANSWER2] belongs to its offer: a later one of the same ticket starts empty', () => {
    expect(parseAnswer(keptAnswer(draft), second)).toBeNull();
  });

  it('[ANSWER3] is kept only where something was said in it', () => {
    expect(keptAnswer(emptyAnswer(first))).toBe('');
    expect(parseAnswer('', first)).toBeNull();
    expect(parseAnswer('not json', first)).toBeNull();
  });

  it('[ANSWER4] becomes the command that was chosen, once its text is there', () => {
    expect(answerIntent(draft)).toEqual({
      type: 'acceptHandoff',
      body: { escalationId: first, goal: 'Find the loop.' },
    });
    expect(answerIntent({ ...draft, returning: true }).type).toBe('returnHandoff');
    expect(isAnswer({ ...draft, goal: ' a ' })).toBe(false);
    expect(isAnswer({ ...draft, goal: '', returning: true })).toBe(true);
  });
});

describe('the packet that is read before', () => {
  it('names a caller who is in no list', () => {
    const { ticket, reference, person } = sampleTicket().next(MONDAY + 1, id(1), offered(1, { teamId: network }));
    const offer = openOffer(ticket);
    if (!offer) throw new Error('nothing was offered');
    const called = { ...ticket, requesterId: null, fields: { caller: 'Zora Unknown' } };
    const store = { me: person(ruben), reference: createCell(reference), now: () => MONDAY } as unknown as Store;
    const packet = createElement(ReceivePacket, { ticket: called, offer, read: false, onRead: () => {} });
    const html = renderToStaticMarkup(createElement(StoreContext, { value: store }, packet));
    expect(html).toContain('Zora hears by');
  });
});
