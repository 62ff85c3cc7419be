import type { Instant } from '../ids.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';

/** One scale everywhere: queue, ticket, board, tray, notification. */
export type Urgency = 'fine' | 'near' | 'nearer' | 'breached' | 'paused' | 'met';

const MINUTE = 60_000;
/** Less wall time than this is `near` (1 h) and `nearer` (15 min). */
export const NEAR = 60 * MINUTE;
export const NEARER = 15 * MINUTE;

export function urgencyOf(instance: TargetInstance, now: Instant): Urgency {
  if (instance.state === 'ended') return instance.verdict === 'met' ? 'met' : 'breached';
  if (instance.dueAt !== null && instance.dueAt <= now) return 'breached';
  if (instance.state === 'paused') return 'paused';
  return urgencyIn(instance.dueAt === null ? Number.POSITIVE_INFINITY : instance.dueAt - now);
}

/** By wall ms left. */
export function urgencyIn(left: number): Urgency {
  if (left <= 0) return 'breached';
  if (left < NEARER) return 'nearer';
  return left < NEAR ? 'near' : 'fine';
}

/**
 * The unended target that breaches first: by due time, paused ones last; null where nothing is owed. The answer to an
 * offer is owed by the other side and has a place of its own.
 */
export function nearestTarget(ticket: Pick<Ticket, 'targets'>): TargetInstance | null {
  let nearest: TargetInstance | null = null;
  for (const instance of ticket.targets) {
    if (instance.state === 'ended' || instance.kind === 'acknowledge') continue;
    if (!nearest || dueOrder(instance) < dueOrder(nearest)) nearest = instance;
  }
  return nearest;
}

/** Sorts by what breaches next; paused targets come after every running one, the least left first. */
export function dueOrder(instance: TargetInstance): number {
  if (instance.dueAt !== null) return instance.dueAt;
  return 8_000_000_000_000 + (instance.amount - instance.used);
}
