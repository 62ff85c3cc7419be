import type { Instant, TeamId } from '../ids.ts';
import { type Accountable, type History, inClockOrder, type Point, type WaitingOn } from '../ticket/history.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type Calendar, type OpenHours, openAt, openHours } from './calendar.ts';
import { type Cycle, cyclesOf, type Stretch } from './clock.ts';
import type { SlaDocuments } from './policy.ts';

/** Why a segment begins where it begins. */
export type Because =
  | { kind: 'started' }
  | { kind: 'held'; by: Accountable }
  | { kind: 'waits'; on: WaitingOn | null }
  | { kind: 'done' }
  | { kind: 'resumed' }
  | { kind: 'opens' }
  | { kind: 'closed'; holidays: string[] };

/**
 * A piece of wall time in a target's life. `counts`: open ms charged to the target, all of its length or nothing.
 * `holder`: who was accountable, whether it counted or not.
 */
export type Segment = {
  from: Instant;
  to: Instant;
  state: 'counts' | 'paused' | 'closed';
  counts: number;
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
  ticket: Pick<Ticket, 'history'>,
  instance: TargetInstance,
  documents: SlaDocuments,
  now: Instant,
): Explanation | null {
  const policy = documents.policy(instance.policyId, instance.policyVersion);
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion);
  const target = policy?.targets.find((candidate) => candidate.kind === instance.kind);
  if (!policy || !calendar || !target) return null;
  const cycles = cyclesOf(ticket.history, instance.kind, target.pausesOn);
  const cycle = cycles.find((candidate) => candidate.cycle === instance.cycle);
  if (!cycle) return null;
  const until = Math.max(cycle.startedAt, cycle.endedAt ?? now);
  const segments = segmentsOf(ticket.history, cycle, calendar, until);
  const used = segments.reduce((sum, segment) => sum + segment.counts, 0);
  return { segments, used, until, policyName: policy.name, calendarName: calendar.name };
}

/** What of `used` each team is charged with, in the order in which they first held it. */
export function spentByTeam(segments: readonly Segment[]): { teamId: TeamId; used: number }[] {
  const spent = new Map<TeamId, number>();
  for (const { holder, counts } of segments) {
    if (holder) spent.set(holder.teamId, (spent.get(holder.teamId) ?? 0) + counts);
  }
  return [...spent].map(([teamId, used]) => ({ teamId, used }));
}

function segmentsOf(history: History, cycle: Cycle, calendar: Calendar, until: Instant): Segment[] {
  const hours = openHours(calendar);
  const points = inClockOrder(history);
  const cuts = cutsOf(points, cycle, hours, until);
  const segments: Segment[] = [];
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const running = stretchAt(cycle.stretches, from)?.running ?? false;
    const state = !running ? 'paused' : openAt(hours, from).open ? 'counts' : 'closed';
    const holder = holderAt(points, from);
    const last = segments.at(-1);
    if (last && last.state === state && sameHolder(last.holder, holder)) {
      last.to = to;
      if (state === 'counts') last.counts += to - from;
    } else {
      const because = becauseOf(points, cycle, state, from);
      segments.push({ from, to, state, counts: state === 'counts' ? to - from : 0, holder, because });
    }
  }
  for (const { because, from, to } of segments) {
    if (because.kind === 'closed') because.holidays = holidaysIn(calendar, from, to);
  }
  return segments;
}

/** Every instant at which something about the clock changes, the start and the end included. */
function cutsOf(points: readonly Point[], cycle: Cycle, hours: OpenHours, until: Instant): Instant[] {
  const inside = new Set<Instant>([cycle.startedAt, until]);
  const cut = (at: Instant | null) => {
    if (at !== null && at > cycle.startedAt && at < until) inside.add(at);
  };
  for (const { from, to } of cycle.stretches) {
    cut(from);
    cut(to);
  }
  for (const point of points) if (point.kind === 'holder') cut(point.at);
  let edge = openAt(hours, cycle.startedAt).until;
  while (edge !== null && edge < until) {
    cut(edge);
    edge = openAt(hours, edge).until;
  }
  return [...inside].sort((a, b) => a - b);
}

function stretchAt(stretches: readonly Stretch[], at: Instant): Stretch | null {
  return stretches.find(({ from, to }) => from <= at && (to === null || to > at)) ?? null;
}

function holderAt(points: readonly Point[], at: Instant): Accountable | null {
  const point = points.findLast((candidate) => candidate.kind === 'holder' && candidate.at <= at);
  return point?.kind === 'holder' ? point.holder : null;
}

function sameHolder(a: Accountable | null, b: Accountable | null): boolean {
  return a?.teamId === b?.teamId && a?.personId === b?.personId;
}

function becauseOf(points: readonly Point[], cycle: Cycle, state: Segment['state'], from: Instant): Because {
  if (state === 'closed') return { kind: 'closed', holidays: [] };
  const status = points.findLast((point) => point.kind === 'status' && point.at <= from);
  if (state === 'paused') {
    if (status?.kind !== 'status') return { kind: 'waits', on: null };
    const done = status.status === 'resolved' || status.status === 'closed';
    return done ? { kind: 'done' } : { kind: 'waits', on: status.waitingOn };
  }
  if (from === cycle.startedAt) return { kind: 'started' };
  const holder = points.findLast((point) => point.kind === 'holder' && point.at === from);
  if (holder?.kind === 'holder') return { kind: 'held', by: holder.holder };
  return cycle.stretches.some((stretch) => stretch.from === from) ? { kind: 'resumed' } : { kind: 'opens' };
}

const DAY = 86_400_000;

/** Names of the calendar's holidays whose (local) day touches `[from, to)`. */
function holidaysIn(calendar: Calendar, from: Instant, to: Instant): string[] {
  const names = new Set<string>();
  const first = dayOf(calendar, from);
  const last = dayOf(calendar, to - 1);
  for (let day = first; day <= last; day++) {
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    for (const holiday of calendar.holidays) {
      if (holiday.date === date || (holiday.yearly && holiday.date.slice(5) === date.slice(5))) names.add(holiday.name);
    }
  }
  return [...names];
}

/** The local day, counted from 1970-01-01, by the calendar's own transitions. */
function dayOf(calendar: Calendar, at: Instant): number {
  let offset = calendar.transitions[0]?.offset ?? 0;
  for (const transition of calendar.transitions) if (transition.at <= at) offset = transition.offset;
  return Math.floor((at + offset * 1000) / DAY);
}
