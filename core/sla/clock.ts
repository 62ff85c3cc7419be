import type { Instant, TeamId, TierId } from '../ids.ts';
import type { History, Point, Status, WaitingOn } from '../ticket/history.ts';
import { inClockOrder } from '../ticket/history.ts';
import type { TargetInstance, TargetKind } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type OpenHours, openBetween } from './open-hours.ts';

/** A stretch of wall time in which a clock runs or pauses. `to` is null where it lasts. */
export type Stretch = { from: Instant; to: Instant | null; running: boolean };

/** One cycle of a target, in wall time: when it began, when and by what it ended, and what paused it in between. */
export type Cycle = {
  cycle: number;
  startedAt: Instant;
  endedAt: Instant | null;
  endedBy: TargetInstance['endedBy'];
  stretches: Stretch[];
};

/** All of a ticket that clocks read. */
export type Story = {
  history: History;
  escalations: readonly Pick<Ticket['escalations'][number], 'arrivedAt' | 'settledAt'>[];
};

/** Which tier a team works in; null where the team is not known any more. */
export type TierOf = (teamId: TeamId) => TierId | null;

/** What a clock says at an instant. `used` is open time in ms, pauses left out. */
export type ClockState = { state: 'running' | 'paused' | 'ended'; used: number };

/** What pauses a clock: a status, or whom the ticket waits for, whatever its status. */
export type Pause = Status | WaitingOn;

/**
 * The cycles of a target in a ticket's history, oldest first.
 *
 *   firstResponse  opened ─────────────────────▶ first public word of an agent, or resolved
 *   nextResponse   requester writes ───────────▶ next public word of an agent, or resolved; each such pair is a cycle
 *   update         public word of an agent ────▶ the next one, or resolved; a reopening begins one as well
 *   resolution     opened ─────────────────────▶ resolved; reopened from resolved it goes on, from closed the next begins
 *   acknowledge    an offer arrives ───────────▶ it is answered, taken back or lapses
 *   tier           a tier comes to hold it ────▶ another tier does, or resolved; reopened as with resolution
 */
export function cyclesOf(
  story: Story,
  kind: TargetKind,
  pausesOn: readonly Pause[],
  tierOf: TierOf = () => null,
): Cycle[] {
  const points = inClockOrder(story.history);
  switch (kind) {
    case 'firstResponse':
      return firstResponse(points, pausesOn);
    case 'nextResponse':
      return nextResponse(points, pausesOn);
    case 'update':
      return update(points, pausesOn);
    case 'resolution':
      return resolution(points, pausesOn);
    case 'acknowledge':
      return acknowledge(points, story.escalations, pausesOn);
    case 'tier':
      return inTier(points, pausesOn, tierOf);
    default:
      return kind satisfies never;
  }
}

/** A cycle's clock at `now`: its state and the open time used. */
export function clock(cycle: Cycle, hours: OpenHours, now: Instant): ClockState {
  let used = 0;
  for (const { from, to, running } of cycle.stretches) {
    if (running) used += openBetween(hours, from, Math.min(to ?? now, now));
  }
  const ended = cycle.endedAt !== null && cycle.endedAt <= now;
  const last = cycle.stretches.findLast((stretch) => stretch.from <= now);
  return { state: ended ? 'ended' : last && !last.running ? 'paused' : 'running', used };
}

function firstResponse(points: History, pausesOn: readonly Pause[]): Cycle[] {
  const track = begin(pausesOn);
  for (const point of points) {
    wait(track, point);
    if (point.kind === 'opened') start(track, point.at);
    else if (point.kind === 'publicMessage') end(track, point.at, 'reply');
    else if (isDone(point)) end(track, point.at, 'resolved');
  }
  return track.cycles;
}

function nextResponse(points: History, pausesOn: readonly Pause[]): Cycle[] {
  const track = begin(pausesOn);
  /** What the requester said in opening the ticket is answered by the first response. */
  let openedAt: Instant | null = null;
  for (const point of points) {
    wait(track, point);
    if (point.kind === 'opened') openedAt = point.at;
    else if (point.kind === 'publicMessage') end(track, point.at, 'reply');
    else if (isDone(point)) end(track, point.at, 'resolved');
    else if (point.kind === 'requesterMessage' && !track.open && (point.at !== openedAt || point.apart)) {
      start(track, point.at);
    }
  }
  return track.cycles;
}

function update(points: History, pausesOn: readonly Pause[]): Cycle[] {
  const track = begin(pausesOn);
  let done = false;
  for (const point of points) {
    wait(track, point);
    if (isDone(point)) {
      end(track, point.at, 'resolved');
      done = true;
    } else if (point.kind === 'publicMessage') {
      end(track, point.at, 'reply');
      if (!done) start(track, point.at);
    } else if (point.kind === 'status' && done) {
      start(track, point.at);
      done = false;
    }
  }
  return track.cycles;
}

function resolution(points: History, pausesOn: readonly Pause[]): Cycle[] {
  const track = begin(pausesOn);
  let closed = false;
  for (const point of points) {
    wait(track, point);
    if (point.kind === 'opened') start(track, point.at);
    if (point.kind !== 'status') continue;
    if (isDone(point)) {
      end(track, point.at, 'resolved');
      closed = point.status === 'closed';
    } else if (!track.open) {
      if (closed) start(track, point.at);
      else resume(track, point.at);
    }
  }
  return track.cycles;
}

/** At most one offer is open at a time, so offers follow each other; statuses in between still pause. */
function acknowledge(points: History, offers: Story['escalations'], pausesOn: readonly Pause[]): Cycle[] {
  const track = begin(pausesOn);
  const statuses = points.filter((point) => point.kind === 'status');
  let next = 0;
  const until = (at: Instant) => {
    for (let point = statuses[next]; point && point.at <= at; point = statuses[++next]) wait(track, point);
  };
  for (const { arrivedAt, settledAt } of offers) {
    until(arrivedAt);
    start(track, arrivedAt);
    const settled = settledAt === null ? null : Math.max(settledAt, arrivedAt);
    until(settled ?? Number.POSITIVE_INFINITY);
    if (settled !== null) end(track, settled, 'answered');
  }
  return track.cycles;
}

function inTier(points: History, pausesOn: readonly Pause[], tierOf: TierOf): Cycle[] {
  const track = begin(pausesOn);
  let tier: TierId | null = null;
  let done: 'resolved' | 'closed' | null = null;
  /** Whether the last cycle belongs to the turn of the tier that holds it now: it may have moved on while it was done. */
  let same = false;
  for (const point of points) {
    wait(track, point);
    if (point.kind === 'holder') {
      const entered = tierOf(point.holder.teamId);
      if (entered === tier) continue;
      tier = entered;
      end(track, point.at, 'left');
      same = entered !== null && done === null;
      if (same) start(track, point.at);
    } else if (point.kind === 'status' && isDone(point)) {
      end(track, point.at, 'resolved');
      done = point.status === 'closed' ? 'closed' : (done ?? 'resolved');
    } else if (point.kind === 'status' && done !== null) {
      if (done === 'resolved' && same) resume(track, point.at);
      else if (tier !== null) start(track, point.at);
      done = null;
      same = tier !== null;
    }
  }
  return track.cycles;
}

function isDone(point: Point): boolean {
  return point.kind === 'status' && (point.status === 'resolved' || point.status === 'closed');
}

/** Cycles while they are read off a history. A ticket is new until a status says otherwise. */
type Track = { cycles: Cycle[]; open: Cycle | null; paused: boolean; pausesOn: readonly Pause[] };

function begin(pausesOn: readonly Pause[]): Track {
  return { cycles: [], open: null, paused: pausesOn.includes('new'), pausesOn };
}

/** What the ticket waits for from now on: pauses or resumes the open cycle, and whatever starts later. */
function wait(track: Track, point: Point): void {
  if (point.kind !== 'status') return;
  const { status, waitingOn } = point;
  const waits =
    (status === 'pending' || status === 'onHold') && waitingOn !== null && track.pausesOn.includes(waitingOn);
  const paused = waits || track.pausesOn.includes(status);
  if (paused === track.paused) return;
  track.paused = paused;
  const last = track.open?.stretches.at(-1);
  if (last) last.to = point.at;
  track.open?.stretches.push({ from: point.at, to: null, running: !paused });
}

function start(track: Track, at: Instant): void {
  const stretches = [{ from: at, to: null, running: !track.paused }];
  track.open = { cycle: track.cycles.length + 1, startedAt: at, endedAt: null, endedBy: null, stretches };
  track.cycles.push(track.open);
}

/** Where nothing runs, nothing ends. */
function end(track: Track, at: Instant, by: Cycle['endedBy']): void {
  const last = track.open?.stretches.at(-1);
  if (!track.open || !last) return;
  last.to = at;
  track.open.endedAt = at;
  track.open.endedBy = by;
  track.open = null;
}

/** Takes the last cycle up again; the time since its end counts as a pause. */
function resume(track: Track, at: Instant): void {
  const last = track.cycles.at(-1);
  if (!last || last.endedAt === null) return;
  last.stretches.push({ from: last.endedAt, to: at, running: false });
  last.endedAt = null;
  last.endedBy = null;
  track.open = last;
  last.stretches.push({ from: at, to: null, running: !track.paused });
}
