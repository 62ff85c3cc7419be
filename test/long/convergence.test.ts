import { it } from 'vitest';
import { converge } from '../system/convergence.ts';
import { createSmallCourt, startRealCourt } from '../system/courts.ts';

/** `TIERLINE_FUZZ=500 npm run test:long`: so many seeds, from `TIERLINE_SEED` on. */
const runs = Number(process.env.TIERLINE_FUZZ ?? 60);
const first = Number(process.env.TIERLINE_SEED ?? 1_000);

it(`[SYNC32] ${runs} random days at three consoles converge, from seed ${first} on`, {
  timeout: 40 * 60_000,
}, async () => {
  for (let seed = first; seed < first + runs; seed++) await converge(createSmallCourt(), seed, 300);
});

it(`[SYNC32] the same against the real server, ${Math.ceil(runs / 6)} days`, { timeout: 40 * 60_000 }, async () => {
  const court = await startRealCourt();
  try {
    for (let seed = first; seed < first + Math.ceil(runs / 6); seed++) await converge(court, seed, 200);
  } finally {
    await court.stop();
  }
});

const wildDays = Math.ceil(runs / 2);
it(`[SYNC32] ${wildDays} days of four consoles by wrong clocks, with a server that dies and is restored`, {
  timeout: 40 * 60_000,
}, async () => {
  for (let seed = first; seed < first + wildDays; seed++) {
    const court = await startRealCourt();
    try {
      await converge(court, seed, 160, { consoles: 4, skew: 600_000, restores: true });
    } finally {
      await court.stop();
    }
  }
});
