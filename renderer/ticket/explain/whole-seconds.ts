import type { Instant } from '#core/ids.ts';

const SECOND = 1_000;

export type Span = { from: Instant; to: Instant };

/**
 * Lengths of spans in ms, each a whole number of seconds, that add up to `total` (the sum of the true lengths, rounded up
 * or down). Each is the difference of its ends as clocks show them; where these differences don't add up, those that are
 * furthest from the truth give or take a second. None is a second or more away from it.
 */
export function wholeSeconds(spans: readonly Span[], total: number): number[] {
  const shown = spans.map(shownLength);
  const missing = (total - sum(shown)) / SECOND;
  const short = spans.map(({ from, to }, index) => ({ index, by: to - from - (shown[index] ?? 0) }));
  const step = Math.sign(missing);
  for (const { index } of short.sort((a, b) => (b.by - a.by) * step).slice(0, Math.abs(missing))) {
    shown[index] = (shown[index] ?? 0) + step * SECOND;
  }
  return shown;
}

/** From the second in which it begins to the second in which it ends. */
export function shownLength({ from, to }: Span): number {
  return roundedDown(to) - roundedDown(from);
}

export function roundedUp(ms: number): number {
  return Math.ceil(ms / SECOND) * SECOND;
}

export function roundedDown(ms: number): number {
  return Math.floor(ms / SECOND) * SECOND;
}

function sum(list: readonly number[]): number {
  return list.reduce((all, one) => all + one, 0);
}
