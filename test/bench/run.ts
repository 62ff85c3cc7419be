import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../../resources/build.ts';
import { startWorld } from '../e2e/world.ts';
import { needChromium } from '../support/chromium.ts';
import type { Ground } from './browser.ts';
import { commandToOtherScreen } from './command-to-other-screen.ts';
import type { Figure } from './figures.ts';
import { fill } from './fill.ts';
import { firstSync } from './first-sync.ts';
import { nextRow } from './next-row.ts';
import { slaFigures } from './sla/sla.ts';

/**
 * `npm run bench`: one line of JSON for each figure on stdout, what goes on meanwhile on stderr.
 *
 *   --quick            smaller sizes, for a look
 *   --only <name>      one bench: sla, first-sync, next-row or command-to-other-screen; `npm run bench -- sla` for short
 *   --tickets <count>  how many tickets the first sync brings
 *   --rows <count>     how long the queue is in which `j` is pressed
 *   --rounds <count>   how many commands travel
 *   --built            takes the console as it was built last
 */
const root = join(import.meta.dirname, '..', '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    tickets: { type: 'string' },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    built: { type: 'boolean', default: false },
  },
});
const only = values.only ?? positionals[0];
const usual = values.quick
  ? { tickets: 1_000, rows: 5_000, keys: 50, rounds: 10, syncs: 1 }
  : { tickets: 10_000, rows: 50_000, keys: 200, rounds: 40, syncs: 3 };
const tickets = Number(values.tickets ?? usual.tickets);
const rows = Number(values.rows ?? usual.rows);
const rounds = Number(values.rounds ?? usual.rounds);

/** Longer than this it is stuck, or the machine is busy with something else. */
const AT_MOST = 10 * 60_000;
/** This long after its first round a bench begins no further one: on a busy machine figures rest on fewer, and say on how many. */
const EACH_AT_MOST = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'tierline-bench-'));
let leaving: Promise<never> | null = null;
const ends: (() => Promise<unknown>)[] = [() => Promise.resolve(rmSync(folder, { recursive: true, force: true }))];
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void leave(130));
setTimeout(() => {
  say(`not done after ${AT_MOST / 60_000} minutes`);
  void leave(1);
}, AT_MOST).unref();

await bench().then(
  () => leave(0),
  (failure: unknown) => {
    say(failure instanceof Error ? (failure.stack ?? failure.message) : String(failure));
    return leave(1);
  },
);

async function bench(): Promise<void> {
  if (!only || only === 'sla') for (const figure of slaFigures({ quick: values.quick, say })) tell(figure);
  if (only === 'sla') return;
  const executablePath = needChromium();
  if (!executablePath) throw new Error('no Chromium');
  if (!values.built || !existsSync(join(root, 'out', 'renderer', 'index.html'))) build(root);
  const ground: Ground = { folder, executablePath, onEnd: (end) => ends.push(end) };

  say(`filling a server with ${tickets} tickets`);
  const data = join(folder, 'server');
  await fill(data, tickets);
  const world = await startWorld({ TIERLINE_DATA: data });
  ends.push(world.close);
  const { url } = world;
  let started: number | null = null;
  const enough = () => {
    started ??= performance.now();
    return performance.now() - started > EACH_AT_MOST;
  };
  const benches: Record<string, () => Promise<Figure>> = {
    'first-sync': () => firstSync(ground, { url, tickets, rounds: usual.syncs, enough }),
    'next-row': () => nextRow(ground, { url, held: tickets, rows, keys: usual.keys, enough }),
    'command-to-other-screen': () => commandToOtherScreen(ground, { url, held: tickets, rounds, enough }),
  };
  for (const [name, measure] of Object.entries(benches)) {
    if (only && only !== name) continue;
    say(name);
    started = null;
    tell(await measure());
  }
}

function tell(figure: Figure): void {
  process.stdout.write(`${JSON.stringify(figure)}\n`);
}

/** Who comes first says with which code; who comes later waits for the same end. */
function leave(code: number): Promise<never> {
  leaving ??= (async () => {
    for (const end of ends.toReversed()) await end().catch(() => {});
    process.exit(code);
  })();
  return leaving;
}

function say(words: string): void {
  process.stderr.write(`bench, ${Math.round(performance.now() / 1_000)} s: ${words}\n`);
}
