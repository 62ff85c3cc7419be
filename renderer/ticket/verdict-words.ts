import type { TargetInstance } from '#core/ticket/target.ts';

type Ended = Pick<TargetInstance, 'kind' | 'endedBy'>;

/** A verdict in words; a response that nobody gave, because the ticket was resolved without one, says so. */
export function verdictWords({ verdict, ...ended }: Ended & Pick<TargetInstance, 'verdict'>): string | null {
  if (verdict === null || !isUnanswered(ended)) return verdict;
  return verdict === 'met' ? 'met by resolving, without a reply' : 'missed, resolved without a reply';
}

/** Whether the requester never got the reply that was owed. */
export function isUnanswered({ kind, endedBy }: Ended): boolean {
  return endedBy === 'resolved' && (kind === 'firstResponse' || kind === 'nextResponse');
}
