import type { Instant } from '../ids.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';

/**
 * Until when the requester was told, or may expect, to hear from us: an agent's own promise, else the policy's `update`.
 * Null where nothing says so, or while that clock is paused within its time.
 */
export function nextUpdateDue(ticket: Pick<Ticket, 'promisedUntil' | 'targets'>): Instant | null {
  return ticket.promisedUntil ?? unended(ticket.targets, 'update')?.dueAt ?? null;
}

/** As `nextUpdateDue`; before the first answer, and while the requester waits for one, that answer is the next update. */
export function nextWordDue(ticket: Pick<Ticket, 'promisedUntil' | 'targets'>): Instant | null {
  const dues = (['firstResponse', 'nextResponse', 'update'] as const).flatMap(
    (kind) => unended(ticket.targets, kind)?.dueAt ?? [],
  );
  if (ticket.promisedUntil !== null) dues.push(ticket.promisedUntil);
  return dues.length > 0 ? Math.min(...dues) : null;
}

function unended(targets: readonly TargetInstance[], kind: TargetInstance['kind']): TargetInstance | undefined {
  return targets.findLast((instance) => instance.kind === kind && instance.state !== 'ended');
}
