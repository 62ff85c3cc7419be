import { answer } from '#core/sla/laboratory/answer.ts';
import type { ClocksAnswer, SegmentAnswer } from '#core/sla/laboratory/clocks.ts';
import type { ClocksQuestion } from '#core/sla/laboratory/question.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { zones } from '../../../../server/laboratory/zones.ts';
import { clocksSlowly, type Moment, type Tick, type Told } from './oracle.ts';

/** What the engine says to a question made of instants; an error is thrown, so that no disagreement hides in one. */
export function engineSays<A>(question: object, has: string): A {
  const said = answer(inIso(question), zones);
  if (!(has in said)) throw new Error(`the engine says: ${JSON.stringify(said)}`);
  return said as A;
}

const instants = new Set(['at', 'from', 'to']);

/** The question as it goes over the line: instants are ISO 8601 there. */
export function inIso(question: object): unknown {
  return JSON.parse(JSON.stringify(question), (key, value: unknown) =>
    instants.has(key) && typeof value === 'number' ? new Date(value).toISOString() : value,
  );
}

/** Where engine and oracle differ about a ticket's clocks, in words; empty where they agree. */
export function differences(question: ClocksQuestion, tick: Tick): string[] {
  const engine = engineSays<ClocksAnswer>(question, 'targets');
  const oracle = clocksSlowly(question, tick);
  const found = unlike('charged', paid(engine.charged), paid(oracle.charged));
  found.push(...unlike('targets', Object.keys(engine.targets).sort(), Object.keys(oracle.targets).sort()));
  for (const [kind, slow] of Object.entries(oracle.targets) as [TargetKind, Told[]][]) {
    const told = engine.targets[kind];
    const fast = told ? [...told.earlier, told] : [];
    found.push(...unlike(`${kind}: cycles`, fast.length, slow.length));
    slow.forEach((cycle, n) => {
      const other = fast[n];
      if (other) found.push(...ofCycle(`${kind} ${n + 1}`, other, cycle));
    });
  }
  return found;
}

const fields = ['state', 'dueAt', 'endedAt', 'usedSeconds', 'remainingSeconds'] as const;
type Fast = Pick<Told, (typeof fields)[number]> & { segments: readonly SegmentAnswer[] };

function ofCycle(name: string, fast: Fast, slow: Told): string[] {
  return [
    ...fields.flatMap((field) => unlike(`${name}: ${field}`, legible(fast[field]), legible(slow[field]))),
    ...ofSegments(`${name}: segments`, fast.segments, slow.moments),
  ];
}

/** [EXPLAIN1] [EXPLAIN2] [EXPLAIN4] Gap-free, and every tick of the oracle's lies in a segment that says the same of it. */
function ofSegments(name: string, segments: readonly SegmentAnswer[], moments: readonly Moment[]): string[] {
  const found: string[] = [];
  segments.forEach((segment, n) => {
    const next = segments[n + 1];
    if (next && next.from !== segment.to) found.push(`${name}: a gap or overlap at ${legible(segment.to)}`);
    if (segment.to <= segment.from) found.push(`${name}: an empty one at ${legible(segment.from)}`);
  });
  found.push(...unlike(`${name}: from`, legible(segments[0]?.from ?? null), legible(moments[0]?.at ?? null)));
  let n = 0;
  for (const moment of moments) {
    while ((segments[n]?.to ?? Number.POSITIVE_INFINITY) <= moment.at) n++;
    const wrong = said(segments[n], moment);
    if (wrong) return [...found, `${name}: ${wrong} at ${legible(moment.at)}`];
  }
  return found;
}

/** Null where a segment says of a tick what the oracle says. Time in which the ticket is done may be called just that. */
function said(segment: SegmentAnswer | undefined, { open, counts, payer }: Moment): string | null {
  if (!segment) return 'nothing is said';
  const { state, charged } = segment;
  if (state !== 'done' && state !== (counts ? 'counts' : open ? 'paused' : 'closed')) return `it is ${state}`;
  if (state === 'done' && counts) return 'it is done, though it counts';
  if (charged !== (open && state !== 'done' ? payer : null)) return `${charged} is charged, not ${payer}`;
  return null;
}

function unlike(name: string, engine: unknown, oracle: unknown): string[] {
  const [fast, slow] = [engine, oracle].map((value) => JSON.stringify(value));
  return fast === slow ? [] : [`${name}: engine ${fast}, oracle ${slow}`];
}

function paid(charged: Record<string, number>): [string, number][] {
  return Object.entries(charged)
    .filter(([, seconds]) => seconds > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function legible(value: string | number | null): string | number | null {
  return typeof value === 'number' && Math.abs(value) > 1e11 ? new Date(value).toISOString() : value;
}
