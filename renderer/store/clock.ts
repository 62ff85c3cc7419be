import type { Made } from '#core/commands/moment.ts';
import type { Instant } from '#core/ids.ts';

/** The machine's clocks and timers, as an argument. */
export type Clock = {
  /** The wall clock, which people set and which may run backwards. */
  device(): Instant;
  /** Milliseconds that only grow; counted from the start named by `bootId`. */
  monotonic(): number;
  bootId: string;
  /** Runs once after `ms`; the answer takes it back. */
  after(ms: number, run: () => void): () => void;
};

/** Chance, as an argument: bytes for ids, a number in [0, 1) for jitter. */
export type Chance = { bytes(count: number): Uint8Array; number(): number };

/** Server time, as far as it is known (`renderer/sync/time.ts`). */
export type Time = {
  now(): Instant;
  /** The stamp of a command made now: what proves, bounds or disputes offline time. */
  made(): Made;
  offset(): { offset: number; error: number; measuredAt: Instant } | null;
};
