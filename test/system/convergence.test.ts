import { describe, expect, it } from 'vitest';
import { converge } from './convergence.ts';
import { createSmallCourt } from './courts.ts';

describe('[SYNC32] whatever is cut, lost, doubled or crashed, all consoles end with what the server has', () => {
  for (const seed of [1, 2, 3, 4, 5, 6]) {
    it(`seed ${seed}`, async () => {
      const outcome = await converge(createSmallCourt(), seed, 120);
      expect(outcome.done).toBeGreaterThan(0);
    });
  }
});
