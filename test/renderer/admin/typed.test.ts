import { describe, expect, it } from 'vitest';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Target } from '#core/sla/policy.ts';
import { amountText, secondsOf, sharesOf, sharesText } from '../../../renderer/admin/amounts.ts';
import { calendarOf, holidayText, textOf } from '../../../renderer/admin/calendar-text.ts';
import { dayWords } from '../../../renderer/admin/day-words.ts';
import { editLines } from '../../../renderer/admin/line-edit.ts';
import { matchOf, matchTextOf } from '../../../renderer/admin/match-text.ts';
import { matchWords } from '../../../renderer/admin/match-words.ts';
import { momentOf, momentText } from '../../../renderer/admin/moment-text.ts';
import { openingsOf, openingsText } from '../../../renderer/admin/openings.ts';
import { targetsOf, textsOf } from '../../../renderer/admin/target-text.ts';
import { documentId, office, policy, reference } from '../../core/desk.ts';

describe('amounts as people type them', () => {
  it.each([
    ['45m', 2_700],
    ['45', 2_700],
    ['4h', 14_400],
    ['1h 30m', 5_400],
    ['1h30', 5_400],
    ['1h 30m 15s', 5_415],
    ['1h30m15s', 5_415],
    ['90s', 90],
    ['2h 5s', 7_205],
    ['', null],
    ['–', null],
    ['soon', 'bad'],
    ['0', 'bad'],
    ['0s', 'bad'],
    ['1d', 'bad'],
    ['15s 1m', 'bad'],
    ['1m15', 'bad'],
    ['9'.repeat(30), 'bad'],
  ] as const)('[TYP1] %j is %j', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it('[TYP2] what is shown reads back as it was', () => {
    for (const seconds of [1, 59, 60, 90, 2_700, 3_600, 3_601, 5_415, 86_400, null])
      expect(secondsOf(amountText(seconds))).toBe(seconds);
    expect(sharesOf(sharesText([0.29, 0.75, 0.9, 0.925, 0.9375]))).toEqual([0.29, 0.75, 0.9, 0.925, 0.9375]);
    expect(sharesOf('75 %, 90 %')).toEqual([0.75, 0.9]);
    expect(sharesOf('75, 100')).toBeNull();
    expect(sharesOf('often')).toBeNull();
  });
});

describe('hours as people type them', () => {
  it('[TYP3] are read in the forms that people use', () => {
    expect(openingsOf('08:00–12:00, 13:00–17:00')).toEqual([
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ]);
    expect(openingsOf('8-17')).toEqual([['08:00', '17:00']]);
    expect(openingsOf('22:00 to 06:00')).toEqual([['22:00', '06:00']]);
    expect(openingsOf('0–24')).toEqual([['00:00', '24:00']]);
    expect(openingsOf(' ')).toEqual([]);
    expect(openingsOf('closed')).toEqual([]);
  });

  it('[TYP4] that are none are not guessed', () => {
    for (const text of ['all day', '8', '8-25', '08:60-12:00', '8-12 13-17']) expect(openingsOf(text)).toBeNull();
  });

  it('[TYP5] what is shown reads back as it was', () => {
    expect(openingsOf(openingsText(office.week[0] ?? []))).toEqual(office.week[0]);
    const { week, holidays, exceptions } = office;
    expect(calendarOf(textOf(office), office.id)).toMatchObject({ id: office.id, week, holidays, exceptions });
  });

  it('[TYP9] a range, a half day and what comes over the turn of the year read back as they were', () => {
    const holidays: Calendar['holidays'] = [
      { date: '2026-12-25', name: 'Christmas', yearly: true },
      { date: '2026-07-27', until: '2026-08-07', name: 'Summer', yearly: false },
      { date: '2000-12-24', until: '2000-01-02', name: 'Works holiday', yearly: true },
      { date: '2026-12-31', name: 'New Year’s Eve', yearly: false, openings: [['08:00', '12:00']] },
    ];
    expect(calendarOf(textOf({ ...office, holidays }), office.id)).toMatchObject({ holidays });
    const [christmas] = holidays.map(holidayText);
    expect(christmas).toMatchObject({ until: '', openings: '' });
    const oneDay = {
      ...textOf(office),
      holidays: holidays.map(holidayText).map((one) => ({ ...one, until: one.date })),
    };
    expect(JSON.stringify(calendarOf(oneDay, office.id))).not.toContain('until');
  });

  it('[TYP6] the line that can’t be read is named', () => {
    const text = textOf(office);
    const week = text.week.map((line, day) => (day === 2 ? 'afternoon' : line));
    expect(calendarOf({ ...text, week }, null)).toMatchObject({ field: 'week.2' });
    const day = { date: '2026-12-24', until: '', name: 'Some day', yearly: false, openings: '' };
    const holiday = (part: Partial<typeof day>) => calendarOf({ ...text, holidays: [day, { ...day, ...part }] }, null);
    expect(holiday({ date: '' })).toMatchObject({ field: 'holidays.1.date' });
    expect(holiday({ until: '24 Dec' })).toMatchObject({ field: 'holidays.1.until' });
    expect(holiday({ openings: 'half' })).toMatchObject({ field: 'holidays.1.openings' });
    expect(holiday({ yearly: true, until: '2027-01-02' })).toMatchObject({ holidays: [{}, { until: '2027-01-02' }] });
    const noDay = [{ date: '', name: 'Half a day', openings: '' }];
    expect(calendarOf({ ...text, exceptions: noDay }, null)).toMatchObject({ field: 'exceptions.0.date' });
    const exceptions = [{ date: '2026-12-24', name: 'Half a day', openings: 'half' }];
    expect(calendarOf({ ...text, exceptions }, null)).toMatchObject({ field: 'exceptions.0.openings' });
  });
});

describe('targets as people type them', () => {
  const { data } = reference();

  it('[TYP7] what is shown reads back as it was, and what is switched off is left out', () => {
    const texts = textsOf(policy().targets, data);
    expect(targetsOf(texts)).toEqual({ targets: policy().targets });
    const without = texts.map((text) => ({ ...text, on: text.kind === 'resolution' }));
    expect(targetsOf(without)).toEqual({ targets: [policy().targets[2]] });
  });

  it('[TYP10] all six, to the second, by any calendar, with any pause, read back as they were', () => {
    const target = (kind: Target['kind'], part: Partial<Target>): Target => ({
      kind,
      amounts: { 1: 5_415, 2: 7_200, 3: null, 4: 1 },
      calendarId: office.id,
      pausesOn: [],
      warnings: [0.5],
      ...part,
    });
    const targets = [
      target('firstResponse', { calendarId: 'always' }),
      target('nextResponse', { calendarId: 'organisation', pausesOn: ['vendor', 'onHold'] }),
      target('update', { pausesOn: ['requester'] }),
      target('resolution', { pausesOn: ['requester', 'vendor', 'new', 'pending'] }),
      target('acknowledge', { calendarId: 'team' }),
      target('tier', { calendarId: 'team', warnings: [] }),
    ];
    expect(targetsOf(textsOf(targets, data))).toEqual({ targets });
  });

  it('[TYP8] the amount that can’t be read is named by target and priority', () => {
    const typed = (kind: Target['kind'], part: Partial<ReturnType<typeof textsOf>[number]>) =>
      targetsOf(
        textsOf(policy().targets, data).map((text) => (text.kind === kind ? { ...text, on: true, ...part } : text)),
      );
    const soon: [string, string, string, string] = ['15m', 'soon', '1h', '2h'];
    expect(typed('firstResponse', { amounts: soon })).toMatchObject({ field: 'firstResponse.amounts.2' });
    expect(typed('tier', { amounts: soon })).toMatchObject({ field: 'tier.amounts.2' });
    expect(typed('nextResponse', { warnings: '0' })).toMatchObject({ field: 'nextResponse.warnings' });
    expect(typed('resolution', { calendarId: null })).toMatchObject({ field: 'resolution.calendarId' });
  });
});

describe('what a policy matches, as people type it', () => {
  const { data } = reference();
  const match = {
    ...policy().match,
    types: ['incident' as const],
    tierIds: data.tiers.slice(1, 2).map((tier) => tier.id),
    impacts: [1 as const],
    channels: ['email' as const],
    tags: ['vip'],
    fields: { site: 'Kiel', floor: '3' },
  };

  it('[TYP11] reads back as it was; what was never said stays unsaid', () => {
    expect(matchOf(matchTextOf(match))).toEqual(match);
    expect(matchOf(matchTextOf(null))).toEqual(policy().match);
    expect(matchOf(matchTextOf(policy().match))).toEqual(policy().match);
  });

  it('[TYP12] a field of one’s own needs a name, a value, and is there once', () => {
    const typed = (fields: { name: string; value: string }[]) => matchOf({ ...matchTextOf(null), fields });
    expect(typed([{ name: ' site ', value: ' Kiel ' }])).toMatchObject({ fields: { site: 'Kiel' } });
    expect(typed([{ name: ' ', value: 'Kiel' }])).toMatchObject({ field: 'match.fields.0' });
    expect(typed([{ name: 'site', value: '' }])).toMatchObject({ field: 'match.fields.0' });
    const twice = [
      { name: 'site', value: 'Kiel' },
      { name: 'site', value: 'Bremen' },
    ];
    expect(typed(twice)).toMatchObject({ field: 'match.fields.1' });
  });

  it('[TYP13] is said in a line', () => {
    expect(matchWords(match, data)).toBe('Incident, impact high, Tier 2, by mail, #vip, site is Kiel, floor is 3');
    expect(matchWords(policy().match, data)).toBe('every ticket');
    expect(matchWords({ ...policy().match, categoryIds: [documentId(1) as never] }, data)).toBe('gone');
  });
});

describe('days and moments', () => {
  it('[TYP14] a line is added, changed and left out by its place', () => {
    const fresh = { date: '', name: '', openings: '' };
    const two = editLines(editLines([], { do: 'add' }, fresh), { do: 'add' }, fresh);
    const named = editLines(two, { do: 'put', at: 1, part: { name: 'Second' } }, fresh);
    expect(named.map((line) => line.name)).toEqual(['', 'Second']);
    expect(editLines(named, { do: 'leaveOut', at: 0 }, fresh)).toEqual([{ ...fresh, name: 'Second' }]);
  });

  it('[TYP15] holidays are said as days', () => {
    expect(dayWords({ date: '2026-12-25', yearly: false })).toBe('25 Dec 2026');
    expect(dayWords({ date: '2026-12-24', until: '2027-01-01', yearly: false })).toBe('24 Dec 2026 to 1 Jan 2027');
    expect(dayWords({ date: '2000-12-24', until: '2000-01-02', yearly: true })).toBe('24 Dec to 2 Jan, every year');
  });

  it('[TYP16] a moment reads back to the second in its zone; an hour that comes twice is the earlier', () => {
    const at = Date.UTC(2026, 10, 24, 8, 41, 7);
    expect(momentText(at, 'Europe/Berlin')).toBe('2026-11-24T09:41:07');
    expect(momentText(at - 7_000, 'Asia/Kolkata')).toBe('2026-11-24T14:11');
    expect(momentOf('2026-11-24T09:41:07', 'Europe/Berlin')).toBe(at);
    expect(momentOf('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
    for (const text of ['', '2026-11-24', 'yesterday', '2026-02-30T10:00']) expect(momentOf(text, 'UTC')).toBeNull();
  });
});
