import { type Payer, samePayer } from '#core/sla/charge.ts';
import { charged, type Explanation, type Segment, spentBy } from '#core/sla/explain.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { roundedDown, roundedUp, wholeSeconds } from './whole-seconds.ts';

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
export function sumsOf({ segments, used }: Explanation, { amount, state }: TargetInstance): Sums {
  const shown = state === 'ended' && used <= amount ? roundedDown(used) : roundedUp(used);
  const counting = segments.filter((segment) => segment.state === 'counts');
  const others = segments.filter((segment) => segment.state !== 'counts');
  const lengths = new Map([...inSeconds(counting, shown), ...inSeconds(others, roundedDown(lengthOf(others)))]);
  const lines = segments.map((segment): Line => {
    const length = lengths.get(segment) ?? 0;
    return { segment, length, counts: segment.state === 'counts' ? length : null };
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

function inSeconds(segments: readonly Segment[], total: number): [Segment, number][] {
  const whole = wholeSeconds(
    segments.map(({ from, to }) => to - from),
    total,
  );
  return segments.map((segment, index) => [segment, whole[index] ?? 0]);
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((all, { from, to }) => all + to - from, 0);
}

function sum(lines: readonly Line[]): number {
  return lines.reduce((all, { length }) => all + length, 0);
}
