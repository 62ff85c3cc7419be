/** Waits `ms` of running time (sleep may or may not count), then calls once. Returns how to call it off. */
export type Timer = (ms: number, call: () => void) => () => void;

/** Longer waits than this are cut: a 32-bit overflow would fire at once. Who waits has to look at the clock anyway. */
const LONGEST = 3_600_000;

export const systemTimer: Timer = (ms, call) => {
  const timeout = setTimeout(call, Math.min(Math.max(ms, 0), LONGEST));
  return () => clearTimeout(timeout);
};
