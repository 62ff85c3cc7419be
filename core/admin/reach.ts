import type { Match } from '../sla/policy.ts';

/** Whether every ticket that `later` matches is one that `earlier` matches, so that a policy with it is never reached. */
export function catchesAllOf(earlier: Match, later: Match): boolean {
  const narrower = listsOf(later);
  return (
    listsOf(earlier).every((list, at) => list.length === 0 || isPart(narrower[at] ?? [], list)) &&
    Object.entries(earlier.fields ?? {}).every(([name, value]) => later.fields?.[name] === value)
  );
}

function isPart(some: readonly (string | number)[], all: readonly (string | number)[]): boolean {
  return some.length > 0 && some.every((value) => all.includes(value));
}

function listsOf(match: Match): readonly (readonly (string | number)[])[] {
  return [
    match.types,
    match.priorities,
    match.categoryIds,
    match.serviceIds,
    match.organisationIds,
    match.teamIds,
    match.tierIds ?? [],
    match.requesterIds ?? [],
    match.impacts ?? [],
    match.urgencies ?? [],
    match.channels ?? [],
    match.tags ?? [],
  ];
}
