import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { converge } from './convergence.ts';
import { createSmallCourt, startRealCourt } from './courts.ts';

/** One suite, two authorities: the small one in memory, and the real server on its embedded database. */
describe('[SYNC32] whatever is cut, lost, doubled or crashed, all consoles end with what the server has', () => {
  let real: Awaited<ReturnType<typeof startRealCourt>>;
  beforeAll(async () => {
    real = await startRealCourt();
  }, 120_000);
  afterAll(() => real.stop());

  for (const seed of [1, 3, 4]) {
    it(`small authority, seed ${seed}`, { timeout: 60_000 }, async () => {
      const outcome = await converge(createSmallCourt(), seed, 120);
      expect(outcome.done).toBeGreaterThan(0);
    });
  }

  for (const seed of [105, 113]) {
    it(`real server that dies and is restored, clocks ten minutes wrong, seed ${seed}`, {
      timeout: 60_000,
    }, async () => {
      const court = await startRealCourt();
      try {
        const wild = { consoles: 4, skew: 600_000, restores: true };
        expect((await converge(court, seed, 160, wild)).asked).toBeGreaterThan(0);
      } finally {
        await court.stop();
      }
    });
  }

  for (const seed of [11, 12]) {
    it(`real server, seed ${seed}`, { timeout: 60_000 }, async () => {
      expect((await converge(real, seed, 80)).done).toBeGreaterThan(0);
    });
  }
});
