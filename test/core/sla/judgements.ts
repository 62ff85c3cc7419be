import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evolve, judged } from '#core/commands/decision.ts';
import { assess } from '#core/sla/assess.ts';
import type { Target } from '#core/sla/policy.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { indexReference } from '#core/workspace/reference.ts';
import { calmDoings, carryOn, type Doing, doing, doings, type Life, live, type Turn } from './desk-lives.ts';
import { patience, times } from './runs.ts';

const zones = ['Pacific/Apia', 'America/St_Johns'];

/** Whoever judges a ticket, whenever and wherever, says the same; and what is final stays so. */
export function judgementsAreTheSame(runs: number): void {
  describe('one history, one judgement', { timeout: patience }, () => {
    it(`[SLA21] event by event as a console, command by command as the server, ${runs} times`, () => {
      fc.assert(fc.property(doings, eventByEvent), times(runs));
    });
    it(`[SLA21] from scratch as well as step by step, ${runs} times`, () => {
      fc.assert(fc.property(calmDoings, fromScratch), times(runs));
    });
    it(`[SLA18] [SLA19] what runs is judged as if it were judged for the first time, ${runs} times`, () => {
      fc.assert(fc.property(doings, runningFromScratch), times(runs));
    });
    it(`[SLA17] what was missed is there ever after, ${runs} times`, () => {
      fc.assert(fc.property(doings, missedStays), times(runs));
    });
    it.for(zones)(`[SLA21] from JSON, in a process that stands in %s, ${runs / 10} times`, (zone) => {
      const lives = fc.sample(doings, times<Doing[]>(runs / 10)).map(live);
      expect(elsewhere(lives, zone)).toEqual(lives.map(({ ticket }) => JSON.stringify(judgement(ticket))));
    });
    it(`[SLA16] [SLA18] a warning is due when a target of that share would be, ${runs} times`, () => {
      fc.assert(fc.property(calmDoings, warnsInTime), times(runs));
    });
    it(`[SLA28] verdicts of a closed ticket are the same under every later policy, ${runs} times`, () => {
      fc.assert(fc.property(doings, fc.array(doing, { minLength: 1, maxLength: 8 }), finalForEver), times(runs));
    });
  });
}

function eventByEvent(doings: Doing[]): void {
  const { ticket, turns } = live(doings);
  let seen: Ticket | null = null;
  for (const { events, documents } of turns) {
    const reference = indexReference(documents);
    for (const event of events) seen = evolve(seen, [event], reference);
  }
  // In the middle of a command that reopens a ticket it still is closed: what is final by then stays so.
  const final = new Set(seen?.targets.filter((target) => target.final).map(nameOf));
  const open = (targets: readonly TargetInstance[]) => targets.filter((target) => !final.has(nameOf(target)));
  expect(open(seen?.targets ?? [])).toEqual(open(ticket.targets));
}

function fromScratch(doings: Doing[]): void {
  const { ticket, reference, now } = live(doings);
  expect(withoutFinal(assess({ ...ticket, targets: [] }, reference, now))).toEqual(withoutFinal(ticket.targets));
}

/** A verdict becomes final between two commands; later, or within one, it can't be seen that the ticket was closed. */
function withoutFinal(targets: readonly TargetInstance[]) {
  return targets.map(({ final: _, ...target }) => target);
}

function runningFromScratch(doings: Doing[]): void {
  const { ticket, reference, now } = live(doings);
  // What no policy names any more runs on only where it was missed: from scratch nobody would know.
  const runs = ({ state, keptBasis }: TargetInstance) => state !== 'ended' && keptBasis === undefined;
  const { targets } = judged(ticket, reference, now);
  expect(targets.filter(runs)).toEqual(assess({ ...ticket, targets: [] }, reference, now).filter(runs));
}

/** Late work is left out: by it, what was overdue may have been in time. */
function missedStays(doings: Doing[]): void {
  let life = live([]);
  for (const one of doings) {
    const now = life.now + one.pass;
    // Whatever is published, the server judges every ticket by it before the next version comes.
    life.ticket = judged(life.ticket, life.reference, now);
    const missed = life.ticket.targets.filter(
      ({ verdict, dueAt, state }) => verdict === 'missed' || (state !== 'ended' && dueAt !== null && dueAt < now),
    );
    life = carryOn(life, [{ ...one, late: 0 }]);
    const there = judged(life.ticket, life.reference, now).targets.map(nameOf);
    expect(there).toEqual(expect.arrayContaining(missed.map(nameOf)));
  }
}

function warnsInTime(doings: Doing[]): void {
  const { ticket, reference, now } = live(doings);
  const policies = reference.policies.map((policy) => ({ ...policy, targets: policy.targets.map(threeQuarters) }));
  const sooner = assess({ ...ticket, targets: [] }, { ...reference, policies }, now);
  const warned = ticket.targets.map(({ warnings }) => warnings.find(({ share }) => share === 0.75)?.at);
  expect(warned).toEqual(sooner.map(({ dueAt }) => dueAt));
}

/** Of whole seconds three quarters are whole milliseconds: nothing is rounded. */
function threeQuarters(target: Target): Target {
  const of = (seconds: number | null) => seconds && 0.75 * seconds;
  const { 1: first, 2: second, 3: third, 4: fourth } = target.amounts;
  return { ...target, amounts: { 1: of(first), 2: of(second), 3: of(third), 4: of(fourth) } };
}

function elsewhere(lives: readonly Life[], zone: string): string[] {
  const input = lives.map(({ turns }) => JSON.stringify(told(turns))).join('\n');
  const script = join(import.meta.dirname, 'elsewhere.ts');
  const env = { ...process.env, TZ: zone };
  const run = spawnSync(process.execPath, [script], { input, env, encoding: 'utf8', maxBuffer: 1e9 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.trim().split('\n');
}

/** Documents once each, as they would be sent. */
function told(turns: readonly Turn[]) {
  const documents = [...new Set(turns.map((turn) => turn.documents))];
  return { documents, turns: turns.map((turn) => ({ events: turn.events, by: documents.indexOf(turn.documents) })) };
}

function judgement({ targets, basis }: Ticket) {
  return { targets, basis };
}

function finalForEver(doings: Doing[], later: Doing[]): void {
  let life = carryOn(live(doings), [{ pass: 0, late: 0, does: 'close', pick: 0 }]);
  fc.pre(life.ticket.status === 'closed');
  const final = life.ticket.targets.filter((target) => target.final).map(nameOf);
  expect(final).toEqual(life.ticket.targets.filter(({ state }) => state === 'ended').map(nameOf));
  const closed = hashOf(life.ticket, final);
  for (const one of later) {
    life = carryOn(life, [{ ...one, does: 'publish' }, one]);
    expect(hashOf(life.ticket, final)).toBe(closed);
    expect(hashOf(judged(life.ticket, life.reference, life.now), final)).toBe(closed);
  }
}

function nameOf({ kind, cycle }: TargetInstance): string {
  return `${kind} ${cycle}`;
}

function hashOf({ targets }: Ticket, names: readonly string[]): string {
  const verdicts = targets.filter((target) => names.includes(nameOf(target)));
  return createHash('sha256').update(JSON.stringify(verdicts)).digest('hex');
}
