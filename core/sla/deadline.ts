import type { Instant } from '../ids.ts';
import type { Cycle } from './clock.ts';
import { addOpen, type OpenHours, openBetween } from './open-hours.ts';

/** What a cycle owes: amounts in open ms, instants in wall time. */
export type Deadline = {
  used: number;
  usedAt: Instant;
  /** Null while paused with time left: then there is no due time, only a remaining amount. */
  dueAt: Instant | null;
  warnings: { share: number; at: Instant | null }[];
};

/**
 * When a cycle reaches its amount and each warning share of it. Whatever was reached already keeps its instant,
 * pauses or not; what lies ahead of a pause that lasts has none. Free of "now".
 */
export function deadline(cycle: Cycle, amount: number, shares: readonly number[], hours: OpenHours): Deadline {
  const last = cycle.stretches.at(-1);
  let used = 0;
  for (const { from, to, running } of cycle.stretches) {
    if (running && to !== null) used += openBetween(hours, from, to);
  }
  const usedAt = cycle.endedAt ?? last?.from ?? cycle.startedAt;
  return {
    used,
    usedAt,
    dueAt: reachedAt(cycle, amount, hours),
    warnings: shares.map((share) => ({ share, at: reachedAt(cycle, Math.round(amount * share), hours) })),
  };
}

/** The instant at which a cycle has used `amount`; null where it ended or paused before, or the calendar ends first. */
function reachedAt(cycle: Cycle, amount: number, hours: OpenHours): Instant | null {
  let left = amount;
  for (const { from, to, running } of cycle.stretches) {
    if (!running) continue;
    if (to === null) return addOpen(hours, from, left);
    const open = openBetween(hours, from, to);
    if (open >= left) return addOpen(hours, from, left);
    left -= open;
  }
  return null;
}
