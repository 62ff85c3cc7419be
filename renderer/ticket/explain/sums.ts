import { type Payer, samePayer } from '#core/sla/charge.ts';
import { charged, type Explanation, type Segment, spentBy } from '#core/sla/explain.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { roundedDown, roundedUp, shownLength, wholeSeconds } from './whole-seconds.ts';

/** One segment as it is shown: ms, whole seconds. `counts` is null where nothing does. */
export type Line = { segment: Segment; length: number; counts: number | null };

type Share = { payer: Payer; ms: number };

/**
 * An explanation as it is shown, in ms that are whole seconds and add up: lengths to `length`, what counts to `used`, so do
 * the shares in `spent`; `left` is `amount - used`, negative past it. `charges`: all business time, paused or not, by payer.
 */
export type Sums = {
  lines: Line[];
  length: number;
  used: number;
  left: number;
  charges: Share[];
  spent: Share[];
};

/** What is left never rounds up, as in every countdown; nor does what a target took that ended within its amount. */
export function sumsOf({ segments, used, until }: Explanation, { amount, state, startedAt }: TargetInstance): Sums {
  const shown = state === 'ended' && used <= amount ? roundedDown(used) : roundedUp(used);
  const counting = segments.filter((segment) => segment.state === 'counts');
  const others = segments.filter((segment) => segment.state !== 'counts');
  const counts = wholeSeconds(counting, shown);
  const rests = wholeSeconds(others, restOf(others, shownLength({ from: startedAt, to: until }) - shown));
  const lines = segments.map((segment): Line => {
    const isCounting = segment.state === 'counts';
    const length = (isCounting ? counts[counting.indexOf(segment)] : rests[others.indexOf(segment)]) ?? 0;
    return { segment, length, counts: isCounting ? length : null };
  });
  const shareOf = (payer: Payer, paid: (segment: Segment) => number): Share => ({
    payer,
    ms: sum(lines.filter(({ segment }) => paid(segment) > 0 && samePayer(segment.payer, payer))),
  });
  return {
    lines,
    length: sum(lines),
    used: shown,
    left: amount - shown,
    charges: charged(segments).map(({ payer }) => shareOf(payer, ({ open }) => open)),
    spent: spentBy(segments).map(({ payer }) => shareOf(payer, ({ counts }) => counts)),
  };
}

/** What doesn't count, so that with what does it makes the whole length as the clocks show it; within a second of the truth. */
function restOf(others: readonly Segment[], wanted: number): number {
  const truth = others.reduce((all, { from, to }) => all + to - from, 0);
  return Math.min(roundedUp(truth), Math.max(roundedDown(truth), wanted));
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((all, { length }) => all + length, 0);
}
