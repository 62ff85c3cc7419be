import type { Instant } from '../ids.ts';
import type { Cycle } from './clock.ts';
import { addOpen, type OpenHours, openBetween } from './open-hours.ts';

/** What a cycle owes: amounts in open ms, instants in wall time. */
export type Deadline = {
  used: number;
  usedAt: Instant;
  /** Null while paused within the amount: then there is no due time, only what remains, be it nothing. */
  dueAt: Instant | null;
  warnings: { share: number; at: Instant | null }[];
};

/**
 * When a cycle reaches its amount and each warning share of it. Whatever was reached already keeps its instant,
 * pauses or not; what lies ahead of a pause that lasts has none. Free of "now".
 */
export function deadline(cycle: Cycle, amount: number, shares: readonly number[], hours: OpenHours): Deadline {
  const runs = runsOf(cycle, hours);
  const at = (due: number) => reachedAt(runs, due, hours);
  const used = runs.reduce((sum, { open }) => sum + (open ?? 0), 0);
  const last = cycle.stretches.at(-1);
  const paused = cycle.endedAt === null && last?.running === false;
  return {
    used,
    usedAt: cycle.endedAt ?? last?.from ?? cycle.startedAt,
    dueAt: paused && used <= amount ? null : at(amount),
    warnings: shares.map((share) => ({ share, at: at(Math.round(amount * share)) })),
  };
}

/** A stretch in which the clock ran, and how long it was open: measured once for all thresholds, null while it runs. */
type Run = { from: Instant; open: number | null };

function runsOf({ stretches }: Cycle, hours: OpenHours): Run[] {
  const runs: Run[] = [];
  for (const { from, to, running } of stretches) {
    if (running) runs.push({ from, open: to === null ? null : openBetween(hours, from, to) });
  }
  return runs;
}

/** The instant at which `amount` is used; null where it ended or paused before, or the calendar ends first. */
function reachedAt(runs: readonly Run[], amount: number, hours: OpenHours): Instant | null {
  let left = amount;
  for (const { from, open } of runs) {
    if (open === null || open >= left) return addOpen(hours, from, left);
    left -= open;
  }
  return null;
}
