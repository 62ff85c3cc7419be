import { describe, expect, it } from 'vitest';
import { endOfDay } from '../../../renderer/board/end-of-day.ts';
import { myTeams } from '../../../renderer/board/my-teams.ts';
import { ada, greta, ines, marta, reference, viewer } from '../../core/desk.ts';

const at = (text: string) => Date.parse(text);

describe('the reader’s day', () => {
  it('[DAY1] ends at the next midnight of their zone', () => {
    expect(endOfDay(at('2026-11-23T14:05:09Z'), 'Europe/Berlin')).toBe(at('2026-11-23T23:00:00Z'));
    expect(endOfDay(at('2026-11-23T14:05:09Z'), 'America/New_York')).toBe(at('2026-11-24T05:00:00Z'));
    expect(endOfDay(at('2026-11-23T23:00:00Z'), 'Europe/Berlin')).toBe(at('2026-11-24T23:00:00Z'));
  });

  it('[DAY2] also on the days of 23 and 25 hours', () => {
    expect(endOfDay(at('2026-03-28T23:30:00Z'), 'Europe/Berlin')).toBe(at('2026-03-29T22:00:00Z'));
    expect(endOfDay(at('2026-10-24T22:30:00Z'), 'Europe/Berlin')).toBe(at('2026-10-25T23:00:00Z'));
  });
});

describe('whose board', () => {
  const names = (who: typeof ines) => myTeams(who, reference()).map((team) => team.name);

  it('[WHO1] supervisors see the teams they supervise, by tier; administrators all', () => {
    expect(names(marta)).toEqual(['Service Desk', 'Network']);
    expect(names(ada)).toEqual(['Service Desk', 'Endpoint', 'Network']);
  });

  it('[WHO2] others see the teams they are in', () => {
    expect(names(ines)).toEqual(['Service Desk']);
    expect(names(greta)).toEqual(['Endpoint']);
    expect(names(viewer)).toEqual(['Service Desk']);
  });

  it('[WHO3] a closed team has no board', () => {
    const { data } = reference();
    const closed = reference({ teams: data.teams.map((team) => ({ ...team, active: false })) });
    expect(myTeams(ada, closed)).toEqual([]);
  });
});
