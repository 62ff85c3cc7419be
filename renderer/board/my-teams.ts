import { can } from '#core/access.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Team } from '#core/workspace/team.ts';

/** The teams whose board somebody looks at: those they supervise, else those they work in; by tier, then name. */
export function myTeams(me: Person, reference: Reference): Team[] {
  const active = [...reference.teams.values()].filter((team) => team.active);
  const supervised = active.filter((team) =>
    can({ kind: 'person', person: me }, 'team.supervise', { teamId: team.id }),
  );
  const own = active.filter((team) => me.memberships.some((membership) => membership.teamId === team.id));
  const rank = (team: Team) => reference.tiers.get(team.tierId)?.rank ?? 99;
  return (supervised.length > 0 ? supervised : own).sort(
    (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'),
  );
}
