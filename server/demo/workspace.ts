import type { Instant, PersonId, TeamId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Team } from '#core/workspace/team.ts';
import { type Chance, newId } from './chance.ts';
import { people, teamNames, teams, tiers } from './people.ts';
import { aroundTheClock, branchHours, policies } from './promises.ts';
import type { Wording } from './wording.ts';

const DAY = 86_400_000;

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

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the demo names somebody or something that it does not have');
  return value;
}
