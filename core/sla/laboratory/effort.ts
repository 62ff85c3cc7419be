import type { Instant } from '../../ids.ts';
import type { CalendarText, ClocksQuestion, PolicyText } from './question.ts';
import { Unanswerable } from './unanswerable.ts';

const DAY = 86_400_000;
/** Pieces that an answer may be made of: some twenty years of office hours. */
const MOST_PIECES = 200_000;
/** Every change of policy judges what ended before anew, each by the whole timeline. */
const MOST_READINGS = 16_000_000;

/** Refuses what would take too long to tell piece by piece, before anything is compiled for it. */
export function affordable({ calendar, policy, timeline, tiers = {} }: ClocksQuestion, life: Life): void {
  const days = Math.ceil((life.to - life.from) / DAY) + 1;
  const changed = timeline.flatMap((entry) => (entry.type === 'policyChanged' ? [entry.policy] : []));
  const busiest = (calendars: readonly CalendarText[]) => Math.max(0.1, ...calendars.map(piecesADay));
  const shifts = busiest(Object.values(tiers));
  const own = busiest([calendar, ...[policy, ...changed].flatMap(calendarsIn)]);
  const targets = Math.max(...[policy, ...changed].map(({ targets }) => Object.keys(targets).length)) + 1;
  const pieces = days * (own + shifts) * targets * (1 + timeline.length / 1_000);
  if (pieces > MOST_PIECES) {
    const says = `The ${days} days from its opening are too many to tell piece by piece. Ask about an earlier time, or fewer targets.`;
    throw new Unanswerable({ field: 'at', says });
  }
  if (timeline.length ** 2 * changed.length > MOST_READINGS) {
    const says = `With ${changed.length} changes of policy this is too long a timeline. Leave out what doesn't matter.`;
    throw new Unanswerable({ field: 'timeline', says });
  }
}

type Life = { from: Instant; to: Instant };

function calendarsIn({ targets }: PolicyText): CalendarText[] {
  return Object.values(targets).flatMap((target) =>
    target?.calendar && target.calendar !== 'always' ? [target.calendar] : [],
  );
}

/** Open and closed pieces on the busiest day. */
function piecesADay({ week, holidays = [], exceptions = {} }: CalendarText): number {
  const lists = [
    ...(week === 'always' ? [] : Object.values(week)),
    ...Object.values(exceptions),
    ...holidays.flatMap((one) => (typeof one === 'object' && !Array.isArray(one) && one.hours ? [one.hours] : [])),
  ];
  return 2 * lists.reduce((most, openings) => Math.max(most, openings?.length ?? 0), 0);
}
