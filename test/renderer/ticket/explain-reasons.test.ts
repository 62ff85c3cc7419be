import { describe, expect, it } from 'vitest';
import type { Segment } from '#core/sla/explain.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Account } from '../../../renderer/ticket/explain/account.ts';
import { clockChangeWords } from '../../../renderer/ticket/explain/clock-changes.ts';
import { closedWord } from '../../../renderer/ticket/explain/closed-words.ts';
import { zoneWords } from '../../../renderer/ticket/explain/judged-by.ts';
import { reasonOf } from '../../../renderer/ticket/explain/reason.ts';
import { rowsOf } from '../../../renderer/ticket/explain/rows.ts';
import { account, promising, travelled } from './explain-account.ts';
import { desk, HOUR, id, ines, MINUTE, MONDAY, network, ruben, sampleReference, sampleTicket } from './sample.ts';

const DAY = 24 * HOUR;
const data = sampleReference().data;
const [weekdays] = data.calendars;
const [standard] = data.policies;
if (!weekdays || !standard) throw new Error('no documents');

const because = (told: Account) => rowsOf(told).map((row) => [row.from, row.because]);
/** Wide documents: their own hours for all of the sample, and whatever else a test says. */
const hours = (change: Partial<typeof weekdays>): Partial<ReferenceData> => ({
  ...promising({ reference: sampleTicket().reference }, 40),
  calendars: [{ ...weekdays, ...change }],
});

describe('because', () => {
  it('[WHY1] opened, handed off and accepted by whom, waiting, answered, opening hours, weekend, holiday', () => {
    const told = account(travelled(), 'resolution', MONDAY + 7 * DAY + HOUR, { data: promising(travelled(), 60) });
    expect(because(told)).toEqual([
      ['Mon 23 Nov 08:00:00', 'Opened by email, P1'],
      ['Mon 23 Nov 09:10:00', 'Handoff accepted by Ruben Halle'],
      ['Mon 23 Nov 10:00:00', 'Waiting for the requester'],
      ['Mon 23 Nov 10:30:00', 'The requester answered'],
      ['Mon 23 Nov 17:00:00', 'Open 08:00 to 17:00'],
      ['Tue 24 Nov 08:00:00', 'Opening time'],
      ['Tue 24 Nov 17:00:00', 'Open 08:00 to 17:00'],
      ['Wed 25 Nov 08:00:00', 'Opening time'],
      ['Wed 25 Nov 17:00:00', 'Open 08:00 to 17:00'],
      ['Thu 26 Nov 00:00:00', 'Founding Day'],
      ['Fri 27 Nov 00:00:00', 'Open 08:00 to 17:00'],
      ['Fri 27 Nov 08:00:00', 'Opening time'],
      ['Fri 27 Nov 17:00:00', 'Open 08:00 to 17:00'],
      ['Sat 28 Nov 00:00:00', 'Weekend'],
      ['Mon 30 Nov 00:00:00', 'Open 08:00 to 17:00'],
      ['Mon 30 Nov 08:00:00', 'Opening time'],
    ]);
  });

  it('[WHY2] who became accountable without a handoff, and who nobody is yet', () => {
    const released = sampleTicket(MONDAY)
      .next(MONDAY + HOUR, ines, { type: 'release', body: {} })
      .next(MONDAY + 2 * HOUR, ines, { type: 'take', body: {} });
    expect(because(account(released, 'resolution', MONDAY + 3 * HOUR)).slice(1)).toEqual([
      ['Mon 09:00:00', 'Service Desk L1 holds it, no person yet'],
      ['Mon 10:00:00', 'Ines Kovač became accountable'],
    ]);
  });

  it('[WHY3] a shift begins and ends inside the hours of the target', () => {
    const late = { ...weekdays, id: id<typeof weekdays.id>(34), week: weekdays.week.map(() => [['10:00', '12:00']]) };
    const teams = data.teams.map((team) => ({ ...team, calendarId: late.id }));
    const calendars = [weekdays, { ...late, week: late.week as typeof weekdays.week }];
    const rows = rowsOf(account(sampleTicket(MONDAY), 'resolution', MONDAY + 5 * HOUR, { data: { teams, calendars } }));
    expect(rows.map((row) => [row.from, row.chargedTo, row.because])).toEqual([
      ['Mon 08:00:00', 'Nobody on shift', 'Opened by email, P1'],
      ['Mon 10:00:00', 'Service Desk L1', 'Service Desk L1 comes on shift'],
      ['Mon 12:00:00', 'Nobody on shift', 'Service Desk L1 goes off shift'],
    ]);
  });

  it('[WHY4] the system was down, and up again', () => {
    const downtimes = [{ id: id<never>(90), from: MONDAY + HOUR, to: MONDAY + 2 * HOUR, says: 'Database moved' }];
    const rows = rowsOf(account(sampleTicket(MONDAY), 'resolution', MONDAY + 3 * HOUR, { data: { downtimes } }));
    expect(rows.map((row) => [row.chargedTo, row.because])).toEqual([
      ['Service Desk L1', 'Opened by email, P1'],
      ['System down', 'System down: Database moved'],
      ['Service Desk L1', 'The system was up again'],
    ]);
  });

  it('[WHY5] a vendor, resolved and reopened, and waiting that doesn’t pause', () => {
    const status = (to: 'open' | 'onHold' | 'resolved', waitingOn: 'vendor' | null) =>
      ({ type: 'setStatus', body: { to, waitingOn, note: null } }) as const;
    const ticket = sampleTicket(MONDAY)
      .next(MONDAY + HOUR, ines, status('onHold', 'vendor'))
      .next(MONDAY + 2 * HOUR, ines, status('open', null))
      .next(MONDAY + 3 * HOUR, ines, status('resolved', null))
      .next(MONDAY + 4 * HOUR, ines, status('open', null));
    const rows = rowsOf(account(ticket, 'resolution', MONDAY + 5 * HOUR));
    expect(rows.map((row) => [row.counts, row.chargedTo, row.because])).toEqual([
      ['1h 00m 00s', 'Service Desk L1', 'Opened by email, P1'],
      ['1h 00m 00s', 'A vendor', 'Waiting on a vendor, which doesn’t pause this'],
      ['1h 00m 00s', 'Service Desk L1', 'The waiting ended'],
      ['resolved', 'Nobody', 'Resolved, until it was reopened'],
      ['1h 00m 00s', 'Service Desk L1', 'Reopened'],
    ]);
  });

  it('[WHY6] a target that stops for a status names it', () => {
    const policies = [
      { ...standard, targets: standard.targets.map((one) => ({ ...one, pausesOn: ['new' as const] })) },
    ];
    const [row] = rowsOf(account(sampleTicket(MONDAY), 'resolution', MONDAY + HOUR, { data: { policies } }));
    expect([row?.counts, row?.because]).toEqual(['paused', 'Doesn’t run while new']);
  });

  it('[WHY7] clocks that went forward or back, also by half an hour', () => {
    const forward = [
      { at: 0, offset: 0 },
      { at: MONDAY + 2 * HOUR, offset: 3_600 },
    ];
    const told = account(sampleTicket(MONDAY), 'resolution', MONDAY + 4 * HOUR, {
      data: hours({ transitions: forward }),
    });
    expect(because(told)[1]).toEqual(['Mon 10:00:00', 'Clocks went forward 1 h']);
    expect(clockChangeWords(told, told.told.until)).toBe('Clocks went forward 1 h on Mon 23 Nov.');
    const back = [
      { at: 0, offset: 3_600 },
      { at: MONDAY + 2 * HOUR, offset: 1_800 },
    ];
    const other = account(sampleTicket(MONDAY), 'resolution', MONDAY + 4 * HOUR, {
      data: hours({ transitions: back }),
    });
    expect(because(other)[1]).toEqual(['Mon 10:00:00', 'Clocks went back 30 min']);
    expect(clockChangeWords(account(travelled(), 'resolution', MONDAY + HOUR), MONDAY + HOUR)).toBe(
      'No clock change in this span.',
    );
  });

  it('[WHY8] versions of policy and calendar, and the priority, where they changed', () => {
    const policies = [{ ...standard, version: 12, at: MONDAY + HOUR }];
    const calendars = [{ ...weekdays, version: 7, at: MONDAY + 2 * HOUR }];
    const ticket = sampleTicket(MONDAY).next(MONDAY + 3 * HOUR, ines, {
      type: 'setPriority',
      body: { impact: 3, urgency: 2, override: null },
    });
    const told = account(ticket, 'resolution', MONDAY + 4 * HOUR, { data: { policies, calendars } });
    expect(because(told).slice(1)).toEqual([
      ['Mon 09:00:00', 'Policy Standard, version 12'],
      ['Mon 10:00:00', 'Calendar Weekdays, version 7'],
      ['Mon 11:00:00', 'Priority became P4'],
    ]);
  });

  it('[WHY9] exceptions by their name, half days with their hours, other days off, breaks', () => {
    const day: (typeof weekdays.week)[number] = [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ];
    const told = account(sampleTicket(MONDAY), 'resolution', MONDAY + 4 * DAY, {
      data: hours({
        week: [day, day, [], day, day, [], []],
        holidays: [{ date: '2026-11-24', name: 'Half day', yearly: false, openings: [['08:00', '12:00']] }],
        exceptions: [{ date: '2026-11-26', name: 'Stocktaking', openings: [] }],
      }),
    });
    const closures = told.told.segments.filter(({ state }) => state === 'closed');
    expect(closures.map((segment) => reasonOf(segment, undefined, told))).toEqual([
      'Open 08:00 to 12:00, 13:00 to 17:00',
      'Open 08:00 to 12:00, 13:00 to 17:00',
      'Half day, open 08:00 to 12:00',
      'Half day, open 08:00 to 12:00',
      'Day off',
      'Stocktaking',
      'Open 08:00 to 12:00, 13:00 to 17:00',
    ]);
    const words = closures.map(({ from, to }) => closedWord({ from, to, day: told.dayOf(from) }, told.calendar));
    expect(words).toEqual(['break', 'night', 'night', 'night', 'day off', 'Stocktaking', 'night']);
  });

  it('[WHY10] each kind of target says what started it', () => {
    const sample = travelled();
    const first = (kind: Parameters<typeof account>[1], cycle?: number) =>
      rowsOf(account(sample, kind, MONDAY + 3 * HOUR, { data: promising(sample, 8), ...(cycle ? { cycle } : {}) }))[0]
        ?.because;
    expect(first('firstResponse')).toBe('Opened by email, P1');
    expect(first('nextResponse')).toBe('The requester wrote');
    expect(first('update')).toBe('A public message went out');
    expect(first('acknowledge')).toBe('Offered to Network L2');
    expect(first('tier', 1)).toBe('Opened by email, P1');
    expect(first('tier', 2)).toBe('Came to Network L2');
  });

  it('[WHY11] no reason is left without words', () => {
    const told = account(travelled(), 'resolution', MONDAY + HOUR);
    const base = told.told.segments[0];
    if (!base) throw new Error('no segment');
    const holder = { teamId: network, personId: ruben };
    const reasons: Segment['because'][] = [
      { kind: 'started' },
      { kind: 'held', by: holder },
      { kind: 'held', by: { teamId: desk, personId: null } },
      { kind: 'shift', begins: true },
      { kind: 'shift', begins: false },
      { kind: 'down' },
      { kind: 'waits', on: 'requester' },
      { kind: 'waits', on: 'vendor' },
      { kind: 'waits', on: null },
      { kind: 'done' },
      { kind: 'resumed' },
      { kind: 'opens' },
      { kind: 'closed', day: { kind: 'exception', name: '', openings: [] } },
      { kind: 'closed', day: { kind: 'holiday', name: '', openings: [] } },
      { kind: 'clockChange', seconds: -3_600 },
      { kind: 'policy', name: 'Standard', version: 2 },
      { kind: 'calendar', name: 'Weekdays', version: 2 },
      { kind: 'priority', priority: 1 },
    ];
    const said = reasons.map((reason) => reasonOf({ ...base, because: reason }, undefined, told));
    expect(said.filter((words) => words.trim() === '' || /undefined|null|\bid\b/.test(words))).toEqual([]);
    expect(new Set(said).size).toBe(said.length);
  });
});

describe('when', () => {
  it('[WHY12] midnight ends a day as 24:00, a later day is named', () => {
    const rows = rowsOf(
      account(travelled(), 'resolution', MONDAY + 4 * DAY + HOUR, { data: promising(travelled(), 60) }),
    );
    expect(rows.filter((row) => row.because === 'Founding Day').map((row) => [row.from, row.to])).toEqual([
      ['Thu 00:00:00', '24:00:00'],
    ]);
    expect(rows[4]).toMatchObject({ from: 'Mon 17:00:00', to: 'Tue 08:00:00', counts: 'closed', chargedTo: 'Nobody' });
    expect(rows.find((row) => row.because === 'Founding Day')?.counts).toBe('holiday');
  });

  it('[WHY13] in the reader’s zone, the calendar’s named where hours are told in it', () => {
    const here = account(travelled(), 'resolution', MONDAY + DAY, { zone: 'Asia/Kolkata' });
    expect(rowsOf(here)[0]?.from).toBe('Mon 13:30:00');
    expect(zoneWords(here)).toBe('Times in Asia/Kolkata, opening hours in UTC.');
    const early = account(travelled(), 'resolution', MONDAY + 30 * MINUTE, { zone: 'Asia/Kolkata' });
    expect(zoneWords(early)).toBe('Times in Asia/Kolkata.');
  });
});
