import type { DocumentId } from '#core/ids.ts';
import { ALWAYS, type Calendar } from '#core/sla/calendar.ts';
import { calendarText, targetText } from '#core/sla/laboratory/as-text.ts';
import type { CalendarText, PolicyText } from '#core/sla/laboratory/question.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { Priority } from '#core/ticket/history.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { newestOf } from '../newest.ts';

/** A calendar of the workspace, to ask with. */
export function calendarOf(id: string, data: ReferenceData): CalendarText | null {
  const calendar = id === ALWAYS.id ? ALWAYS : newestOf(data.calendars).find((one) => one.id === id);
  return calendar ? calendarText(calendar) : null;
}

/**
 * A policy of the workspace at one priority. What most of it counts by is left to the calendar beside it; a target with
 * another one brings that along. Whose calendar depends on the ticket counts by the one beside it, too.
 */
export function policyOf(id: string, priority: Priority, data: ReferenceData): PolicyText | null {
  const policy = newestOf(data.policies).find((one) => one.id === id);
  if (!policy) return null;
  const main = mainOf(policy);
  const targets = policy.targets.flatMap((target) => {
    const seconds = target.amounts[priority];
    return seconds === null
      ? []
      : [[target.kind, targetText(seconds, target, ownCalendar(target, main, data))] as const];
  });
  return { targets: Object.fromEntries(targets) };
}

function mainOf({ targets }: Policy): DocumentId | string | null {
  const named = targets.filter(({ calendarId }) => !['always', 'team', 'organisation'].includes(calendarId));
  return (named.find(({ kind }) => kind === 'resolution') ?? named[0])?.calendarId ?? null;
}

function ownCalendar(
  { calendarId }: Policy['targets'][number],
  main: string | null,
  data: ReferenceData,
): Calendar | null {
  if (calendarId === 'always') return ALWAYS;
  if (calendarId === main || calendarId === 'team' || calendarId === 'organisation') return null;
  return newestOf(data.calendars).find(({ id }) => id === calendarId) ?? null;
}
