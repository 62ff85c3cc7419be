import type { Parameters } from 'fast-check';

/** `TIERLINE_SLA_RUNS=10000` asks every law of the engine that often; what costs more is asked in proportion. */
export const usual = Number(process.env.TIERLINE_SLA_RUNS ?? 1_000);

/** A seed that failed is tried again with `TIERLINE_SEED`; every failure prints its own. */
export function times<T>(runs: number): Parameters<T> {
  const seed = process.env.TIERLINE_SEED;
  return { numRuns: Math.max(1, Math.round(runs)), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

/** A law is given this long, ms: one that fails looks for the smallest case first. */
export const patience = 40 * 60_000;
