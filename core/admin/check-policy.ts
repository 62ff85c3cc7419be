import type { Flaw } from '../sla/calendar-check.ts';
import type { CalendarChoice, Target } from '../sla/policy.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import type { PolicyDraft } from './documents.ts';
import { sameName, unknown } from './known.ts';

/** What is wrong with a policy. Amounts are seconds of business time. */
export function checkPolicy(draft: PolicyDraft, given: ReferenceData): Flaw[] {
  return [
    ...nameFlaws(draft, given),
    ...draft.targets.flatMap((target, at) => targetFlaws(target, at, draft, given)),
    ...orderFlaws(draft),
    ...matchFlaws(draft, given),
  ];
}

function nameFlaws(draft: PolicyDraft, given: ReferenceData): Flaw[] {
  const flaws: Flaw[] = [];
  const twin = given.policies.find(
    (policy) => policy.id !== draft.id && !policy.retired && sameName(policy.name, draft.name),
  );
  if (twin) flaws.push({ field: 'name', says: `There is a policy "${twin.name}" already.` });
  if (draft.id && !given.policies.some((policy) => policy.id === draft.id)) {
    flaws.push({ field: 'id', says: 'That policy is not there any more.' });
  }
  if (draft.targets.length === 0) flaws.push({ field: 'targets', says: 'A policy needs at least one target.' });
  return flaws;
}

function targetFlaws(target: Target, at: number, { targets }: PolicyDraft, given: ReferenceData): Flaw[] {
  const flaws: Flaw[] = [];
  const field = `targets.${at}`;
  if (targets.findIndex((other) => other.kind === target.kind) !== at) {
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
  return [...flaws, ...pauseFlaws(target, `${field}.pausesOn`)];
}

function pauseFlaws({ pausesOn }: Target, field: string): Flaw[] {
  const flaws: Flaw[] = [];
  pausesOn.forEach((pause, at) => {
    if (pause === 'resolved' || pause === 'closed') {
      flaws.push({
        field: `${field}.${at}`,
        says: `A ${pause} ticket’s clocks have ended: there is nothing to pause.`,
      });
    }
    if (pausesOn.indexOf(pause) !== at) flaws.push({ field: `${field}.${at}`, says: 'That pause is there twice.' });
  });
  if ((['new', 'open', 'pending', 'onHold'] as const).every((status) => pausesOn.includes(status))) {
    flaws.push({ field, says: 'Paused in every status, this clock would never run.' });
  }
  return flaws;
}

/** Where both count by the same hours, nothing is to be solved before it is answered. */
function orderFlaws({ targets }: PolicyDraft): Flaw[] {
  const first = targets.find((target) => target.kind === 'firstResponse');
  const at = targets.findIndex((target) => target.kind === 'resolution');
  const resolution = targets[at];
  if (!first || !resolution || first.calendarId !== resolution.calendarId) return [];
  return ([1, 2, 3, 4] as const).flatMap((priority) => {
    const answer = first.amounts[priority];
    const solve = resolution.amounts[priority];
    if (answer === null || solve === null || solve >= answer) return [];
    const says = `Priority ${priority} would have to be solved before it is answered.`;
    return { field: `targets.${at}.amounts.${priority}`, says };
  });
}

function matchFlaws({ match }: PolicyDraft, given: ReferenceData): Flaw[] {
  return [
    ...unknown(match.categoryIds, given.categories, 'match.categoryIds', 'category'),
    ...unknown(match.serviceIds, given.services, 'match.serviceIds', 'service'),
    ...unknown(match.organisationIds, given.organisations, 'match.organisationIds', 'organisation'),
    ...unknown(match.requesterIds ?? [], given.requesters, 'match.requesterIds', 'requester'),
    ...unknown(match.teamIds, given.teams, 'match.teamIds', 'team'),
    ...unknown(match.tierIds ?? [], given.tiers, 'match.tierIds', 'tier'),
  ];
}

/** Which calendar it is follows from the ticket. */
function isChoice(calendarId: CalendarChoice): boolean {
  return calendarId === 'always' || calendarId === 'team' || calendarId === 'organisation';
}
