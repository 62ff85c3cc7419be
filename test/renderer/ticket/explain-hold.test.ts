import { describe, expect, it } from 'vitest';
import { ALWAYS } from '#core/sla/calendar.ts';
import { answersAt, type HoldTrial, tryHold } from '../../../renderer/ticket/explain/hold-choices.ts';
import { account, travelled } from './explain-account.ts';
import { HOUR, id, MINUTE, MONDAY, ruben, sampleReference } from './sample.ts';

const weekdays = sampleReference().calendar(id(31));
if (!weekdays) throw new Error('no calendar');
const DAY = 24 * HOUR;

function choicesOf(trial: HoldTrial | null) {
  if (trial?.kind !== 'choices') throw new Error(`no choices: ${trial?.kind}`);
  return trial.choices;
}

describe('when the answer might come', () => {
  it('[HOLD1] half an hour from now and an hour, on the quarter; the next opening from tomorrow on; never', () => {
    expect(answersAt(weekdays, MONDAY + 101 * MINUTE + 12_000)).toEqual([
      MONDAY + 135 * MINUTE,
      MONDAY + 165 * MINUTE,
      MONDAY + DAY,
      null,
    ]);
  });

  it('[HOLD2] tomorrow’s opening passes over holidays and weekends', () => {
    expect(answersAt(weekdays, MONDAY + 2 * DAY)[2]).toBe(MONDAY + 4 * DAY);
    expect(answersAt(weekdays, MONDAY + 4 * DAY)[2]).toBe(MONDAY + 7 * DAY);
  });

  it('[HOLD3] what never closes has no opening: it is this time tomorrow', () => {
    expect(answersAt(ALWAYS, MONDAY + 7 * MINUTE)[2]).toBe(MONDAY + DAY + 15 * MINUTE);
  });

  it('[HOLD4] close to midnight no answer comes twice, and they stay in order', () => {
    const early = { ...weekdays, week: weekdays.week.map(() => [['00:30', '09:00'] as [string, string]]) };
    const answers = answersAt(early, MONDAY + 15 * HOUR + 31 * MINUTE);
    expect(answers).toEqual([MONDAY + 16.25 * HOUR, MONDAY + 16.5 * HOUR, MONDAY + 16.75 * HOUR, null]);
    expect(answersAt(early, MONDAY + 15 * HOUR + 30 * MINUTE)).toEqual([
      MONDAY + 16 * HOUR,
      MONDAY + 16.5 * HOUR,
      null,
    ]);
  });
});

describe('what a hold would do', () => {
  it('[HOLD5] each answer with the due time it gives, later by the open time that it takes', () => {
    const told = account(travelled(), 'resolution', MONDAY + 3 * HOUR);
    expect(told.target.dueAt).toBe(MONDAY + 8.5 * HOUR);
    expect(choicesOf(tryHold(told))).toEqual([
      { backAt: MONDAY + 3.5 * HOUR, dueAt: MONDAY + 9 * HOUR, later: 30 * MINUTE },
      { backAt: MONDAY + 4 * HOUR, dueAt: MONDAY + DAY + 30 * MINUTE, later: HOUR },
      { backAt: MONDAY + DAY, dueAt: MONDAY + DAY + 5.5 * HOUR, later: 6 * HOUR },
      { backAt: null, dueAt: null, later: null },
    ]);
  });

  it('[HOLD6] says so where the target doesn’t pause for the requester', () => {
    expect(tryHold(account(travelled(), 'nextResponse', MONDAY + 2.75 * HOUR))).toEqual({ kind: 'noPause' });
  });

  it('[HOLD7] what is past due stays so, and what has ended isn’t tried', () => {
    expect(tryHold(account(travelled(), 'resolution', MONDAY + 30 * HOUR))).toEqual({ kind: 'pastDue' });
    expect(tryHold(account(travelled(), 'firstResponse', MONDAY + 3 * HOUR))).toBeNull();
  });

  it('[HOLD8] on hold already, it says when it is due if it goes on', () => {
    const waiting = travelled().next(MONDAY + 3 * HOUR, ruben, {
      type: 'setStatus',
      body: { to: 'onHold', waitingOn: 'requester', note: null },
    });
    const [first] = choicesOf(tryHold(account(waiting, 'resolution', MONDAY + 4 * HOUR)));
    expect(first).toEqual({ backAt: MONDAY + 4.5 * HOUR, dueAt: MONDAY + DAY + HOUR, later: null });
  });

  it('[HOLD9] trying changes nothing', () => {
    const told = account(travelled(), 'resolution', MONDAY + 3 * HOUR);
    const before = structuredClone(told.ticket);
    tryHold(told);
    expect(told.ticket).toEqual(before);
  });
});
