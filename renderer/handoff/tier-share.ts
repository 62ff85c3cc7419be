import type { Instant, TeamId } from '#core/ids.ts';
import { policyFor } from '#core/sla/policy.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Tier } from '#core/workspace/team.ts';
import { openLeft } from '../ui/left.ts';

/** A tier's own time on a ticket, by policy, and what is left of it (negative past it); ms of business time. */
export type TierShare = { tier: Tier; amount: number; left: number };

/** What a team's tier has left, or had when it gave the ticket away: its newest turn. Null where none is promised. */
export function shareKept(ticket: Ticket, teamId: TeamId, reference: Reference, now: Instant): TierShare | null {
  const tier = tierOf(teamId, reference);
  const turn = ticket.targets.findLast(
    (target) => target.kind === 'tier' && tier !== null && tierOfTurn(target, ticket, reference)?.id === tier.id,
  );
  const left = turn ? openLeft(turn, now, reference) : null;
  return tier && turn && left !== null ? { tier, amount: turn.amount, left } : null;
}

/** What a team's tier would have if it took the ticket: all of a turn of its own, or the rest of the one that runs. */
export function shareToGet(ticket: Ticket, teamId: TeamId, reference: Reference, now: Instant): TierShare | null {
  const tier = tierOf(teamId, reference);
  if (!tier) return null;
  if (tier.id === reference.tierOf(ticket.accountable.teamId)) return shareKept(ticket, teamId, reference, now);
  const there: Ticket = { ...ticket, accountable: { teamId, personId: null } };
  const promised = policyFor(there, reference)?.targets.find(({ kind }) => kind === 'tier');
  const seconds = promised?.amounts[ticket.priority] ?? null;
  return seconds === null ? null : { tier, amount: seconds * 1000, left: seconds * 1000 };
}

function tierOf(teamId: TeamId, reference: Reference): Tier | null {
  const id = reference.tierOf(teamId);
  return (id && reference.tiers.get(id)) ?? null;
}

/** Whose turn a time in a tier was: that of whoever held the ticket when it began. */
function tierOfTurn({ startedAt }: TargetInstance, { history }: Ticket, reference: Reference): Tier | null {
  const held = history.findLast((point) => point.kind === 'holder' && point.at <= startedAt);
  return held?.kind === 'holder' ? tierOf(held.holder.teamId, reference) : null;
}
