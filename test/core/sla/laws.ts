import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClocksAnswer, SegmentAnswer } from '#core/sla/laboratory/clocks.ts';
import type { CalendarText, ClocksQuestion, Entry, TargetText } from '#core/sla/laboratory/question.ts';
import { engineSays } from './oracle/agree.ts';
import { isDone, type Scene, storyOf } from './oracle/story.ts';
import { calendarNear, instantNear, type Place, place } from './random-calendars.ts';
import { lifeNear } from './random-lives.ts';
import { patience, times } from './runs.ts';

const MINUTE = 60_000;

/** What holds for every calendar and every history, whatever their hours and amounts. */
export function lawsOfTheEngine(runs: number): void {
  describe(`of ${runs} random cases every one keeps the law:`, { timeout: patience }, () => {
    const holds = <T>(law: fc.IProperty<T>) => fc.assert(law, times(runs));
    it('[SLA7] between a start and its deadline lies the amount, forwards and back', () => holds(inverse));
    it('[SLA7] who starts later, or has more to do, is never done earlier', () => holds(monotone));
    it('[EXPLAIN1] [EXPLAIN2] [EXPLAIN4] segments are gap-free, and sum to what was used and to what passed', () =>
      holds(segmentsSum));
    it('[CHARGE1] every business minute until it was done is charged once', () => holds(chargedOnce));
    it('[CHARGE3] a handoff a minute later moves that business minute, and no other', () => holds(handoffMoves));
    it('[SLA21] an answer doesn’t depend on what comes later', () => holds(blindToTheFuture));
    it('[SLA21] [EXPLAIN1] what was told of a stretch of time is told of it ever after', () => holds(prefixes));
  });
}

const added = (calendar: CalendarText, from: number, seconds: number) =>
  engineSays<{ at: number }>({ op: 'add', calendar, from, seconds }, 'at').at;
const between = (calendar: CalendarText, from: number, to: number) =>
  engineSays<{ seconds: number }>({ op: 'between', calendar, from, to }, 'seconds').seconds;
const clocks = (question: ClocksQuestion) => engineSays<ClocksAnswer>(question, 'targets');

/** A few calendars a place, asked about again and again: that keeps a thousand lives cheap. */
const pools = new Map<string, CalendarText[]>();
function pooled(where: Place): fc.Arbitrary<CalendarText> {
  const name = `${where.zone} ${where.around}`;
  const pool = pools.get(name) ?? fc.sample(calendarNear(where), { numRuns: 5, seed: name.length });
  pools.set(name, pool);
  return fc.constantFrom(...pool);
}

const amount = fc.integer({ min: -30 * 86_400, max: 30 * 86_400 });
const life = place.chain((where) => lifeNear(where, MINUTE, pooled(where)));

const inverse = fc.property(
  place.chain((where) => fc.tuple(calendarNear(where), instantNear(where, 1000, 40), amount)),
  ([calendar, from, seconds]) => {
    expect(between(calendar, from, added(calendar, from, seconds))).toBe(seconds);
  },
);

const monotone = fc.property(
  place.chain((where) =>
    fc.tuple(calendarNear(where), instantNear(where, 1000, 10), fc.nat(5 * 86_400), amount, fc.nat(10 * 86_400)),
  ),
  ([calendar, from, later, seconds, more]) => {
    const at = added(calendar, from, seconds);
    expect(added(calendar, from + later * 1000, seconds)).toBeGreaterThanOrEqual(at);
    expect(added(calendar, from, seconds + more)).toBeGreaterThanOrEqual(at);
  },
);

const segmentsSum = fc.property(life, (asked) => {
  const question = { ...asked, timeline: asked.timeline.filter(({ type }) => type !== 'policyChanged') };
  for (const [kind, target] of Object.entries(clocks(question).targets)) {
    const text = question.policy.targets[kind as keyof typeof question.policy.targets];
    for (const { segments, usedSeconds, endedAt } of [...target.earlier, target]) {
      gapFree(segments, endedAt ?? question.at);
      expect(sum(segments, ({ counts }) => counts)).toBe(usedSeconds);
      const open = sum(segments, ({ state, seconds }) => (state === 'counts' || state === 'paused' ? seconds : 0));
      expect(open).toBe(sum(segments, (segment) => passed(segment, text, question)));
    }
  }
});

function gapFree(segments: readonly SegmentAnswer[], end: number): void {
  segments.forEach(({ from, to, seconds }, n) => {
    expect(to).toBe(segments[n + 1]?.from ?? end);
    expect(seconds).toBe((to - from) / 1000);
    expect(seconds).toBeGreaterThan(0);
  });
}

/** Business seconds in a segment by the target's calendar; while the ticket is done none pass. */
function passed({ state, from, to }: SegmentAnswer, text: TargetText | undefined, { calendar }: ClocksQuestion) {
  if (state === 'done') return 0;
  if (text?.calendar === 'always') return (to - from) / 1000;
  return between(text?.calendar ?? calendar, from, to);
}

const chargedOnce = fc.property(life, (question) => {
  const { turns } = storyOf(question.timeline, question.policy, question.at);
  const opened = turns.findIndex(({ entry }) => entry.type === 'opened');
  const lasting = turns.slice(opened).map(({ entry, after }, n, rest) => {
    const until = rest[n + 1]?.entry.at ?? question.at;
    return isDone(after) ? 0 : between(question.calendar, entry.at, until);
  });
  expect(sum(Object.values(clocks(question).charged), (seconds) => seconds)).toBe(sum(lasting, (seconds) => seconds));
});

/** Somewhere in a life, a handoff with a minute's quiet around it; then the same a minute later. */
const handoffMoves = fc.property(life, fc.nat(11), fc.constantFrom(4, 5), (asked, place, tier) => {
  const opened = asked.timeline.findIndex(({ type }) => type === 'opened');
  const n = opened + (place % (asked.timeline.length - opened));
  const at = (asked.timeline[n]?.at ?? 0) + MINUTE;
  const later = asked.timeline.slice(n + 1).map((entry) => ({ ...entry, at: entry.at + 3 * MINUTE }));
  const handedOver = (at: number): ClocksQuestion => {
    const moved: Entry = { at, type: 'handedOver', tier };
    const timeline = [...asked.timeline.slice(0, n + 1), moved, ...later];
    return { ...asked, timeline, at: asked.at + 3 * MINUTE, tiers: {} };
  };
  const scene = storyOf(asked.timeline.slice(0, n + 1), asked.policy, at).sceneAt(at);
  const minute = isWorked(scene) ? between(asked.calendar, at, at + MINUTE) : 0;
  const expected = new Map(Object.entries(clocks(handedOver(at)).charged));
  const change = (payer: string, by: number) => expected.set(payer, (expected.get(payer) ?? 0) + by);
  change(`tier${scene.tier}`, minute);
  change(`tier${tier}`, -minute);
  expect(paying(Object.entries(clocks(handedOver(at + MINUTE)).charged))).toEqual(paying([...expected]));
});

/** A tier pays only while nothing else does. */
function isWorked(scene: Scene): boolean {
  return !isDone(scene) && !scene.down && scene.status !== 'pending' && scene.status !== 'onHold';
}

function paying(charged: readonly (readonly [string, number])[]) {
  return Object.fromEntries(charged.filter(([, seconds]) => seconds !== 0));
}

const blindToTheFuture = fc.property(life, fc.nat(99), (question, share) => {
  const { timeline, at } = upTo(question, share);
  expect(clocks({ ...question, at })).toEqual(clocks({ ...question, timeline, at }));
});

const prefixes = fc.property(life, fc.nat(99), (asked, share) => {
  const question = { ...asked, timeline: asked.timeline.filter(({ type }) => type !== 'policyChanged') };
  const early = clocks(upTo(question, share));
  const late = clocks(question);
  for (const [kind, target] of Object.entries(early.targets)) {
    const now = late.targets[kind as keyof typeof late.targets];
    const cycles = now ? [...now.earlier, now] : [];
    [...target.earlier, target].forEach(({ segments }, n) => {
      expect(cut(cycles[n]?.segments ?? [], segments.at(-1)?.to ?? 0)).toEqual(segments);
    });
  }
});

/** The life until some instant of it. */
function upTo(question: ClocksQuestion, share: number): ClocksQuestion {
  const opened = question.timeline.find(({ type }) => type === 'opened')?.at ?? 0;
  const at = opened + Math.floor(((question.at - opened) * share) / 100 / MINUTE) * MINUTE;
  return { ...question, timeline: question.timeline.filter((entry) => entry.at <= at), at };
}

function cut(segments: readonly SegmentAnswer[], end: number): SegmentAnswer[] {
  return segments.flatMap((segment) => {
    if (segment.from >= end) return [];
    const to = Math.min(segment.to, end);
    const seconds = (to - segment.from) / 1000;
    return { ...segment, to, seconds, counts: segment.state === 'counts' ? seconds : 0 };
  });
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}
