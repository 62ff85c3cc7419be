import type { CalendarText, ClocksQuestion, TargetText } from '#core/sla/laboratory/question.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { type Cycle, cyclesOf, kinds, type Term } from './cycles.ts';
import { always, type Hours, hoursOf } from './hours.ts';
import { isDone, payerIn, type Scene, type Story, storyOf } from './story.ts';

/**
 * The rules of `core/sla/SPEC.md` once more, as slowly and plainly as can be: instant after instant, a tick at a time,
 * with no intervals, sums or searches. It shares no line with the engine. A tick is what divides everything asked: a
 * minute, or a second.
 */
export type Tick = 60_000 | 1_000;

/** Further than this nobody walks. */
const FURTHEST = 200 * 86_400_000;

export function addSlowly(calendar: CalendarText, from: number, seconds: number, tick: Tick): number {
  return walk(hoursOf(calendar), from, seconds, tick);
}

/** [SLA2] [SLA7] The first instant by which the amount has passed; backwards the last. */
function walk(hours: Hours, from: number, seconds: number, tick: Tick): number {
  let left = Math.abs(seconds) * 1000;
  for (let at = from; Math.abs(at - from) <= FURTHEST; at += seconds < 0 ? -tick : tick) {
    if (left <= 0) return at;
    if (hours.isOpen(seconds < 0 ? at - tick : at)) left -= tick;
  }
  throw new Error('the oracle walked as far as it goes');
}

export function betweenSlowly(calendar: CalendarText, from: number, to: number, tick: Tick): number {
  if (to < from) return -betweenSlowly(calendar, to, from, tick);
  const hours = hoursOf(calendar);
  let open = 0;
  for (let at = from; at < to; at += tick) if (hours.isOpen(at)) open += tick;
  return open / 1000;
}

/** [SLA3] The next change within `days`, or null. */
export function openSlowly(calendar: CalendarText, at: number, tick: Tick, days: number) {
  const hours = hoursOf(calendar);
  const open = hours.isOpen(at);
  for (let next = at + tick; next <= at + days * 86_400_000; next += tick) {
    if (hours.isOpen(next) !== open) return { open, next };
  }
  return { open, next: null };
}

/** One tick in the life of a cycle. */
export type Moment = { at: number; open: boolean; counts: boolean; payer: string };

export type Told = {
  state: 'running' | 'paused' | 'met' | 'missed' | 'idle';
  dueAt: number | null;
  endedAt: number | null;
  usedSeconds: number;
  remainingSeconds: number;
  startedAt: number;
  moments: Moment[];
};

export type SlowAnswer = { targets: Partial<Record<TargetKind, Told[]>>; charged: Record<string, number> };

/** [SLA17] Every cycle that some policy judges; the last of a kind is where that target stands. */
export function clocksSlowly(question: ClocksQuestion, tick: Tick): SlowAnswer {
  const story = storyOf(question.timeline, question.policy, question.at);
  const calendars = new Map<CalendarText, Hours>();
  const hours = (calendar: CalendarText) => {
    const known = calendars.get(calendar) ?? hoursOf(calendar);
    calendars.set(calendar, known);
    return known;
  };
  const main = hours(question.calendar);
  const ground: Ground = {
    story,
    until: question.at,
    tick,
    hoursOf: ({ calendar }) => (calendar === 'always' ? always : calendar ? hours(calendar) : main),
    onShift(scene, at) {
      const shift = question.tiers?.[scene.tier];
      return shift ? hours(shift).isOpen(at) : main.isOpen(at);
    },
  };
  const targets: SlowAnswer['targets'] = {};
  for (const kind of kinds) {
    const told = cyclesOf(kind, story).flatMap((cycle) => {
      const target = ruling(cycle, ground);
      return target ? [tell(cycle, target, ground)] : [];
    });
    const now = story.versions.at(-1)?.targets[kind];
    if (told.length > 0) targets[kind] = told;
    else if (now) targets[kind] = [idle(now)];
  }
  return { targets, charged: chargesOf(ground, main) };
}

type Ground = {
  story: Story;
  until: number;
  tick: Tick;
  hoursOf(target: TargetText): Hours;
  onShift(scene: Scene, at: number): boolean;
};

function tell(cycle: Cycle, target: TargetText, ground: Ground): Told {
  const { story, until, tick } = ground;
  const hours = ground.hoursOf(target);
  const amount = target.seconds * 1000;
  const moments: Moment[] = [];
  let used = 0;
  let dueAt: number | null = null;
  for (let at = cycle.startedAt; at < (cycle.endedAt ?? until); at += tick) {
    const scene = story.sceneAt(at);
    const open = hours.isOpen(at);
    const counts = open && runsAt(cycle, at) && !pauses(target, scene);
    moments.push({ at, open, counts, payer: payerIn(scene, ground.onShift(scene, at)) });
    if (counts) used += tick;
    if (counts && used >= amount) dueAt ??= at + tick;
  }
  const paused = cycle.endedAt === null && pauses(target, story.sceneAt(until));
  if (!paused) dueAt ??= walk(hours, cycle.endedAt ?? until, (amount - used) / 1000, tick);
  else if (used <= amount) dueAt = null;
  return {
    state: stateOf(cycle, used, amount, paused),
    dueAt,
    endedAt: cycle.endedAt,
    usedSeconds: used / 1000,
    remainingSeconds: (amount - used) / 1000,
    startedAt: cycle.startedAt,
    moments,
  };
}

/**
 * [SLA19] An ended cycle keeps the version that judged it: in force at its end, or the first after it that names it.
 * [SLA17] One that runs has the newest; where that doesn't name it, it has the one before, if by that it was overdue then.
 */
function ruling(cycle: Cycle, ground: Ground): TargetText | undefined {
  let ruler: TargetText | undefined;
  let isKept = false;
  for (const term of cycle.terms) {
    const named = ground.story.versions[term.scene.version]?.targets[cycle.kind];
    if (term.ended) ruler ??= named;
    else if (named) [ruler, isKept] = [named, false];
    else if (ruler && !isKept) {
      isKept = isOverdue(cycle, ruler, term, ground);
      if (!isKept) ruler = undefined;
    }
  }
  return ruler;
}

/** Past its due time; paused with no more used than its amount, it has none. [SLA16] */
function isOverdue(cycle: Cycle, target: TargetText, { at: until, scene }: Term, { story, tick, ...ground }: Ground) {
  const hours = ground.hoursOf(target);
  let left = target.seconds * 1000;
  let dueAt = Number.POSITIVE_INFINITY;
  for (let at = cycle.startedAt; at < until; at += tick) {
    if (!hours.isOpen(at) || !runsAt(cycle, at) || pauses(target, story.sceneAt(at))) continue;
    left -= tick;
    if (left === 0) dueAt = at + tick;
  }
  return pauses(target, scene) ? left < 0 : dueAt < until;
}

/** [SLA16] */
function pauses({ pauseIn = [] }: TargetText, { status, waitingOn }: Scene): boolean {
  return pauseIn.includes(status) || (waitingOn !== null && pauseIn.includes(waitingOn));
}

function runsAt({ stretches }: Cycle, at: number): boolean {
  return stretches.some(({ from, to }) => from <= at && (to === null || at < to));
}

/** [SLA25] Exactly the amount is met. [SLA17] What is over its amount is missed, paused or not. */
function stateOf(cycle: Cycle, used: number, amount: number, paused: boolean): Told['state'] {
  if (used > amount) return 'missed';
  if (cycle.endedAt !== null) return 'met';
  return paused ? 'paused' : 'running';
}

function idle({ seconds }: TargetText): Told {
  const nothing = { dueAt: null, endedAt: null, usedSeconds: 0, remainingSeconds: seconds };
  return { state: 'idle', ...nothing, startedAt: Number.NaN, moments: [] };
}

/** [CHARGE1] Each tick inside the calendar while the ticket is not done, to its one payer. */
function chargesOf({ story, until, tick, onShift }: Ground, main: Hours): Record<string, number> {
  const charged: Record<string, number> = {};
  for (let at = story.openedAt; at < until; at += tick) {
    const scene = story.sceneAt(at);
    if (isDone(scene) || !main.isOpen(at)) continue;
    const payer = payerIn(scene, onShift(scene, at));
    charged[payer] = (charged[payer] ?? 0) + tick / 1000;
  }
  return charged;
}
