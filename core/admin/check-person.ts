import type { PersonId, TeamId } from '../ids.ts';
import type { Flaw } from '../sla/calendar-check.ts';
import type { Person } from '../workspace/person.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import { unknown } from './known.ts';
import type { PersonDraft } from './people.ts';

/** What is wrong with a person, given everything else. `id` is null for somebody new. */
export function checkPerson(
  draft: PersonDraft,
  id: PersonId | null,
  given: Pick<ReferenceData, 'people' | 'teams'>,
  knowsZone: (zone: string) => boolean,
): Flaw[] {
  const flaws: Flaw[] = [];
  const other = given.people.find((person) => person.id !== id && person.email.toLowerCase() === draft.email);
  if (other) flaws.push({ field: 'email', says: `${other.name} signs in with ${draft.email} already.` });
  if (!knowsZone(draft.zone)) flaws.push({ field: 'zone', says: `No time zone is called "${draft.zone}".` });
  const teams = new Set<TeamId>();
  draft.memberships.forEach(({ teamId }, at) => {
    const team = given.teams.find((candidate) => candidate.id === teamId);
    if (!team) flaws.push({ field: `memberships.${at}.teamId`, says: 'That team is not there any more.' });
    if (teams.has(teamId)) {
      flaws.push({
        field: `memberships.${at}.teamId`,
        says: `${team?.name ?? 'That team'} is there twice. One role a team.`,
      });
    }
    teams.add(teamId);
  });
  if (draft.managerId && leadsBack(draft.managerId, id, given.people)) {
    flaws.push({ field: 'managerId', says: 'Nobody can be their own manager, not even by a detour.' });
  } else if (draft.managerId && !given.people.some((person) => person.id === draft.managerId)) {
    flaws.push({ field: 'managerId', says: 'That manager is not there any more.' });
  }
  flaws.push(...unknown(draft.deputyIds, given.people, 'deputyIds', 'deputy'));
  if (id && draft.deputyIds.includes(id)) flaws.push({ field: 'deputyIds', says: 'Nobody is their own deputy.' });
  const before = given.people.find((person) => person.id === id);
  if (before && !draft.administrator) flaws.push(...lastAdministrator(before, given.people, 'administrator'));
  return flaws;
}

/** Whether somebody may be deactivated by somebody. */
export function checkDeactivate(person: Person, by: PersonId, people: readonly Person[]): Flaw[] {
  if (!person.active) return [{ field: 'id', says: `${person.name} is deactivated already.` }];
  if (person.id === by) return [{ field: 'id', says: 'Nobody can deactivate themselves. Ask another administrator.' }];
  return lastAdministrator(person, people, 'id');
}

function lastAdministrator(person: Person, people: readonly Person[], field: string): Flaw[] {
  if (!person.administrator || !person.active) return [];
  if (people.some((one) => one.id !== person.id && one.administrator && one.active)) return [];
  return [{ field, says: `${person.name} is the last administrator. Make somebody else one first.` }];
}

function leadsBack(managerId: PersonId, id: PersonId | null, people: readonly Person[]): boolean {
  const seen = new Set<PersonId>();
  for (let at: PersonId | null = managerId; at && !seen.has(at); ) {
    if (at === id) return true;
    seen.add(at);
    at = people.find((person) => person.id === at)?.managerId ?? null;
  }
  return false;
}
