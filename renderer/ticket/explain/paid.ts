import { type Payer, samePayer } from '#core/sla/charge.ts';
import type { Box } from './layout.ts';

/** A stretch of the third lane: open time in a row that one payer is charged with. */
export type PaidRun = { payer: Payer; left: number; width: number };

export function paidRuns(boxes: readonly Box[]): PaidRun[] {
  const runs: PaidRun[] = [];
  for (const { payer, left, width } of boxes) {
    if (payer === null) continue;
    const last = runs.at(-1);
    const touches = last !== undefined && Math.abs(last.left + last.width - left) < 1e-6;
    if (last && touches && samePayer(last.payer, payer)) last.width = left + width - last.left;
    else runs.push({ payer, left, width });
  }
  return runs;
}
