import type { Entry } from '#core/sla/laboratory/question.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { isDone, type Scene, type Story } from './story.ts';

/** When a policy came to hold for a target, also after its end: at its start, with each change, and when it is taken up again. */
export type Term = { at: number; scene: Scene; ended: boolean };

/** One run of a target: the stretches in which its clock may run, and the policies that held for it, in order. */
export type Cycle = {
  kind: TargetKind;
  startedAt: number;
  endedAt: number | null;
  terms: Term[];
  /** `to` is null in the one that still runs. */
  stretches: { from: number; to: number | null }[];
  /** Ended for good: what happens later is the next cycle. */
  over: boolean;
};

export const kinds = ['firstResponse', 'nextResponse', 'update', 'resolution', 'acknowledge', 'tier'] as const;

/** Everything that ever ran of one kind, in order, by telling the story from the start. */
export function cyclesOf(kind: TargetKind, { turns }: Story): Cycle[] {
  const cycles: Cycle[] = [];
  for (const { entry, before, after } of turns) {
    const does = moves[kind](entry, before, after);
    const last = cycles.at(-1);
    const lives = last !== undefined && last.endedAt === null;
    if (entry.type === 'policyChanged') {
      for (const { terms, endedAt } of cycles) terms.push({ at: entry.at, scene: after, ended: endedAt !== null });
    }
    if (does.ends && lives) end(last, entry.at);
    if (does.over && last) last.over = true;
    if (!does.starts || (lives && !does.ends)) continue;
    if (last && !last.over) resume(last, entry.at, after);
    else cycles.push(begin(kind, entry.at, after));
  }
  return cycles;
}

function begin(kind: TargetKind, at: number, scene: Scene): Cycle {
  const terms = [{ at, scene, ended: false }];
  return { kind, startedAt: at, endedAt: null, terms, stretches: [{ from: at, to: null }], over: false };
}

/** [SLA14] */
function resume(cycle: Cycle, at: number, scene: Scene): void {
  cycle.endedAt = null;
  cycle.terms.push({ at, scene, ended: false });
  cycle.stretches.push({ from: at, to: null });
}

function end(cycle: Cycle, at: number): void {
  cycle.endedAt = at;
  const last = cycle.stretches.at(-1);
  if (last) last.to = at;
}

type Move = { starts?: boolean; ends?: boolean; over?: boolean };

/** What an entry does to a target of each kind. What is `over` can't be resumed. */
const moves: Record<TargetKind, (entry: Entry, before: Scene, after: Scene) => Move> = {
  /** [SLA10] [SLA11] */
  firstResponse: (entry, _, after) =>
    entry.type === 'opened' ? { starts: true } : entry.type === 'agentReplied' || gotDone(entry, after) ? over : {},
  /** [SLA13] [SLA11] */
  nextResponse(entry, _, after) {
    if (entry.type === 'requesterReplied') return { starts: true };
    return entry.type === 'agentReplied' || gotDone(entry, after) ? over : {};
  },
  /** [SLA22] */
  update(entry, before, after) {
    if (entry.type === 'agentReplied') return { ...over, starts: !isDone(after) };
    if (gotDone(entry, after)) return over;
    return reopened(before, after) ? { starts: true } : {};
  },
  /** [SLA14] [SLA15] */
  resolution(entry, before, after) {
    if (gotDone(entry, after)) return { ends: true, over: after.status === 'closed' };
    return entry.type === 'opened' || reopened(before, after) ? { starts: true } : {};
  },
  /** [SLA23] */
  acknowledge: ({ type }) => (type === 'handoffOffered' ? { starts: true } : type === 'handoffSettled' ? over : {}),
  /** [SLA24] */
  tier(entry, before, after) {
    if (before.tier !== after.tier) return { ...over, starts: !isDone(after) };
    return moves.resolution(entry, before, after);
  },
};

const over = { ends: true, over: true };

/** Also where it was done before: what ran on a resolved ticket ends when it is closed. */
function gotDone({ type }: Entry, after: Scene): boolean {
  return type === 'statusChanged' && isDone(after);
}

function reopened(before: Scene, after: Scene): boolean {
  return isDone(before) && !isDone(after);
}
