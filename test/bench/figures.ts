/** What one bench found: Tierline's figure beside the barest thing that could do the same, from the same run. */
export type Figure = {
  name: string;
  unit: string;
  /** The middle one of `n`; `ratio` = tierline / baseline. */
  tierline: number;
  baseline: number;
  ratio: number;
  n: number;
  /** The same, of the slowest in twenty; absent where there are too few for it. */
  p95?: { tierline: number; baseline: number; ratio: number };
  notes: string;
};

type Measured = {
  name: string;
  unit: string;
  tierline: readonly number[];
  baseline: readonly number[];
  notes: string;
};

/** With fewer than this a 95th percentile is merely the worst. */
const ENOUGH = 20;

export function figureOf({ name, unit, tierline, baseline, notes }: Measured): Figure {
  const at = (share: number) => {
    const ours = percentile(tierline, share);
    const bare = percentile(baseline, share);
    return { tierline: rounded(ours), baseline: rounded(bare), ratio: rounded(ours / bare) };
  };
  const n = Math.min(tierline.length, baseline.length);
  return { name, unit, ...at(0.5), n, ...(n >= ENOUGH ? { p95: at(0.95) } : {}), notes };
}

/** Nearest rank: a value that was measured, never one between two. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
