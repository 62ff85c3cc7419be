import type { Instant } from '../ids.ts';
import type { History, Point, Status, WaitingOn } from '../ticket/history.ts';
import { inClockOrder } from '../ticket/history.ts';
import type { TargetKind } from '../ticket/target.ts';
import { type OpenHours, openBetween } from './calendar.ts';

/** A stretch of wall time in which a clock runs or pauses. `to` is null where it lasts. */
export type Stretch = { from: Instant; to: Instant | null; running: boolean };

/** One cycle of a target, in wall time: when it began, when and by what it ended, and what paused it in between. */
export type Cycle = {
  cycle: number;
  startedAt: Instant;
  endedAt: Instant | null;
  endedBy: 'reply' | 'resolved' | null;
  stretches: Stretch[];
};

/** What a clock says at an instant. `used` is open time in ms, pauses left out. */
export type ClockState = { state: 'running' | 'paused' | 'ended'; used: number };

type Pauses = readonly WaitingOn[];

/**
 * The cycles of a target in a ticket's history.
 *
 * - `firstResponse`: one cycle, from opening to the first public word of an agent; resolving without one ends it too.
 * - `nextResponse`: from the oldest unanswered requester message after the first response to the next public word.
 * - `resolution`: from opening to `resolved`. Reopening a resolved ticket resumes the cycle (time resolved is a pause);
 *   reopening a closed one starts the next.
 */
export function cyclesOf(history: History, kind: TargetKind, pausesOn: Pauses): Cycle[] {
  const tracker = createTracker(pausesOn);
  let answered = false;
  let closed = false;
  for (const point of inClockOrder(history)) {
    if (point.kind === 'status') tracker.wait(point.at, point.status, point.waitingOn);
    const open = tracker.current();
    switch (kind) {
      case 'firstResponse':
        if (point.kind === 'opened') tracker.start(point.at);
        else if (open && point.kind === 'publicMessage') tracker.end(point.at, 'reply');
        else if (open && isDone(point)) tracker.end(point.at, 'resolved');
        break;
      case 'nextResponse':
        if (point.kind === 'publicMessage' || isDone(point)) {
          if (open) tracker.end(point.at, point.kind === 'publicMessage' ? 'reply' : 'resolved');
          answered = true;
        } else if (point.kind === 'requesterMessage' && answered && !open) tracker.start(point.at);
        break;
      case 'resolution':
        if (point.kind === 'opened') tracker.start(point.at);
        if (point.kind !== 'status') break;
        if (point.status === 'resolved' || point.status === 'closed') {
          if (open) tracker.end(point.at, 'resolved');
          closed = point.status === 'closed';
        } else if (!open) {
          if (closed) tracker.start(point.at);
          else tracker.resume(point.at);
          closed = false;
        }
        break;
      default:
        kind satisfies never;
    }
  }
  return tracker.cycles();
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

function isDone(point: Point): boolean {
  return point.kind === 'status' && (point.status === 'resolved' || point.status === 'closed');
}

function createTracker(pausesOn: Pauses) {
  const cycles: Cycle[] = [];
  let paused = false;
  let open: Cycle | null = null;

  function stretch(at: Instant, running: boolean) {
    const last = open?.stretches.at(-1);
    if (last && last.to === null) last.to = at;
    open?.stretches.push({ from: at, to: null, running });
  }

  return {
    cycles: () => cycles,
    current: () => open,
    /** What the ticket waits for from now on: pauses or resumes the open cycle, and whatever starts later. */
    wait(at: Instant, status: Status, waitingOn: WaitingOn | null) {
      const waits = status === 'pending' || status === 'onHold';
      const now = waits && waitingOn !== null && pausesOn.includes(waitingOn);
      if (now !== paused && open) stretch(at, !now);
      paused = now;
    },
    start(at: Instant) {
      open = { cycle: cycles.length + 1, startedAt: at, endedAt: null, endedBy: null, stretches: [] };
      open.stretches.push({ from: at, to: null, running: !paused });
      cycles.push(open);
    },
    end(at: Instant, by: 'reply' | 'resolved') {
      const last = open?.stretches.at(-1);
      if (!open || !last) return;
      last.to = at;
      open.endedAt = at;
      open.endedBy = by;
      open = null;
    },
    /** Takes the last cycle up again; the time since its end counts as a pause. */
    resume(at: Instant) {
      const last = cycles.at(-1);
      if (!last || last.endedAt === null) return;
      last.stretches.push({ from: last.endedAt, to: at, running: false });
      last.endedAt = null;
      last.endedBy = null;
      open = last;
      last.stretches.push({ from: at, to: null, running: !paused });
    },
  };
}
