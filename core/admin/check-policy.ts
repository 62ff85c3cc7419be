import type { Flaw } from '../sla/calendar-check.ts';
import type { CalendarChoice } from '../sla/policy.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import type { PolicyDraft } from './documents.ts';
import { sameName, unknown } from './known.ts';

/** What is wrong with a policy. Amounts are seconds of business time. */
export function checkPolicy(draft: PolicyDraft, given: ReferenceData): Flaw[] {
  const flaws: Flaw[] = [];
  const twin = given.policies.find(
    (policy) => policy.id !== draft.id && !policy.retired && sameName(policy.name, draft.name),
  );
  if (twin) flaws.push({ field: 'name', says: `There is a policy "${twin.name}" already.` });
  if (draft.id && !given.policies.some((policy) => policy.id === draft.id)) {
    flaws.push({ field: 'id', says: 'That policy is not there any more.' });
  }
  if (draft.targets.length === 0) flaws.push({ field: 'targets', says: 'A policy needs at least one target.' });
  draft.targets.forEach((target, at) => {
    const field = `targets.${at}`;
    if (draft.targets.findIndex((other) => other.kind === target.kind) !== at) {
      flaws.push({ field, says: 'That target is there twice.' });
    }
    if (!isChoice(target.calendarId) && !given.calendars.some((calendar) => calendar.id === target.calendarId)) {
      flaws.push({ field: `${field}.calendarId`, says: 'Choose the calendar this target is counted by.' });
    }
    if (Object.values(target.amounts).every((amount) => amount === null)) {
      flaws.push({
        field: `${field}.amounts`,
        says: 'This target promises nothing to any priority. Give a time, or leave it out.',
      });
    }
    if (target.warnings.some((share, index) => index > 0 && share <= (target.warnings[index - 1] ?? 0))) {
      flaws.push({ field: `${field}.warnings`, says: 'Warnings rise: 75 before 90.' });
    }
  });
  const first = draft.targets.find((target) => target.kind === 'firstResponse');
  const resolution = draft.targets.findIndex((target) => target.kind === 'resolution');
  for (const priority of [1, 2, 3, 4] as const) {
    const answer = first?.amounts[priority] ?? null;
    const solve = draft.targets[resolution]?.amounts[priority] ?? null;
    if (
      answer !== null &&
      solve !== null &&
      first?.calendarId === draft.targets[resolution]?.calendarId &&
      solve < answer
    ) {
      flaws.push({
        field: `targets.${resolution}.amounts.${priority}`,
        says: `Priority ${priority} would have to be solved before it is answered.`,
      });
    }
  }
  const { match } = draft;
  flaws.push(...unknown(match.tierIds ?? [], given.tiers, 'match.tierIds', 'tier'));
  flaws.push(...unknown(match.requesterIds ?? [], given.requesters, 'match.requesterIds', 'requester'));
  flaws.push(...unknown(match.categoryIds, given.categories, 'match.categoryIds', 'category'));
  flaws.push(...unknown(match.serviceIds, given.services, 'match.serviceIds', 'service'));
  flaws.push(...unknown(match.organisationIds, given.organisations, 'match.organisationIds', 'organisation'));
  flaws.push(...unknown(match.teamIds, given.teams, 'match.teamIds', 'team'));
  return flaws;
}

/** Which calendar it is follows from the ticket. */
function isChoice(calendarId: CalendarChoice): boolean {
  return calendarId === 'always' || calendarId === 'team' || calendarId === 'organisation';
}
