import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { targetWord } from '../ui/words.ts';

/** A target's short name; the time in a tier names which: `In Service desk`. */
export function targetLabel(
  { kind, startedAt }: Pick<TargetInstance, 'kind' | 'startedAt'>,
  { history }: Pick<Ticket, 'history'>,
  reference: Pick<Reference, 'tierOf' | 'tiers'>,
): string {
  if (kind !== 'tier') return targetWord[kind];
  const held = history.findLast((point) => point.kind === 'holder' && point.at <= startedAt);
  const tierId = held?.kind === 'holder' ? reference.tierOf(held.holder.teamId) : null;
  const tier = tierId === null ? null : reference.tiers.get(tierId);
  return tier ? `In ${tier.name}` : targetWord.tier;
}
