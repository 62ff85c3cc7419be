import type { Clock } from '../clock.ts';

/** Counts wrong attempts by key, e.g. an address or an account; in memory, a restart forgives. */
export type Attempts = {
  /** How long `key` has to wait, ms; 0 where it may try. */
  wait(key: string): number;
  failed(key: string): void;
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
    failed(key) {
      const times = [...recent(key), clock.now()];
      known.delete(key);
      known.set(key, times.slice(-failures));
      if (known.size > MOST_KEYS) known.delete(known.keys().next().value ?? key);
    },
    forgive(key) {
      known.delete(key);
    },
  };
}
