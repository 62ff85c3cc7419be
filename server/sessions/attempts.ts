import type { Clock } from '../clock.ts';

/** Counts attempts by key until they turn out right, e.g. an address or an account; in memory, a restart forgives. */
export type Attempts = {
  /** How long `key` has to wait, ms; 0 where it may try. */
  wait(key: string): number;
  /** Before it is known how an attempt ends, so that many at once count too. What it answers takes that back. */
  count(key: string): () => void;
  forgive(key: string): void;
};

type Limit = { failures: number; within: number };
const MOST_KEYS = 10_000;

export function createAttempts(clock: Clock, { failures, within }: Limit): Attempts {
  const known = new Map<string, number[]>();
  const recent = (key: string) => (known.get(key) ?? []).filter((at) => at > clock.now() - within);
  return {
    wait(key) {
      const times = recent(key);
      const [oldest] = times.slice(-failures);
      return times.length < failures || oldest === undefined ? 0 : oldest + within - clock.now();
    },
    count(key) {
      const at = clock.now();
      const times = [...recent(key), at];
      known.delete(key);
      known.set(key, times.slice(-failures));
      if (known.size > MOST_KEYS) known.delete(known.keys().next().value ?? key);
      let isCounted = true;
      return () => {
        if (!isCounted) return;
        isCounted = false;
        const left = known.get(key) ?? [];
        const index = left.indexOf(at);
        if (index >= 0) known.set(key, left.toSpliced(index, 1));
      };
    },
    forgive(key) {
      known.delete(key);
    },
  };
}
