import { describe, expect, it } from 'vitest';
import { eventLine } from '../../../renderer/ticket/event-line.ts';
import { storyOf } from '../../../renderer/ticket/story.ts';
import { createNames } from '../../../renderer/ticket/wording.ts';
import {
  HOUR,
  id,
  ines,
  MINUTE,
  MONDAY,
  network,
  noted,
  offered,
  received,
  replied,
  ruben,
  type Sample,
  sampleTicket,
} from './sample.ts';

const view = (sample: Sample, provisional: string[] = []) => ({ ...sample, provisional: new Set(provisional) });
const lines = (sample: Sample, all: boolean) =>
  storyOf(view(sample), all).map((item) => (item.kind === 'line' ? item.event.type : item.kind));

describe('the conversation', () => {
  const worked = sampleTicket()
    .next(MONDAY + 5 * MINUTE, ines, replied(1, 'Is it everyone?', { thenWait: true }))
    .next(MONDAY + 9 * MINUTE, 'requester', received(2, 'Everyone.'))
    .next(MONDAY + 12 * MINUTE, ines, offered(1, { teamId: network }))
    .next(MONDAY + 15 * MINUTE, ruben, {
      type: 'acceptHandoff',
      body: { escalationId: id(700_001), goal: 'Align lifetimes.' },
    });

  it('[STORY1] tells messages, one card a handoff and changes, by time', () => {
    expect(lines(worked, false)).toEqual([
      'message',
      'message',
      'statusChanged',
      'message',
      'statusChanged',
      'handoff',
    ]);
  });

  it('[STORY2] all events tell everything else as lines, messages never twice', () => {
    const all = lines(worked, true);
    expect(all).toContain('opened');
    expect(all).toContain('handoffAccepted');
    expect(all.filter((kind) => kind === 'message')).toHaveLength(3);
    expect(all).not.toContain('messageAdded');
    expect(all.filter((kind) => kind !== 'message' && kind !== 'handoff')).toHaveLength(
      worked.events.filter(({ type }) => type !== 'messageAdded').length,
    );
  });

  it('[STORY3] a message of whom the text is not here yet still has its line', () => {
    const [first] = storyOf({ ...view(worked), messages: [] }, true).filter(
      (item) => item.kind === 'line' && item.event.type === 'messageAdded',
    );
    expect(first).toBeDefined();
  });

  it('[STORY4] what the server has not said is marked, and only that', () => {
    const offer = worked.events.find(({ type }) => type === 'handoffOffered');
    const last = worked.messages.at(-1);
    const story = storyOf(view(worked, [offer?.id ?? '', last?.id ?? '']), false);
    expect(story.filter(({ provisional }) => provisional).map(({ kind }) => kind)).toEqual(['message', 'handoff']);
  });

  it('[STORY5] a message made offline stands at its own time, not at its arrival', () => {
    const late = worked.next(MONDAY + 7 * MINUTE, ines, noted(9, 'Written on the train.'));
    const kinds = storyOf(view(late), false).filter((item) => item.kind === 'message');
    expect(kinds.map((item) => item.at)).toEqual([...kinds.map((item) => item.at)].sort((a, b) => a - b));
  });
});

describe('an event in words', () => {
  const names = createNames(sampleTicket().reference, ines);

  it('[STORY6] what a rule did names rule, version and inputs; what a person did needs no why', () => {
    const lapsed = sampleTicket()
      .next(MONDAY + MINUTE, ines, offered(1, { teamId: network }))
      .next(MONDAY + HOUR, 'rule', { type: 'lapseHandoff', body: { escalationId: id(700_001) } });
    const event = lapsed.events.find(({ type }) => type === 'handoffLapsed');
    const offer = lapsed.events.find(({ type }) => type === 'handoffOffered');
    if (!event || !offer) throw new Error('no events');
    expect(eventLine(event, names, 'UTC')).toMatchObject({
      words: 'Nobody took the offer in time. Told: Marta Vogl, you',
      why: 'by rule offer-lapses, version 1',
    });
    expect(eventLine(offer, names, 'UTC')).toEqual({
      icon: 'arrow',
      words: 'You offered it from Service Desk L1 to Network L2: needs access we lack',
      why: null,
      inputs: null,
    });
  });

  it('[STORY7] work credited or disputed says so', () => {
    const [event] = sampleTicket().events;
    if (!event) throw new Error('no event');
    expect(eventLine({ ...event, timing: 'disputed' }, names, 'UTC').why).toContain('not proven');
    expect(eventLine({ ...event, timing: 'credited' }, names, 'UTC').why).toContain('credited');
  });

  it('[STORY8] every event that there is has words', () => {
    const sample = sampleTicket()
      .next(MONDAY + 1, ines, { type: 'rename', body: { subject: 'Another subject' } })
      .next(MONDAY + 2, ines, { type: 'tag', body: { add: ['vip'], remove: ['depot'] } })
      .next(MONDAY + 3, ines, { type: 'watch', body: {} })
      .next(MONDAY + 4, ines, { type: 'promise', body: { until: MONDAY + HOUR } })
      .next(MONDAY + 5, ines, { type: 'release', body: {} })
      .next(MONDAY + 6, ines, { type: 'take', body: {} })
      .next(MONDAY + 7, ines, { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } });
    const said = sample.events.map((event) => eventLine(event, names, 'UTC').words);
    expect(said).toContain('You promised an update by 09:00');
    expect(said).toContain('You changed tags: +vip −depot');
    expect(said).toContain('You changed priority P1 to P4 (low by low)');
    expect(said.every((words) => words.length > 4 && !words.includes('undefined'))).toBe(true);
  });
});
