import { describe, expect, it } from 'vitest';
import { amountText, secondsOf, sharesOf, sharesText } from '../../../renderer/admin/amounts.ts';
import { calendarOf, textOf } from '../../../renderer/admin/calendar-text.ts';
import { openingsOf, openingsText } from '../../../renderer/admin/openings.ts';
import { targetsOf, textsOf } from '../../../renderer/admin/target-text.ts';
import { office, policy, reference } from '../../core/desk.ts';

describe('amounts as people type them', () => {
  it.each([
    ['45m', 2_700],
    ['45', 2_700],
    ['4h', 14_400],
    ['1h 30m', 5_400],
    ['1h30', 5_400],
    ['', null],
    ['–', null],
    ['soon', 'bad'],
    ['0', 'bad'],
    ['1d', 'bad'],
  ] as const)('[TYP1] %j is %j', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  it('[TYP2] what is shown reads back as it was', () => {
    for (const seconds of [60, 2_700, 3_600, 5_400, 86_400, null]) expect(secondsOf(amountText(seconds))).toBe(seconds);
    expect(sharesOf(sharesText([0.75, 0.9, 0.925]))).toEqual([0.75, 0.9, 0.925]);
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

  it('[TYP6] the line that can’t be read is named', () => {
    const text = textOf(office);
    const week = text.week.map((line, day) => (day === 2 ? 'afternoon' : line));
    expect(calendarOf({ ...text, week }, null)).toMatchObject({ field: 'week.2' });
    const holidays = [{ date: '', name: 'Some day', yearly: false }];
    expect(calendarOf({ ...text, holidays }, null)).toMatchObject({ field: 'holidays.0.date' });
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

  it('[TYP8] the amount that can’t be read is named by target and priority', () => {
    const texts = textsOf(policy().targets, data);
    const [first, next, last] = texts;
    if (!first || !next || !last) throw new Error('there are three targets');
    const amounts: typeof first.amounts = ['15m', 'soon', '1h', '2h'];
    expect(targetsOf([{ ...first, amounts }, next, last])).toMatchObject({ field: 'firstResponse.amounts.2' });
    expect(targetsOf([first, { ...next, warnings: '0' }, last])).toMatchObject({ field: 'nextResponse.warnings' });
    expect(targetsOf([first, next, { ...last, calendarId: null }])).toMatchObject({ field: 'resolution.calendarId' });
  });
});
