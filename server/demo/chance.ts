import type { Instant } from '#core/ids.ts';
import { uuidv7 } from '#core/ids.ts';

/** A number in [0, 1). The demo is drawn from one such source, so that the same seed gives the same workspace. */
export type Chance = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, good enough for a demo, never for a secret. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An id of any brand, made at an instant. `T` is what the caller makes: the one place where an id is born. */
export function newId<T extends string>(at: Instant, chance: Chance): T {
  const bytes = Uint8Array.from({ length: 10 }, () => Math.floor(chance() * 256));
  return uuidv7(at, bytes) as T;
}

export function between(chance: Chance, low: number, high: number): number {
  return low + chance() * (high - low);
}

export function pick<T>(list: readonly T[], chance: Chance): T {
  const found = list[Math.floor(chance() * list.length)];
  if (found === undefined) throw new RangeError('there is nothing to pick from');
  return found;
}
