import { skillLacking } from '#core/commands/handoff.ts';
import type { PersonId, TeamId } from '#core/ids.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Team, Tier } from '#core/workspace/team.ts';
import type { QueueRow } from '../store/store.ts';

/** A team the ticket could go to. */
export type Candidate = {
  team: Team;
  tier: Tier;
  /** In the next tier, with the skill that the category asks for. */
  suggested: boolean;
  /** The skill it lacks; then the offer needs a reason all the same. */
  lacking: string | null;
  /** The skill it holds that the category asks for. */
  holds: string | null;
  heldBefore: boolean;
  people: readonly Person[];
};

/** Every team but the one that holds it: what fits best first, then by tier and name. */
export function candidatesFor(ticket: Ticket, reference: Reference): Candidate[] {
  const own = reference.teams.get(ticket.accountable.teamId);
  const nextTierId = own ? (reference.tiers.get(own.tierId)?.nextTierId ?? null) : null;
  const skill = (ticket.categoryId && reference.categories.get(ticket.categoryId)?.skill) || null;
  const found: Candidate[] = [];
  for (const team of reference.teams.values()) {
    const tier = reference.tiers.get(team.tierId);
    if (!tier || !team.active || team.id === ticket.accountable.teamId) continue;
    const lacking = skillLacking(ticket, team, { reference, number: null });
    found.push({
      team,
      tier,
      suggested: tier.id === nextTierId && skill !== null && lacking === null,
      lacking,
      holds: skill !== null && lacking === null ? skill : null,
      heldBefore: ticket.heldBefore.includes(team.id),
      people: peopleOf(team.id, reference),
    });
  }
  const rank = (candidate: Candidate) => (candidate.lacking ? 4 : 0) + (candidate.tier.id === nextTierId ? 0 : 2);
  return found.sort(
    (a, b) => rank(a) - rank(b) || a.tier.rank - b.tier.rank || a.team.name.localeCompare(b.team.name, 'en'),
  );
}

/** How many open tickets each person holds, of those this console sees. */
export function loadsOf(rows: readonly QueueRow[]): ReadonlyMap<PersonId, number> {
  const loads = new Map<PersonId, number>();
  for (const row of rows) {
    if (row.personId && isOpen(row)) loads.set(row.personId, (loads.get(row.personId) ?? 0) + 1);
  }
  return loads;
}

/** Whether this console sees all of a team's work, so that a load counted here is the whole load. */
export function seesWorkOf(person: Person, teamId: TeamId): boolean {
  return (
    person.administrator || person.auditor || person.memberships.some((membership) => membership.teamId === teamId)
  );
}

function peopleOf(teamId: TeamId, reference: Reference): Person[] {
  const works = (person: Person) =>
    person.active &&
    person.memberships.some((membership) => membership.teamId === teamId && membership.role === 'agent');
  return [...reference.people.values()].filter(works).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
