const SECOND = 1_000;

/**
 * Spans rounded to whole seconds that add up to `total` (ms, whole seconds): each rounded down, and what is missing given
 * to those that lost most. Rounded one by one they would not add up to their own sum (the largest remainder method).
 */
export function wholeSeconds(spans: readonly number[], total: number): number[] {
  const whole = spans.map((ms) => Math.floor(ms / SECOND) * SECOND);
  const lost = spans.map((ms, index) => ({ index, lost: ms - (whole[index] ?? 0) }));
  const missing = (total - whole.reduce((sum, ms) => sum + ms, 0)) / SECOND;
  for (const { index } of lost.sort((a, b) => b.lost - a.lost).slice(0, Math.max(0, missing))) {
    whole[index] = (whole[index] ?? 0) + SECOND;
  }
  return whole;
}

/** Up to the next whole second. */
export function roundedUp(ms: number): number {
  return Math.ceil(ms / SECOND) * SECOND;
}

/** Down to the whole second. */
export function roundedDown(ms: number): number {
  return Math.floor(ms / SECOND) * SECOND;
}
