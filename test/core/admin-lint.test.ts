import { expect, it } from 'vitest';
import { lintOf } from '#core/admin/lint.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { documentId, everybody, greta, policy, reference, teamId } from './desk.ts';

const DAY = 86_400_000;
const NOW = 1_776_240_000_000;
const says = (part: Partial<ReferenceData>) => lintOf(reference(part).data, NOW).map((finding) => finding.says);
const { data } = reference();
const withTeam = (n: number, part: Partial<ReferenceData['teams'][number]>) => ({
  teams: data.teams.map((team) => (team.id === teamId(n) ? { ...team, ...part } : team)),
});

it('[LNT1] a desk in order is told nothing', () => {
  expect(says({})).toEqual([]);
});

it('[LNT2] a category with two teams in a tier is told, by name or by skill, and so is one with none', () => {
  const ids = data.categories.map((category) => category.id);
  const both = { teams: data.teams.map((team) => ({ ...team, categoryIds: ids })) };
  expect(says(both)).toEqual(['VPN belongs to Network and Endpoint, both in Tier 2.']);
  const one = { teams: both.teams.map((team) => (team.id === teamId(3) ? { ...team, active: false } : team)) };
  expect(says(one)).toEqual([]);
  expect(says(withTeam(3, { skills: ['network'] }))).toEqual(['VPN belongs to Network and Endpoint, both in Tier 2.']);
  expect(says(withTeam(2, { skills: [] }))).toEqual(['VPN has no team in Tier 2.']);
});

it('[LNT6] the only team of a tier takes what nobody else does', () => {
  expect(says(withTeam(1, { skills: [] }))).toEqual([]);
});

it('[LNT3] a team without supervisor, calendar or agents is told', () => {
  expect(says(withTeam(1, { supervisorId: null }))).toEqual([expect.stringMatching(/^Service Desk has no supervisor/)]);
  expect(says(withTeam(2, { calendarId: documentId(99) }))).toEqual(['Network has no calendar.']);
  const left = { people: everybody.map((one) => (one.id === greta.id ? { ...one, active: false } : one)) };
  expect(says(left)).toEqual(['Endpoint has no agents.']);
});

it('[LNT4] a tier that leads nowhere or has no team is told', () => {
  const nowhere = { tiers: data.tiers.map((tier) => ({ ...tier, nextTierId: null })) };
  expect(says(nowhere)).toEqual([expect.stringMatching(/^Tier 1 has no next tier/)]);
  expect(says({ teams: data.teams.filter((team) => team.id === teamId(1)) })).toContain('Tier 2 has no team.');
});

it('[LNT5] no intake, a policy nobody reaches, and tickets that no policy matches are told', () => {
  expect(says(withTeam(1, { intake: false }))).toEqual(['No team takes in new tickets.']);
  const hidden = policy({ id: documentId(11), order: 2, name: 'Gold' });
  expect(says({ policies: [policy(), hidden] })).toEqual([expect.stringMatching(/^"Gold" is never reached/)]);
  const narrow = { match: { ...policy().match, types: ['incident' as const] } };
  expect(says({ policies: [policy(narrow)] })).toEqual([expect.stringMatching(/^No policy matches every ticket/)]);
});

it('[LNT7] a policy that an earlier one leaves nothing to is told, by whatever field both match', () => {
  const all = policy({ id: documentId(12), order: 9, name: 'All' });
  const match = (part: Partial<(typeof all)['match']>) => ({ ...all.match, ...part });
  const said = (earlier: Partial<(typeof all)['match']>, later: Partial<(typeof all)['match']>) =>
    says({
      policies: [
        policy({ match: match(earlier) }),
        policy({ id: documentId(11), order: 2, name: 'Gold', match: match(later) }),
        all,
      ],
    });
  const never = ['"Gold" is never reached: "Standard" before it matches all that it does.'];
  expect(said({ tags: ['vip', 'board'] }, { tags: ['vip'] })).toEqual(never);
  expect(said({ impacts: [1, 2] }, { impacts: [1], channels: ['email'] })).toEqual(never);
  expect(said({ fields: { site: 'Kiel' } }, { fields: { site: 'Kiel', floor: '3' } })).toEqual(never);
  expect(said({ tags: ['vip'] }, { tags: ['vip', 'board'] })).toEqual([]);
  expect(said({ urgencies: [1] }, {})).toEqual(['"All" is never reached: "Gold" before it matches everything.']);
  expect(said({ fields: { site: 'Kiel' } }, { fields: { site: 'Bremen' } })).toEqual([]);
  expect(said({ tierIds: [], tags: [], fields: {} }, { tags: ['vip'] })).toEqual([
    '"Gold" is never reached: "Standard" before it matches everything.',
    '"All" is never reached: "Standard" before it matches everything.',
  ]);
});

it('[LNT8] an organisation whose calendar is gone is told', () => {
  const one = { id: documentId(30) as never, name: 'Ellerwick Clinics' };
  expect(says({ organisations: [{ ...one, calendarId: documentId(99) }] })).toEqual([
    'The calendar of Ellerwick Clinics is gone.',
  ]);
  expect(says({ organisations: [{ ...one, calendarId: null }] })).toEqual([]);
});

it('[LNT9] what is down for a day and longer is told, so that nobody forgets to end it', () => {
  const down = (from: number, to: number | null) =>
    says({ downtimes: [{ id: documentId(40) as never, from, to, says: 'Mail' }] });
  expect(down(NOW - 3 * DAY, null)).toEqual(['"Mail" counts as down for 3 days now. Has nobody ended it?']);
  expect(down(NOW - DAY, null)).toEqual([expect.stringContaining('down for a day')]);
  expect(down(NOW - DAY + 1, null)).toEqual([]);
  expect(down(NOW - 3 * DAY, NOW - DAY)).toEqual([]);
});
