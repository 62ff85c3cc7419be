import { describe, expect, it } from 'vitest';
import { type Made, momentOf } from '#core/commands/moment.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { actor, createDesk, HOUR, ines, MINUTE, monday, reply, requesterWrites, status, text } from '../../desk.ts';

/**
 * What only a desk has: priorities, and work of which the server hears late. P3 promises a first response in 1 hour, a
 * next one in 2, a resolution in 8, around the clock, pausing for the requester; P1 in a quarter, P4 in double.
 */
const priorities: [what: string, story: string, target: TargetInstance['kind'], expected: string][] = [
  ['nothing changes', '1:00 look', 'resolution', 'running, 8:00, due 8:00'],
  ['raised while running', '1:00 priority 1', 'resolution', 'running, 2:00, due 2:00'],
  [
    'raised while paused, then open',
    '1:00 pending, 2:00 priority 1, 3:00 open',
    'resolution',
    'running, 2:00, due 4:00',
  ],
  ['raised while paused, still paused', '1:00 pending, 2:00 priority 1', 'resolution', 'paused, 2:00, not due'],
  ['raised while paused, too late already', '3:00 pending, 4:00 priority 1', 'resolution', 'paused, 2:00, due 2:00'],
  ['lowered while paused', '1:00 pending, 2:00 priority 4, 3:00 open', 'resolution', 'running, 16:00, due 18:00'],
  ['raised and lowered again', '1:00 priority 1, 1:30 priority 3', 'resolution', 'running, 8:00, due 8:00'],
  ['raised after it was missed, it stays missed', '9:00 priority 1', 'resolution', 'running, 2:00, due 2:00'],
  ['lowered after it was missed, there is time again', '9:00 priority 4', 'resolution', 'running, 16:00, due 16:00'],
  ['raised before the answer', '0:20 priority 1, 0:30 replied', 'firstResponse', 'missed, 0:15, due 0:15'],
  ['raised after the answer', '0:30 replied, 0:40 priority 1', 'firstResponse', 'met, 1:00, not due'],
  [
    'raised before an answer made offline before',
    '0:20 priority 1, 0:40 replied at 0:10',
    'firstResponse',
    'met, 0:15, not due',
  ],
  ['raised after it was resolved', '3:00 resolved, 4:00 priority 1', 'resolution', 'met, 8:00, not due'],
  [
    'raised after it was resolved, taken up again',
    '3:00 resolved, 4:00 priority 1, 5:00 open',
    'resolution',
    'running, 2:00, due 2:00',
  ],
  ['reopened after a weekend', '2:00 resolved, 74:00 open', 'resolution', 'running, 8:00, due 80:00'],
  [
    'closed, and opened by a message',
    '2:00 resolved, 3:00 closed, 9:00 asked',
    'resolution',
    'running, 8:00, due 17:00',
  ],
  ['the requester answers while pending', '1:00 pending, 2:30 asked', 'resolution', 'running, 8:00, due 9:30'],
  ['a reply while pending', '0:30 replied, 1:00 pending, 2:00 replied', 'resolution', 'paused, 8:00, not due'],
  ['on hold for a vendor pauses nothing here', '1:00 onHold', 'resolution', 'running, 8:00, due 8:00'],
  [
    'asked while pending, the answer is owed',
    '0:30 replied, 1:00 pending, 2:00 asked',
    'nextResponse',
    'running, 2:00, due 4:00',
  ],
  ['asked twice, the older counts', '0:30 replied, 1:00 asked, 2:30 asked', 'nextResponse', 'running, 2:00, due 3:00'],
  ['resolving ends what is owed', '0:30 replied, 1:00 asked, 3:30 resolved', 'nextResponse', 'missed, 2:00, due 3:00'],
];

describe('priorities and statuses at the desk', () => {
  it.each(priorities)('[SLA18] %s: %s → %s', (_, story, kind, expected) => {
    const desk = createDesk();
    desk.open();
    for (const [n, line] of story.split(', ').entries()) {
      const [after = '', ...what] = line.split(' ');
      desk.now = monday + elapsed(after);
      tell(desk, n, what);
    }
    const cycle = Math.max(...desk.get().targets.flatMap((one) => (one.kind === kind ? one.cycle : [])));
    const { state, verdict, amount, dueAt } = desk.target(kind, cycle);
    const due = dueAt === null ? 'not due' : `due ${clockOf(dueAt - monday)}`;
    expect(`${verdict ?? state}, ${clockOf(amount)}, ${due}`).toBe(expected);
  });
});

function tell(desk: ReturnType<typeof createDesk>, n: number, [word, more, time]: string[]): void {
  const me = actor(ines);
  if (word === 'replied') desk.ask(me, reply(n), more === 'at' ? monday + elapsed(time ?? '') : desk.now);
  else if (word === 'asked') desk.ask({ kind: 'system' }, requesterWrites(n));
  else if (word === 'priority') {
    const level = more === '1' ? 1 : more === '3' ? 2 : 3;
    desk.ask(me, { type: 'setPriority', body: { impact: level, urgency: level, override: null } });
    expect(desk.get().priority).toBe(Number(more));
  } else if (word === 'onHold') desk.ask(me, status('onHold', 'vendor'));
  else if (word === 'open' || word === 'pending' || word === 'resolved' || word === 'closed')
    desk.ask(me, status(word));
  else desk.ask(me, { type: 'note', body: { text: text(n) } });
  expect(desk.refusals).toEqual([]);
}

/** A device ten minutes slow, which knows that from a measurement when the ticket came in. */
const device = (shows: string, more: Partial<Made> = {}): Made => ({
  device: monday - 10 * MINUTE + elapsed(shows),
  offset: 10 * MINUTE,
  offsetError: 80,
  measuredAt: monday - 10 * MINUTE,
  monotonic: elapsed(shows),
  bootId: 'b',
  ...more,
});
const restarted = { monotonic: null, bootId: 'c' };
const unmeasured = { offset: null, offsetError: null, measuredAt: null, monotonic: null };

/** An answer to a ticket whose first response is due after 1:00; the clock and the counter are as the device has them. */
const late: [what: string, made: Made, arrived: string, timing: string, verdict: string, used: string][] = [
  ['five minutes before it was due, two hours offline', device('0:55'), '3:00', 'credited', 'met', '0:55'],
  ['a minute after it was due', device('1:01'), '9:00', 'credited', 'missed', '1:01'],
  ['exactly when it was due', device('1:00'), '9:00', 'credited', 'met', '1:00'],
  [
    'the clock set back by ten minutes',
    device('0:55', { monotonic: elapsed('1:05') }),
    '3:00',
    'disputed',
    'missed',
    '3:00',
  ],
  [
    'the clock set back by a second',
    device('0:54:59', { monotonic: elapsed('0:55') }),
    '3:00',
    'credited',
    'met',
    '0:55',
  ],
  ['the clock set back to before the measurement', device('-1:00', restarted), '3:00', 'disputed', 'missed', '3:00'],
  [
    'the clock set ahead only costs',
    device('1:05', { monotonic: elapsed('0:55') }),
    '3:00',
    'credited',
    'missed',
    '1:05',
  ],
  ['half an hour asleep', device('0:55', { monotonic: elapsed('0:25') }), '3:00', 'credited', 'met', '0:55'],
  ['restarted in between', device('0:55', restarted), '3:00', 'credited', 'met', '0:55'],
  ['a clock never measured', device('0:55', unmeasured), '3:00', 'disputed', 'missed', '3:00'],
  ['a measurement that proves nothing', device('0:55', { offsetError: MINUTE }), '3:00', 'disputed', 'missed', '3:00'],
  ['a moment that is still to come', device('5:00'), '3:00', 'disputed', 'missed', '3:00'],
  ['more than a month ago', device('0:55'), '721:00', 'disputed', 'missed', '721:00'],
  ['three seconds on the way', device('0:55'), '0:55:03', 'exact', 'met', '0:55'],
];

describe('answers of which the server hears late', () => {
  it.each(late)('[SLA29] %s', (_, made, arrived, timing, verdict, used) => {
    const desk = createDesk();
    desk.open();
    desk.now = monday + elapsed(arrived);
    const moment = momentOf(made, desk.now);
    desk.ask(actor(ines), reply(1), moment.effectiveAt);
    const judged = desk.target('firstResponse');
    expect([moment.timing, judged.verdict, clockOf(judged.used)]).toEqual([timing, verdict, used]);
  });
});

function elapsed(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace('-', '').split(':').map(Number);
  const all = hours * HOUR + minutes * MINUTE + seconds * 1000;
  return text.startsWith('-') ? -all : all;
}

function clockOf(ms: number): string {
  return `${Math.floor(ms / HOUR)}:${String(Math.floor(ms / MINUTE) % 60).padStart(2, '0')}`;
}
