import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { MessageId } from '#core/ids.ts';
import { marked, newestPublic, sendIntent } from '../../../renderer/ticket/compose.ts';
import { createMaking } from '../../../renderer/ticket/making.ts';
import { firstWords, plainText } from '../../../renderer/ticket/plain-text.ts';
import { promiseChoices } from '../../../renderer/ticket/promise.ts';
import { briefly, exactly, nextTime, shortWhen } from '../../../renderer/ticket/time.ts';
import { HOUR, ines, MINUTE, MONDAY, noted, replied, sampleTicket } from './sample.ts';

const make = createMaking(
  () => MONDAY,
  (bytes) => bytes.fill(7),
);
const more = { seen: null, after: 'stay', promisedUntil: null, sendAnyway: false } as const;

describe('writing', () => {
  it('[WRITE1] a text carries an id and the SHA-256 of its UTF-8 bytes', () => {
    const intent = sendIntent('note', '  Grüße  ', more, make);
    expect(intent?.body.text.body).toBe('Grüße');
    expect(intent?.body.text.hash).toBe(createHash('sha256').update('Grüße', 'utf8').digest('hex'));
    expect(MessageId.safeParse(intent?.body.text.messageId).success).toBe(true);
    expect(make.hash('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('[WRITE2] nothing written asks for nothing', () => {
    expect(sendIntent('reply', ' \n ', more, make)).toBeNull();
  });

  it('[WRITE3] send and wait, send and resolve say so; a note never does', () => {
    const waits = sendIntent('reply', 'x', { ...more, after: 'wait' }, make);
    const resolves = sendIntent('reply', 'x', { ...more, after: 'resolve' }, make);
    expect(waits?.body).toMatchObject({ thenWait: true, thenResolve: false });
    expect(resolves?.body).toMatchObject({ thenWait: false, thenResolve: true });
    expect(Object.keys(sendIntent('note', 'x', { ...more, after: 'wait' }, make)?.body ?? {})).toEqual(['text']);
  });

  it('[WRITE4] the guard compares with the newest public message, notes do not count', () => {
    const { messages } = sampleTicket()
      .next(MONDAY + MINUTE, ines, replied(1, 'Public words'))
      .next(MONDAY + 2 * MINUTE, ines, noted(2, 'Internal words'));
    expect(newestPublic(messages)).toBe(messages[1]?.id);
    expect(newestPublic([])).toBeNull();
  });

  it('[WRITE5] a mark goes on and comes off again, the selection stays on the words', () => {
    const bold = marked({ text: 'ten seconds', from: 0, to: 3 }, 'bold');
    expect(bold).toEqual({ text: '**ten** seconds', from: 2, to: 5 });
    expect(marked(bold, 'bold')).toEqual({ text: 'ten seconds', from: 0, to: 3 });
    const list = marked({ text: 'a\nb', from: 0, to: 3 }, 'list');
    expect(list.text).toBe('- a\n- b');
    expect(marked(list, 'list').text).toBe('a\nb');
    expect(marked({ text: 'see log', from: 4, to: 7 }, 'link').text).toBe('see [log](https://)');
    expect(marked({ text: 'a\nb', from: 0, to: 3 }, 'code').text).toBe('```\na\nb\n```\n');
  });

  it('[WRITE6] plain words of Markdown, cut at a word', () => {
    expect(plainText('# Head\n- **one** `two`\n> [three](https://x.example) _four_')).toBe('Head one two three four');
    expect(firstWords('one two three four', 12)).toBe('one two…');
  });

  it('[WRITE7] promised times lie ahead on a quarter hour, what is promised among them, each once', () => {
    const now = MONDAY + 41 * MINUTE;
    expect(promiseChoices(now, MONDAY + HOUR)).toEqual([
      { at: MONDAY + HOUR, label: 'promised' },
      { at: MONDAY + 75 * MINUTE, label: 'soon' },
      { at: MONDAY + 105 * MINUTE, label: 'later' },
    ]);
    expect(promiseChoices(now, MONDAY).every(({ at }) => at > now)).toBe(true);
  });

  it('[WRITE8] a time typed is the next such time in one’s own zone', () => {
    expect(nextTime('9:30', MONDAY, 'UTC')).toBe(MONDAY + 90 * MINUTE);
    expect(nextTime('07:00', MONDAY, 'UTC')).toBe(MONDAY + 23 * HOUR);
    expect(nextTime('10:00', MONDAY, 'Europe/Berlin')).toBe(MONDAY + HOUR);
    expect(nextTime('25:00', MONDAY, 'UTC')).toBeNull();
  });

  it('[WRITE10] a due time says its day only where it is another one', () => {
    const short = (at: number) => shortWhen(at, MONDAY, 'UTC');
    expect([short(MONDAY + HOUR), short(MONDAY + 24 * HOUR), short(MONDAY + 240 * HOUR)]).toEqual([
      '09:00',
      'Tue 08:00',
      '3 Dec',
    ]);
  });

  it('[WRITE9] sums are said to the second, spans as a person says them', () => {
    expect([exactly(3_912_000), exactly(768_000), exactly(-35_000)]).toEqual(['1h 05m 12s', '12m 48s', '35s']);
    expect([briefly(5_400_000), briefly(3_600_000), briefly(720_000), briefly(9_000)]).toEqual([
      '1h 30m',
      '1h',
      '12m',
      '9s',
    ]);
  });
});
