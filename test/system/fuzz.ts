import 'fake-indexeddb/auto';
import { parseArgs } from 'node:util';
import { converge, Finding, type Wild } from './convergence.ts';
import { startRealCourt } from './courts.ts';

/**
 * `npm run --silent fuzz -- --seeds N --consoles K`: random days at K consoles with the real server, its database and a
 * network moved by hand: cut, doubled, lost answers, crashes of consoles and of the server, restores from older backups,
 * clocks wrong by up to ten minutes. One line of JSON; where something was found, its seed and the shortest day that shows
 * it, and exit code 1.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    consoles: { type: 'string', default: '3' },
    steps: { type: 'string', default: '150' },
    first: { type: 'string', default: '1' },
  },
});
const [seeds, consoles, steps, first] = [values.seeds, values.consoles, values.steps, values.first].map(positive);
if (!seeds || !consoles || !steps || !first) {
  process.stderr.write('Give whole numbers from 1: --seeds, --consoles, --steps, --first.\n');
  process.exit(2);
}
const wild: Wild = { consoles, skew: 600_000, restores: true };

const began = performance.now();
const sum = { seeds: 0, commands: 0, lost: 0, doubled: 0, diverged: 0, seconds: 0 };
for (let seed = first; seed < first + seeds; seed++) {
  const found = await day(seed, steps);
  sum.seeds += 1;
  if (typeof found === 'number') {
    sum.commands += found;
    continue;
  }
  sum[found.kind] += 1;
  process.stderr.write(`${(await shortest(seed)).message}\n`);
}
sum.seconds = Math.round((performance.now() - began) / 100) / 10;
process.stdout.write(`${JSON.stringify(sum)}\n`);
process.exit(sum.lost + sum.doubled + sum.diverged > 0 ? 1 : 0);

/** How many commands took effect or became cards in a day on a fresh server, or what was found. */
async function day(seed: number, length: number): Promise<number | Finding> {
  const court = await startRealCourt();
  try {
    return (await converge(court, seed, length, wild)).asked;
  } catch (failure) {
    if (failure instanceof Finding) return failure;
    throw failure;
  } finally {
    await court.stop();
  }
}

/** A shorter day of a seed begins like the longer one: the first length at which it is found. */
async function shortest(seed: number): Promise<Finding> {
  let [good, bad] = [0, steps ?? 0];
  let last = await day(seed, bad);
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const found = await day(seed, middle);
    if (typeof found === 'number') good = middle;
    else [bad, last] = [middle, found];
  }
  return typeof last === 'number' ? new Finding('diverged', `seed ${seed}: found once, and not again`) : last;
}

function positive(text: string): number | null {
  return /^\d{1,9}$/.test(text) && Number(text) > 0 ? Number(text) : null;
}
