import { ALWAYS, type Calendar, type Holiday } from '../calendar.ts';
import type { Target } from '../policy.ts';
import { days } from './drawing.ts';
import type { CalendarText, TargetText } from './question.ts';

/** A calendar in the words of the laboratory: asked with it, hours are the same. Names of holidays come along. */
export function calendarText({ zone, week, holidays, exceptions }: Calendar): CalendarText {
  const open = days.flatMap((day, at) => {
    const openings = week[at] ?? [];
    return openings.length > 0 ? [[day, openings] as const] : [];
  });
  return {
    timezone: zone,
    week: isAlways(week) ? 'always' : Object.fromEntries(open),
    ...(holidays.length > 0 ? { holidays: holidays.map(holidayText) } : {}),
    ...(exceptions.length > 0
      ? { exceptions: Object.fromEntries(exceptions.map(({ date, openings }) => [date, openings])) }
      : {}),
  };
}

function isAlways(week: Calendar['week']): boolean {
  return JSON.stringify(week) === JSON.stringify(ALWAYS.week);
}

function holidayText({ date, until, name, yearly, openings }: Holiday): NonNullable<CalendarText['holidays']>[number] {
  const dated = (day: string) => (yearly ? `*${day.slice(4)}` : day);
  if (name === '' && openings === undefined) {
    return until === undefined ? dated(date) : [dated(date), dated(until)];
  }
  return {
    date: dated(date),
    ...(until === undefined ? {} : { until: dated(until) }),
    ...(name === '' ? {} : { name }),
    ...(openings === undefined ? {} : { hours: openings }),
  };
}

export function sameVersion(one: Calendar, other: Calendar): boolean {
  return one.id === other.id && one.version === other.version;
}

/** What a target promises at one priority, seconds. `calendar`: null for the one beside it. */
export function targetText(
  seconds: number,
  { pausesOn, warnings }: Pick<Target, 'pausesOn' | 'warnings'>,
  calendar: Calendar | null,
): TargetText {
  return {
    seconds,
    ...(pausesOn.length > 0 ? { pauseIn: pausesOn } : {}),
    ...(warnings.length > 0 ? { warnAt: warnings } : {}),
    ...(calendar ? { calendar: calendar.id === ALWAYS.id ? 'always' : calendarText(calendar) } : {}),
  };
}
