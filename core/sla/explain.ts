import type { Instant } from '../ids.ts';
import { type Accountable, inClockOrder, type Point, type Priority, type WaitingOn } from '../ticket/history.ts';
import type { TargetInstance } from '../ticket/target.ts';
import { ALWAYS, type Calendar } from './calendar.ts';
import { type Bill, bills, type Payer, samePayer } from './charge.ts';
import { type Cycle, cyclesOf, type Story, type Stretch } from './clock.ts';
import { type Day, daysOf } from './days.ts';
import { type OpenHours, openAt, openHours } from './open-hours.ts';
import type { SlaDocuments } from './policy.ts';
import { DAY, dayAt, instantOf } from './wall-time.ts';

/** Why a segment begins where it begins. */
export type Because =
  | { kind: 'started' }
  | { kind: 'held'; by: Accountable }
  | { kind: 'shift'; begins: boolean }
  | { kind: 'down' }
  | { kind: 'waits'; on: WaitingOn | null }
  | { kind: 'done' }
  | { kind: 'resumed' }
  | { kind: 'opens' }
  | { kind: 'closed'; day: Day }
  | { kind: 'clockChange'; seconds: number }
  | { kind: 'policy'; name: string; version: number }
  | { kind: 'calendar'; name: string; version: number }
  | { kind: 'priority'; priority: Priority };

/**
 * A piece of wall time in a target's life. `open`: business ms in it, all of its length or nothing. `counts`: what of
 * that the target is charged with. `payer`: whom its business ms are charged to; `holder`: who was accountable.
 */
export type Segment = {
  from: Instant;
  to: Instant;
  state: 'counts' | 'paused' | 'closed' | 'done';
  open: number;
  counts: number;
  payer: Payer;
  holder: Accountable | null;
  because: Because;
};

/** `used` is the sum of every segment's `counts`; segments follow each other without gap or overlap up to `until`. */
export type Explanation = {
  segments: Segment[];
  used: number;
  until: Instant;
  policyName: string;
  calendarName: string;
};

/**
 * Where a target's time went, from its start to its end (or to `now`), by the policy and calendar versions that judged
 * it: the same sum on console and server. Null where these versions or the cycle are not known here.
 */
export function explain(
  ticket: Story,
  instance: TargetInstance,
  documents: SlaDocuments,
  now: Instant,
): Explanation | null {
  const policy = documents.policy(instance.policyId, instance.policyVersion);
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion);
  const target = policy?.targets.find((candidate) => candidate.kind === instance.kind);
  if (!policy || !calendar || !target) return null;
  const cycles = cyclesOf(ticket, instance.kind, target.pausesOn, documents.tierOf);
  const cycle = cycles.find((candidate) => candidate.cycle === instance.cycle);
  if (!cycle) return null;
  const until = Math.max(cycle.startedAt, cycle.endedAt ?? now);
  const news = new Map<Instant, Because>();
  // A first version replaced nothing.
  const { name, version, at } = calendar;
  if (version > 1) news.set(at, { kind: 'calendar', name, version });
  if (policy.version > 1) news.set(policy.at, { kind: 'policy', name: policy.name, version: policy.version });
  const segments = segmentsOf(ticket, cycle, calendar, documents, until, news);
  const used = segments.reduce((sum, segment) => sum + segment.counts, 0);
  return { segments, used, until, policyName: policy.name, calendarName: calendar.name };
}

/**
 * The pieces of a cycle up to `until`, gap-free. `news`: what was published at some instant, told where it falls inside.
 */
export function segmentsOf(
  story: Story,
  cycle: Cycle,
  calendar: Calendar,
  documents: SlaDocuments,
  until: Instant,
  news: ReadonlyMap<Instant, Because> = new Map(),
): Segment[] {
  const points = inClockOrder(story.history);
  const hours = openHours(calendar);
  const paid = bills(story, documents, cycle.startedAt, until);
  const dayOf = daysOf(calendar);
  const told = tellable(points, calendar, news, cycle.startedAt, until);
  const cuts = cutsOf(cycle, calendar, hours, paid, told, until);
  const bill = createCursor(paid);
  const stretch = createCursor(cycle.stretches);
  const segments: Segment[] = [];
  cuts.forEach((from, index) => {
    const to = cuts[index + 1];
    if (to === undefined) return;
    const { payer, holder } = bill(from) ?? { payer: { to: 'nobody' } as const, holder: null };
    const open = openAt(hours, from).open;
    const state = stateOf(open, payer, stretch(from)?.running ?? false);
    const last = segments.at(-1);
    const day = state === 'closed' ? dayOf(dayAt(calendar, from)) : null;
    if (last && !told.has(from) && goesOn(last, state, payer, holder, day)) {
      last.to = to;
    } else {
      const because = told.get(from) ?? becauseOf(points, cycle, documents, last, { from, state, payer, holder, day });
      segments.push({ from, to, state, open: 0, counts: 0, payer, holder, because });
    }
  });
  for (const segment of segments) {
    segment.open = segment.state === 'closed' || segment.state === 'done' ? 0 : segment.to - segment.from;
    segment.counts = segment.state === 'counts' ? segment.open : 0;
  }
  return segments;
}

/**
 * Every business ms charged once: the sums of `open` by payer, in the order in which they first paid. Together they are
 * the business time that passed, whether the target's own clock ran or not.
 */
export function charged(segments: readonly Segment[]): { payer: Payer; ms: number }[] {
  return summed(segments, ({ open }) => open);
}

/** As `charged`, of what counts only: together it is what was used. */
export function spentBy(segments: readonly Segment[]): { payer: Payer; ms: number }[] {
  return summed(segments, ({ counts }) => counts);
}

function summed(segments: readonly Segment[], of: (segment: Segment) => number) {
  const sums: { payer: Payer; ms: number }[] = [];
  for (const segment of segments) {
    const ms = of(segment);
    if (ms === 0) continue;
    const sum = sums.find(({ payer }) => samePayer(payer, segment.payer));
    if (sum) sum.ms += ms;
    else sums.push({ payer: segment.payer, ms });
  }
  return sums;
}

function stateOf(open: boolean, payer: Payer, running: boolean): Segment['state'] {
  if (payer.to === 'none' && !running) return 'done';
  if (!open) return 'closed';
  return running ? 'counts' : 'paused';
}

function goesOn(last: Segment, state: Segment['state'], payer: Payer, holder: Accountable | null, day: Day | null) {
  if (last.state !== state || last.holder?.teamId !== holder?.teamId || last.holder?.personId !== holder?.personId) {
    return false;
  }
  if (state !== 'closed') return samePayer(last.payer, payer);
  return last.because.kind === 'closed' && day !== null && sameDay(last.because.day, day);
}

function sameDay(one: Day, other: Day): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** What is told where it happens, because it can change the sum or the wall clock: versions, priorities, DST. */
function tellable(
  points: readonly Point[],
  { transitions }: Calendar,
  news: ReadonlyMap<Instant, Because>,
  from: Instant,
  until: Instant,
): Map<Instant, Because> {
  const inside = (at: Instant) => at > from && at < until;
  const told = new Map<Instant, Because>();
  transitions.forEach(({ at, offset }, index) => {
    const before = transitions[index - 1];
    if (before && inside(at)) told.set(at, { kind: 'clockChange', seconds: offset - before.offset });
  });
  for (const [at, because] of news) if (inside(at)) told.set(at, because);
  for (const point of points) {
    if (point.kind === 'priority' && inside(point.at)) {
      told.set(point.at, { kind: 'priority', priority: point.priority });
    }
  }
  return told;
}

/** Every instant at which something about the clock changes, the start and the end included. */
function cutsOf(
  cycle: Cycle,
  calendar: Calendar,
  hours: OpenHours,
  paid: readonly Bill[],
  told: ReadonlyMap<Instant, Because>,
  until: Instant,
): Instant[] {
  const inside = new Set<Instant>([cycle.startedAt, until]);
  const cut = (at: Instant | null) => {
    if (at !== null && at > cycle.startedAt && at < until) inside.add(at);
  };
  for (const { from, to } of [...cycle.stretches, ...paid]) {
    cut(from);
    cut(to);
  }
  for (const at of told.keys()) cut(at);
  for (let edge = openAt(hours, cycle.startedAt).until; edge !== null && edge < until; ) {
    cut(edge);
    edge = openAt(hours, edge).until;
  }
  if (calendar.id !== ALWAYS.id) {
    const last = dayAt(calendar, until);
    for (let day = dayAt(calendar, cycle.startedAt) + 1; day <= last; day++) {
      const midnight = instantOf(calendar, day * DAY);
      if (!openAt(hours, midnight).open) cut(midnight);
    }
  }
  return [...inside].sort((a, b) => a - b);
}

/** Looks up which of some stretches in order holds at an instant; asked with rising instants only. */
function createCursor<T extends { from: Instant; to: Instant | null }>(list: readonly T[]): (at: Instant) => T | null {
  let index = 0;
  return (at) => {
    for (let one = list[index]; one && one.to !== null && one.to <= at; one = list[index]) index++;
    const found = list[index];
    return found && found.from <= at ? found : null;
  };
}

type Beginning = Pick<Segment, 'from' | 'state' | 'payer' | 'holder'> & { day: Day | null };

function becauseOf(
  points: readonly Point[],
  cycle: Cycle,
  documents: SlaDocuments,
  last: Segment | undefined,
  { from, state, payer, holder, day }: Beginning,
): Because {
  if (day) return { kind: 'closed', day };
  if (state === 'done') return { kind: 'done' };
  if (state === 'paused') {
    const status = points.findLast((point) => point.kind === 'status' && point.at <= from);
    return { kind: 'waits', on: status?.kind === 'status' ? status.waitingOn : null };
  }
  if (from === cycle.startedAt) return { kind: 'started' };
  if (payer.to === 'system') return { kind: 'down' };
  const held = points.findLast((point) => point.kind === 'holder' && point.at === from);
  if (held?.kind === 'holder') return { kind: 'held', by: held.holder };
  if (last?.state === 'closed') return { kind: 'opens' };
  if (last?.state === 'paused' || last?.state === 'done') return { kind: 'resumed' };
  if (payer.to === 'requester' || payer.to === 'vendor') return { kind: 'waits', on: payer.to };
  const onShift = holder && documents.teamCalendar(holder.teamId);
  if (onShift && (payer.to === 'nobody' || last?.payer.to === 'nobody')) {
    return { kind: 'shift', begins: payer.to !== 'nobody' };
  }
  return { kind: 'resumed' };
}

/** A cycle of the whole life of a ticket, for charging it apart from any target. */
export function wholeLife(openedAt: Instant): Cycle {
  const stretches: Stretch[] = [{ from: openedAt, to: null, running: true }];
  return { cycle: 1, startedAt: openedAt, endedAt: null, endedBy: null, stretches };
}
