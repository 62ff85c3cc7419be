import { describe, expect, it } from 'vitest';
import { checkDowntime } from '#core/admin/check-downtime.ts';
import { checkDeactivate, checkPerson } from '#core/admin/check-person.ts';
import { checkPolicy } from '#core/admin/check-policy.ts';
import { checkOrganisation, checkTeam, checkTier } from '#core/admin/check-structure.ts';
import { PersonDraft } from '#core/admin/people.ts';
import type { Person } from '#core/workspace/person.ts';
import { ada, categoryId, documentId, everybody, ines, marta, personId, policy, reference, teamId } from './desk.ts';

const { data } = reference();
const knowsZone = (zone: string) => zone === 'Europe/Berlin';
const draftOf = ({ id: _, active: __, ...draft }: Person): PersonDraft => draft;
const person = (part: Partial<PersonDraft>, id: Person['id'] | null = ines.id, people = everybody) =>
  checkPerson({ ...draftOf(ines), ...part }, id, { ...data, people }, knowsZone);

describe('a person is refused', () => {
  it('[ADM1] not as they are', () => {
    expect(person({})).toEqual([]);
  });

  it('[ADM2] with a colleague’s mail address, whatever its case, and whoever has it is named', () => {
    expect(PersonDraft.parse({ ...draftOf(ines), email: ' Marta@Tierline.example ' }).email).toBe(marta.email);
    expect(person({ email: marta.email })).toEqual([
      { field: 'email', says: 'Marta signs in with marta@tierline.example already.' },
    ]);
  });

  it('[ADM3] with a zone nobody knows, a team that is gone or is there twice', () => {
    expect(person({ zone: 'Berlin' })).toMatchObject([{ field: 'zone' }]);
    expect(person({ memberships: [{ teamId: teamId(9), role: 'agent' }] })).toMatchObject([
      { field: 'memberships.0.teamId' },
    ]);
    const twice = [
      { teamId: teamId(1), role: 'agent' as const },
      { teamId: teamId(1), role: 'viewer' as const },
    ];
    expect(person({ memberships: twice })).toMatchObject([{ field: 'memberships.1.teamId' }]);
  });

  it('[ADM4] as their own manager, by a detour as well, or as their own deputy', () => {
    expect(person({ managerId: ines.id })).toMatchObject([{ field: 'managerId' }]);
    const managed = everybody.map((one) => (one.id === marta.id ? { ...one, managerId: ines.id } : one));
    expect(person({ managerId: marta.id }, ines.id, managed)).toMatchObject([{ field: 'managerId' }]);
    expect(person({ deputyIds: [ines.id] })).toMatchObject([{ field: 'deputyIds' }]);
    expect(person({ deputyIds: [personId(99)] })).toMatchObject([{ field: 'deputyIds.0' }]);
  });

  it('[ADM5] as administrator no longer, when there is no other', () => {
    const demoted = { ...draftOf(ada), administrator: false };
    expect(checkPerson(demoted, ada.id, data, knowsZone)).toEqual([
      { field: 'administrator', says: 'Ada is the last administrator. Make somebody else one first.' },
    ]);
    const second = everybody.map((one) => (one.id === marta.id ? { ...one, administrator: true } : one));
    expect(checkPerson(demoted, ada.id, { ...data, people: second }, knowsZone)).toEqual([]);
  });

  it('[ADM6] leaving: oneself, the last administrator, somebody who has left', () => {
    expect(checkDeactivate(ines, ada.id, everybody)).toEqual([]);
    expect(checkDeactivate(ada, ada.id, everybody)).toMatchObject([{ says: expect.stringContaining('themselves') }]);
    expect(checkDeactivate(ada, marta.id, everybody)).toMatchObject([{ says: expect.stringContaining('last') }]);
    expect(checkDeactivate({ ...ines, active: false }, ada.id, everybody)).toHaveLength(1);
  });
});

describe('a team is refused', () => {
  const [desk] = data.teams;
  if (!desk) throw new Error('a desk has a team');
  const { id, ...draft } = desk;
  const team = (part: Partial<typeof draft>, open = 0) => checkTeam({ ...draft, ...part }, id, data, open);

  it('[ADM7] not as it is; with another’s name, no tier, no calendar, a supervisor or category that is gone', () => {
    expect(team({})).toEqual([]);
    expect(team({ name: ' network ' })).toMatchObject([{ field: 'name' }]);
    expect(team({ tierId: id as never })).toMatchObject([{ field: 'tierId' }]);
    expect(team({ calendarId: documentId(99) })).toMatchObject([{ field: 'calendarId' }]);
    expect(team({ supervisorId: personId(99) })).toMatchObject([{ field: 'supervisorId' }]);
    expect(team({ categoryIds: [categoryId(1), categoryId(9)] })).toMatchObject([{ field: 'categoryIds.1' }]);
  });

  it('[ADM8] giving up intake itself: it moves by another team taking it', () => {
    expect(team({ intake: false })).toMatchObject([{ field: 'intake', says: expect.stringContaining('Service Desk') }]);
  });

  it('[ADM9] closing while it holds open tickets, which would strand', () => {
    const [, network] = data.teams;
    if (!network) throw new Error('a desk has a second team');
    const { id: networkId, ...rest } = network;
    const closing = { ...rest, active: false };
    expect(checkTeam(closing, networkId, data, 2)).toMatchObject([
      { field: 'active', says: expect.stringMatching(/2 open tickets/) },
    ]);
    expect(checkTeam(closing, networkId, data, 0)).toEqual([]);
  });
});

it('[ADM10] tiers rise: no tier hands on to itself, downwards or in a ring', () => {
  const [first, second] = data.tiers;
  if (!first || !second) throw new Error('a desk has two tiers');
  expect(checkTier(first, first.id, data.tiers)).toEqual([]);
  expect(checkTier({ ...second, nextTierId: first.id }, second.id, data.tiers)).toMatchObject([
    { field: 'nextTierId' },
  ]);
  expect(checkTier({ ...first, nextTierId: first.id }, first.id, data.tiers)).toMatchObject([{ field: 'nextTierId' }]);
  expect(checkTier({ ...second, rank: 1 }, second.id, data.tiers)).toMatchObject([{ field: 'rank' }]);
  expect(checkTier({ ...second, name: 'tier 1' }, second.id, data.tiers)).toMatchObject([{ field: 'name' }]);
});

describe('a policy is refused', () => {
  const standard = policy();
  const check = (part: Partial<typeof standard>) => checkPolicy({ ...standard, ...part }, data);
  const target = (at: number, part: Partial<(typeof standard.targets)[number]>) =>
    standard.targets.map((one, index) => (index === at ? { ...one, ...part } : one));

  it('[ADM11] not as it is; without targets, with one twice, by a calendar that is gone', () => {
    expect(check({})).toEqual([]);
    expect(check({ targets: [] })).toMatchObject([{ field: 'targets' }]);
    expect(check({ targets: target(1, { kind: 'firstResponse' }) })).toMatchObject([{ field: 'targets.1' }]);
    expect(check({ targets: target(1, { calendarId: documentId(99) }) })).toMatchObject([
      { field: 'targets.1.calendarId' },
    ]);
  });

  it('[ADM12] promising nothing, warning out of order, solved before it is answered', () => {
    const nothing = { 1: null, 2: null, 3: null, 4: null };
    expect(check({ targets: target(1, { amounts: nothing }) })).toMatchObject([{ field: 'targets.1.amounts' }]);
    expect(check({ targets: target(0, { warnings: [0.9, 0.75] }) })).toMatchObject([{ field: 'targets.0.warnings' }]);
    expect(check({ targets: target(2, { amounts: { 1: 60, 2: 14_400, 3: 28_800, 4: 57_600 } }) })).toMatchObject([
      { field: 'targets.2.amounts.1' },
    ]);
  });

  it('[ADM13] matching by something that is gone, or under another’s name', () => {
    expect(check({ match: { ...standard.match, teamIds: [teamId(1), teamId(9)] } })).toMatchObject([
      { field: 'match.teamIds.1' },
    ]);
    expect(checkPolicy({ ...standard, id: null }, data)).toMatchObject([{ field: 'name' }]);
  });
});

describe('an SLA policy with what is new in it is refused', () => {
  const standard = policy();
  const [first] = standard.targets;
  if (!first) throw new Error('a policy has a target');
  const paused = (...pausesOn: typeof first.pausesOn) =>
    checkPolicy({ ...standard, targets: [{ ...first, pausesOn }] }, data);

  it('[ADM14] not where it counts by the ticket’s own calendars, between levels, or pauses by status', () => {
    const targets = [
      {
        ...first,
        calendarId: 'organisation' as const,
        pausesOn: ['vendor' as const, 'new' as const, 'onHold' as const],
      },
      { ...first, kind: 'update' as const, calendarId: 'always' as const },
      { ...first, kind: 'acknowledge' as const, calendarId: 'team' as const, pausesOn: [] },
      { ...first, kind: 'tier' as const, calendarId: 'team' as const },
    ];
    expect(checkPolicy({ ...standard, targets }, data)).toEqual([]);
  });

  it('[ADM15] pausing what has ended, twice, or for ever', () => {
    expect(paused('requester', 'resolved')).toMatchObject([{ field: 'targets.0.pausesOn.1' }]);
    expect(paused('closed')).toMatchObject([{ field: 'targets.0.pausesOn.0' }]);
    expect(paused('vendor', 'vendor')).toMatchObject([{ field: 'targets.0.pausesOn.1' }]);
    expect(paused('new', 'open', 'pending', 'onHold')).toMatchObject([{ field: 'targets.0.pausesOn' }]);
    expect(paused('new', 'pending', 'onHold', 'requester')).toEqual([]);
  });

  it('[ADM16] matching a tier or requester that is gone', () => {
    const match = { ...standard.match, tierIds: [data.tiers[0]?.id as never, teamId(9) as never] };
    expect(checkPolicy({ ...standard, match }, data)).toMatchObject([{ field: 'match.tierIds.1' }]);
    const requesters = { ...standard.match, requesterIds: [personId(1) as never] };
    expect(checkPolicy({ ...standard, match: requesters }, data)).toMatchObject([{ field: 'match.requesterIds.0' }]);
  });
});

it('[ADM17] an organisation has a name of its own, and a calendar that is there, or none', () => {
  const [one, other] = ['Ellerwick Clinics', 'Quillmere Freight'].map((name, at) => ({
    id: documentId(30 + at) as never,
    name,
    calendarId: null,
  }));
  if (!one || !other) throw new Error('there are two');
  const given = { ...data, organisations: [one, other] };
  const check = (part: Partial<typeof one>) => checkOrganisation({ ...one, ...part }, one.id, given);
  expect(check({})).toEqual([]);
  expect(check({ calendarId: data.calendars[0]?.id as never })).toEqual([]);
  expect(check({ name: ' quillmere freight' })).toMatchObject([{ field: 'name' }]);
  expect(check({ calendarId: documentId(99) as never })).toMatchObject([{ field: 'calendarId' }]);
});

describe('a downtime is refused', () => {
  const HOUR = 3_600_000;
  const now = 1_776_240_000_000;
  const fields = (from: number, to: number | null) => checkDowntime({ from, to }, now).map((flaw) => flaw.field);

  it('[ADM18] not while it lasts, once it ended, or where it ended as it began', () => {
    expect(fields(now - HOUR, null)).toEqual([]);
    expect(fields(now - HOUR, now)).toEqual([]);
    expect(fields(now, now)).toEqual([]);
    expect(fields(now + 24 * HOUR, now + 24 * HOUR)).toEqual([]);
  });

  it('[ADM19] ending before it begins, more than a day ahead, or further back than any clock counts', () => {
    expect(fields(now, now - 1)).toEqual(['to']);
    expect(fields(now + 24 * HOUR + 1, null)).toEqual(['from']);
    expect(fields(now, now + 24 * HOUR + 1)).toEqual(['to']);
    expect(fields(now - 21 * 365 * 24 * HOUR, null)).toEqual(['from']);
  });
});
