import type { DocumentId, Instant, PersonId, TeamId } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { Priority } from '#core/ticket/history.ts';
import type { Person, TeamRole } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Team } from '#core/workspace/team.ts';
import { compileZone } from '../db/zones.ts';
import { type Chance, newId } from './chance.ts';
import type { Wording } from './wording.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 86_400_000;

/** Who works in the demo. Everybody signs in with `demoPassword`. */
export const demoPassword = 'tierline-demo';

/** Those who may sign in by one click, with what they are. */
export const oneClick = [
  { name: 'Ines Kovač', role: 'Agent, Service Desk L1' },
  { name: 'Ruben Halle', role: 'Specialist, Network L2' },
  { name: 'Sofia Lind', role: 'Specialist, Applications L2' },
  { name: 'Marta Vogl', role: 'Supervisor' },
  { name: 'Ada Berg', role: 'Administrator' },
] as const;

export const teamNames = ['Service Desk L1', 'Network L2', 'Endpoint L2', 'Applications L2', 'Platform L3'] as const;
export type TeamName = (typeof teamNames)[number];

const tiers = [
  {
    name: 'Service desk',
    rank: 1,
    scope: 'First contact, known faults, accounts and simple requests',
    entry: 'Anything',
    exit: 'Solved, or the fault is narrowed down and the packet is complete',
    packetBar: 0,
    acceptWithin: 30 * MINUTE,
  },
  {
    name: 'Specialists',
    rank: 2,
    scope: 'Network, endpoints and applications in depth',
    entry: 'What was observed, what was tried, and what is asked',
    exit: 'Solved, or shown to lie in the platform or with a vendor',
    packetBar: 60,
    acceptWithin: 30 * MINUTE,
  },
  {
    name: 'Engineering',
    rank: 3,
    scope: 'Platform changes, defects and vendors',
    entry: 'A specialist has narrowed it down, and the requester knows when to hear from us',
    exit: 'Fixed, or a workaround that holds',
    packetBar: 80,
    acceptWithin: 60 * MINUTE,
  },
] as const;

const teams: Record<TeamName, { rank: 1 | 2 | 3; skills: string[]; supervisor: string; hours: 'branch' | 'always' }> = {
  'Service Desk L1': { rank: 1, skills: ['identity'], supervisor: 'Marta Vogl', hours: 'always' },
  'Network L2': { rank: 2, skills: ['network'], supervisor: 'Marta Vogl', hours: 'always' },
  'Endpoint L2': { rank: 2, skills: ['endpoint'], supervisor: 'Marta Vogl', hours: 'always' },
  'Applications L2': { rank: 2, skills: ['applications', 'identity'], supervisor: 'Marta Vogl', hours: 'always' },
  'Platform L3': {
    rank: 3,
    skills: ['platform', 'network', 'applications'],
    supervisor: 'Kaja Moen',
    hours: 'always',
  },
};

const people: { name: string; roles: Partial<Record<TeamName, TeamRole>>; limit: number; administrator?: true }[] = [
  { name: 'Ines Kovač', roles: { 'Service Desk L1': 'agent' }, limit: 20 },
  { name: 'Ruben Halle', roles: { 'Network L2': 'agent' }, limit: 10 },
  { name: 'Sofia Lind', roles: { 'Applications L2': 'agent' }, limit: 10 },
  {
    name: 'Marta Vogl',
    roles: {
      'Service Desk L1': 'supervisor',
      'Network L2': 'supervisor',
      'Endpoint L2': 'supervisor',
      'Applications L2': 'supervisor',
    },
    limit: 5,
  },
  { name: 'Ada Berg', roles: {}, limit: 0, administrator: true },
  { name: 'Dele Okafor', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Jonna Berg', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Tomas Wren', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Leila Noor', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Anton Brandt', roles: { 'Service Desk L1': 'agent' }, limit: 8 },
  { name: 'Farah Sayed', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Mirel Aslan', roles: { 'Network L2': 'agent' }, limit: 10 },
  { name: 'Greta Paulsen', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Olek Varga', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Hugo Nyman', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Yusuf Demir', roles: { 'Applications L2': 'agent' }, limit: 10 },
  { name: 'Kaja Moen', roles: { 'Platform L3': 'agent' }, limit: 8 },
];

/** Tiers, teams, people, catalogue, hours and promises of the demo, drawn anew for each workspace. */
export function demoWorkspace(wording: Wording, now: Instant, chance: Chance): ReferenceData {
  const id = <T extends string>() => newId<T>(now - 60 * DAY, chance);
  const stamp = { version: 1, by: null, at: now - 60 * DAY };
  const hours = { branch: branchHours(id(), stamp), always: aroundTheClock(id(), stamp) };
  const tierIds = tiers.map(() => id<ReferenceData['tiers'][number]['id']>());
  const peopleIds = new Map(people.map(({ name }) => [name, id<PersonId>()]));
  const teamIds = new Map(teamNames.map((name) => [name, id<TeamId>()]));
  const organisations = wording.organisations.map(({ name, calendar }) => ({
    id: id<ReferenceData['organisations'][number]['id']>(),
    name,
    calendarId: hours[calendar].id,
  }));
  return {
    revision: 1,
    workspace: 'Tierline demo',
    tiers: tiers.map((tier, index) => ({
      ...tier,
      id: known(tierIds[index]),
      nextTierId: tierIds[index + 1] ?? null,
    })),
    teams: teamNames.map((name): Team => {
      const { rank, skills, supervisor, hours: open } = teams[name];
      return {
        id: known(teamIds.get(name)),
        name,
        tierId: known(tierIds[rank - 1]),
        skills,
        calendarId: hours[open].id,
        supervisorId: known(peopleIds.get(supervisor)),
        organisationIds: [],
        categoryIds: [],
        intake: rank === 1,
        active: true,
      };
    }),
    people: people.map(({ name, roles, limit, administrator }): Person => {
      const memberships = teamNames.flatMap((team) => {
        const role = roles[team];
        return role ? [{ teamId: known(teamIds.get(team)), role }] : [];
      });
      return {
        id: known(peopleIds.get(name)),
        name,
        email: mailOf(name),
        zone: 'Europe/Berlin',
        memberships,
        skills: [...new Set(teamNames.filter((team) => roles[team]).flatMap((team) => teams[team].skills))],
        managerId: memberships.length > 0 && name !== 'Marta Vogl' ? known(peopleIds.get('Marta Vogl')) : null,
        deputyIds: [],
        workLimit: limit,
        administrator: administrator ?? false,
        auditor: false,
        active: true,
      };
    }),
    organisations,
    requesters: wording.requesters.map(({ organisation, ...requester }) => ({
      id: id(),
      ...requester,
      organisationId: organisations.find(({ name }) => name === organisation)?.id ?? null,
    })),
    services: wording.services.map(({ name }) => ({ id: id(), name })),
    categories: wording.categories.map(({ name, skill }) => ({ id: id(), name, skill })),
    calendars: [hours.branch, hours.always],
    policies: policies(id, stamp, hours, organisations),
    matrix: {
      id: id(),
      ...stamp,
      cells: [
        [1, 2, 3],
        [2, 3, 4],
        [3, 4, 4],
      ],
    },
  };
}

/** `Ines Kovač` → `ines.kovac@tierline.example`. */
export function mailOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return `${plain.replace(' ', '.')}@tierline.example`;
}

type Stamp = { version: number; by: null; at: Instant };
type Hours = { branch: Calendar; always: Calendar };

/** Seconds: first response, next response, resolution. */
const promises: Record<Priority, readonly [number, number, number]> = {
  1: [15 * MINUTE, 30 * MINUTE, 4 * HOUR],
  2: [30 * MINUTE, HOUR, 8 * HOUR],
  3: [2 * HOUR, 4 * HOUR, 24 * HOUR],
  4: [4 * HOUR, 8 * HOUR, 40 * HOUR],
};

/** What is urgent, and whoever never closes, is served around the clock; everybody else in branch hours. */
function policies(
  id: () => DocumentId,
  stamp: Stamp,
  hours: Hours,
  organisations: ReferenceData['organisations'],
): Policy[] {
  const everything = { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] };
  const neverClosed = organisations.filter(({ calendarId }) => calendarId === hours.always.id);
  const policy = (name: string, order: number, match: Policy['match'], calendar: Calendar): Policy => ({
    id: id(),
    ...stamp,
    name,
    order,
    match,
    targets: (['firstResponse', 'nextResponse', 'resolution'] as const).map((kind, index) => ({
      kind,
      amounts: { 1: seconds(1, index), 2: seconds(2, index), 3: seconds(3, index), 4: seconds(4, index) },
      calendarId: calendar.id,
      pausesOn: kind === 'firstResponse' ? [] : ['requester', 'vendor'],
      warnings: [0.75, 0.9],
    })),
    retired: false,
  });
  return [
    policy('Critical and high', 1, { ...everything, priorities: [1, 2] }, hours.always),
    policy(
      'Sites that never close',
      2,
      { ...everything, organisationIds: neverClosed.map((organisation) => organisation.id) },
      hours.always,
    ),
    policy('Standard', 3, everything, hours.branch),
  ];
}

function seconds(priority: Priority, index: number): number {
  return known(promises[priority][index]);
}

function branchHours(id: DocumentId, stamp: Stamp): Calendar {
  const day: Calendar['week'][number] = [['08:00', '17:00']];
  const yearly = [
    ['01-01', 'New Year'],
    ['05-01', 'Labour Day'],
    ['10-03', 'Day of German Unity'],
    ['12-25', 'Christmas Day'],
    ['12-26', 'Second day of Christmas'],
  ] as const;
  const moving = [
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-14', 'Ascension Day'],
    ['2026-05-25', 'Whit Monday'],
    ['2027-03-26', 'Good Friday'],
    ['2027-03-29', 'Easter Monday'],
    ['2027-05-06', 'Ascension Day'],
    ['2027-05-17', 'Whit Monday'],
  ] as const;
  return {
    id,
    ...stamp,
    name: 'Branch hours',
    zone: 'Europe/Berlin',
    week: [day, day, day, day, day, [], []],
    holidays: [
      ...yearly.map(([date, name]) => ({ date: `2026-${date}`, name, yearly: true })),
      ...moving.map(([date, name]) => ({ date, name, yearly: false })),
    ],
    exceptions: [],
    ...compileZone('Europe/Berlin', stamp.at),
  };
}

function aroundTheClock(id: DocumentId, stamp: Stamp): Calendar {
  const day: Calendar['week'][number] = [['00:00', '24:00']];
  return {
    id,
    ...stamp,
    name: 'Around the clock',
    zone: 'UTC',
    week: [day, day, day, day, day, day, day],
    holidays: [],
    exceptions: [],
    ...compileZone('UTC', stamp.at),
  };
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo names somebody or something that it does not have');
  return value;
}
