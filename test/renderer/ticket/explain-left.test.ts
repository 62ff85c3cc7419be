import { describe, expect, it } from 'vitest';
import { leftWords } from '../../../renderer/ticket/explain/left-words.ts';
import { account, promising, travelled } from './explain-account.ts';
import { HOUR, ines, MINUTE, MONDAY, replied, sampleTicket } from './sample.ts';

describe('what is left', () => {
  const opened = () => sampleTicket(MONDAY);

  it('says today only where it is today for who reads, whatever the day of the calendar', () => {
    const sample = opened();
    // Due at 12:00 in UTC: for Auckland that is past midnight.
    const data = promising(sample, 4);
    const now = MONDAY + 2 * HOUR;
    expect(leftWords(account(sample, 'resolution', now, { data }))).toBe('left, all inside today’s hours');
    expect(leftWords(account(sample, 'resolution', now, { data, zone: 'Pacific/Auckland' }))).toBe(
      'left, all of it open',
    );
  });

  it('says when closed time lies ahead, when it is kept, over, or was enough', () => {
    const sample = opened();
    expect(leftWords(account(sample, 'resolution', MONDAY + HOUR, { data: promising(sample, 12) }))).toBe(
      'left, of open time',
    );
    expect(leftWords(account(sample, 'resolution', MONDAY + 5 * HOUR, { data: promising(sample, 4) }))).toBe('over');
    const answered = opened().next(MONDAY + 10 * MINUTE, ines, replied(1, 'Good morning.'));
    expect(leftWords(account(answered, 'firstResponse', MONDAY + HOUR))).toBe('to spare');
    const held = opened().next(MONDAY + 10 * MINUTE, ines, replied(1, 'Which one?', { thenWait: true }));
    expect(leftWords(account(held, 'resolution', MONDAY + HOUR))).toBe('left, kept while it waits');
    expect(leftWords(account(travelled(), 'resolution', MONDAY + 3 * HOUR))).toMatch(/^left/);
  });
});
