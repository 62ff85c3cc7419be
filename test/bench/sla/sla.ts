import { isDeepStrictEqual } from 'node:util';
import { assess } from '#core/sla/assess.ts';
import type { Judged, SlaDocuments } from '#core/sla/policy.ts';
import { seeded } from '../../../server/demo/chance.ts';
import { type Figure, figureOf, percentile } from '../figures.ts';
import { assessDayByDay, type Reckoned } from './day-by-day.ts';
import { spent } from './thread-time.ts';
import { documentsWith, drawTickets, NOW, officeHours } from './tickets.ts';
import { besideWorkingHours } from './working-hours.ts';

type Asked = { quick: boolean; say(words: string): void };

/** What the SLA engine does in a second on one core, beside a calculation day by day and the npm package for working hours. */
export function* slaFigures({ quick, say }: Asked): Generator<Figure> {
  const sizes = quick ? { tickets: 5_000, sample: 100, rounds: 3 } : { tickets: 50_000, sample: 500, rounds: 5 };
  say(`drawing ${sizes.tickets} tickets`);
  const tickets = drawTickets(sizes.tickets, seeded(1));
  const sample = tickets.slice(0, sizes.sample);
  const documents = documentsWith(officeHours(1));
  say(`the same answers from both, for ${sample.length} tickets`);
  for (const ticket of sample) mustAgree(ticket, documents);
  // Both have run before they are timed.
  assessAll(tickets, documents);

  const tierline: number[] = [];
  const baseline: number[] = [];
  for (let round = 0; round < sizes.rounds; round++) {
    tierline.push(tickets.length / spent(() => assessAll(tickets, documents)));
    baseline.push(sample.length / spent(() => sample.forEach((ticket) => void assessDayByDay(ticket, documents))));
  }
  const targets = tickets.reduce((sum, ticket) => sum + assess(ticket, documents, NOW).length, 0) / tickets.length;
  yield figureOf({
    name: 'sla-deadlines',
    unit: 'tickets a second on one core',
    tierline,
    baseline,
    notes: `more is better; ${tickets.length} tickets with 10 events each, ${targets.toFixed(1)} targets a ticket, each with its due time and two warnings; baseline: day by day with Temporal, ${sample.length} of the tickets, the same answers`,
  });

  say('judging them all anew by a calendar just published');
  for (const ticket of tickets) ticket.targets = assess(ticket, documents, NOW);
  const walls: number[] = [];
  const anew = Array.from({ length: sizes.rounds }, (_, round) => {
    const started = performance.now();
    const took = spent(() => assessAll(tickets, documentsWith(officeHours(2 + round))));
    walls.push((performance.now() - started) / 1000);
    return took;
  });
  yield figureOf({
    name: 'sla-full-recompute',
    unit: `s for ${tickets.length} tickets`,
    tierline: anew,
    baseline: baseline.map((perSecond) => tickets.length / perSecond),
    notes: `aim: 1 s for 50000; tickets judged before, by a calendar whose forty years are compiled anew; ${percentile(walls, 0.5).toFixed(2)} s by the clock on the wall; baseline: day by day, reckoned up from the figure above`,
  });

  const beside = besideWorkingHours({ count: quick ? 200 : 1_000, rounds: sizes.rounds, say });
  if (beside) yield beside;
}

function assessAll(tickets: readonly Judged[], documents: SlaDocuments): void {
  for (const ticket of tickets) assess(ticket, documents, NOW);
}

function mustAgree(ticket: Judged, documents: SlaDocuments): void {
  const ours = assess(ticket, documents, NOW).map(
    ({ kind, cycle, used, dueAt, verdict, warnings }): Reckoned => ({ kind, cycle, used, dueAt, verdict, warnings }),
  );
  const theirs = assessDayByDay(ticket, documents);
  if (isDeepStrictEqual(ours, theirs)) return;
  throw new Error(`day by day it comes out otherwise: ${JSON.stringify({ ticket, ours, theirs })}`);
}
