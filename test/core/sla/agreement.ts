import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differences, engineSays } from './oracle/agree.ts';
import { addSlowly, betweenSlowly, openSlowly, type Tick } from './oracle/oracle.ts';
import { amountNear, calendarNear, instantNear, place } from './random-calendars.ts';
import { lifeNear } from './random-lives.ts';
import { patience, times } from './runs.ts';

const MINUTE = 60_000;
const SECOND = 1000;

/**
 * Engine and oracle are asked the same about random calendars and histories: minute by minute about days, second by
 * second about hours.
 */
export function engineAgreesWithOracle(runs: number): void {
  describe('what the oracle finds by walking, the engine finds by reckoning', { timeout: patience }, () => {
    it(`[SLA2] [SLA7] when an amount has passed, forwards and back, in ${runs} calendars`, () => {
      ask(added, MINUTE, 0.9 * runs);
      ask(added, SECOND, 0.1 * runs);
    });
    it(`[SLA1] [SLA3] [SLA4] [SLA5] [SLA6] [SLA8] [SLA9] how much passed, in ${runs} calendars`, () => {
      ask(measured, MINUTE, 0.9 * runs);
      ask(measured, SECOND, 0.1 * runs);
    });
    it(`[SLA1] [SLA3] whether it is open and when that changes, in ${runs / 2} calendars`, () => {
      ask(looked, MINUTE, 0.4 * runs);
      ask(looked, SECOND, 0.1 * runs);
    });
    it(`[SLA10]–[SLA26] [CHARGE2] [EXPLAIN2] where all targets of ${runs / 2} tickets stand, and who pays`, () => {
      ask(judged, MINUTE, 0.4 * runs);
      ask(judged, SECOND, 0.1 * runs);
    });
  });
}

type Law = (tick: Tick) => fc.IProperty<unknown>;

function ask(law: Law, tick: Tick, runs: number): void {
  fc.assert(law(tick), times(runs));
}

const added: Law = (tick) =>
  fc.property(
    place.chain((where) => fc.tuple(calendarNear(where), instantNear(where, tick, 2), amountNear(tick))),
    ([calendar, from, seconds]) => {
      const slow = orTooFar(() => addSlowly(calendar, from, seconds, tick));
      expect(engineSays({ op: 'add', calendar, from, seconds }, 'at')).toEqual({ at: slow });
    },
  );

const measured: Law = (tick) =>
  fc.property(
    place.chain((where) => {
      const at = instantNear(where, tick, tick === SECOND ? 0.5 : 6);
      return fc.tuple(calendarNear(where), at, at);
    }),
    ([calendar, from, to]) => {
      const slow = betweenSlowly(calendar, from, to, tick);
      expect(engineSays({ op: 'between', calendar, from, to }, 'seconds')).toEqual({ seconds: slow });
    },
  );

/** This far ahead the oracle looks for the next change. */
const DAYS = { [MINUTE]: 10, [SECOND]: 1 };

const looked: Law = (tick) =>
  fc.property(
    place.chain((where) => fc.tuple(calendarNear(where), instantNear(where, tick))),
    ([calendar, at]) => {
      const fast = engineSays<{ open: boolean; next: number | null }>({ op: 'open', calendar, at }, 'open');
      const slow = openSlowly(calendar, at, tick, DAYS[tick]);
      expect(fast.open).toBe(slow.open);
      if (slow.next !== null) expect(fast.next).toBe(slow.next);
      else expect(fast.next ?? Number.POSITIVE_INFINITY).toBeGreaterThan(at + DAYS[tick] * 86_400_000);
    },
  );

const judged: Law = (tick) =>
  fc.property(
    place.chain((where) => lifeNear(where, tick)),
    (question) => {
      expect(orTooFar(() => differences(question, tick))).toEqual([]);
    },
  );

/** A case in which the oracle would walk for months is passed over. */
function orTooFar<T>(find: () => T): T {
  try {
    return find();
  } catch (failure) {
    if (failure instanceof Error && failure.message.includes('as far as it goes')) fc.pre(false);
    throw failure;
  }
}
