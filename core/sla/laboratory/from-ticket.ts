import type { Instant, TeamId } from '../../ids.ts';
import { inClockOrder } from '../../ticket/history.ts';
import { ALWAYS, type Calendar } from '../calendar.ts';
import { calendarFor, type Judged, policyFor, type SlaDocuments } from '../policy.ts';
import { calendarText, sameVersion } from './as-text.ts';
import { promisesOf } from './promises.ts';
import type { CalendarText, PolicyText } from './question.ts';
import { type EntryText, stepsOf } from './steps.ts';
import { isoOf } from './time.ts';

/** A question about clocks as it is asked. */
export type ClocksAsked = {
  op: 'clocks';
  calendar: CalendarText;
  policy: PolicyText;
  timeline: EntryText[];
  at: string;
  tiers?: Record<string, CalendarText>;
};

/**
 * A ticket as a question to the laboratory: its history as timeline, the policy and calendars that judge it as
 * documents. Asked as it is, it answers what the ticket's targets say. Null for one that was never opened.
 * `tierOf`: the number of the tier a team works in; null where it is in none.
 */
export function questionOf(
  ticket: Judged,
  documents: SlaDocuments,
  tierOf: (teamId: TeamId) => number | null,
  at: Instant,
): ClocksAsked | null {
  const steps = stepsOf(ticket, documents, tierOf, at);
  const [first] = steps;
  if (!first) return null;
  const main = mainCalendar(ticket, documents);
  const promises = promisesOf(ticket, documents, steps, main);
  const timeline: EntryText[] = [];
  let told = JSON.stringify(promises.at(0));
  let before = first.at;
  const change = (at: Instant, policy: PolicyText) => {
    const written = JSON.stringify(policy);
    if (written !== told) timeline.push({ at: isoOf(at), type: 'policyChanged', policy });
    told = written;
  };
  steps.forEach((step, index) => {
    const policy = promises.at(index);
    // What is promised no more ended with the step before: told later, its next cycle could be overdue by then and stay.
    if (index > 0) change(before, onlyNamed(promises.at(index - 1), policy));
    change(Math.min(Math.max(promises.since(index), before), step.at), policy);
    before = step.at;
    if ('entry' in step) timeline.push(step.entry);
  });
  const tiers = shiftsOf(ticket, documents, tierOf, main);
  return {
    op: 'clocks',
    calendar: calendarText(main),
    policy: promises.at(0),
    timeline,
    at: isoOf(at),
    ...(Object.keys(tiers).length > 0 ? { tiers } : {}),
  };
}

/** Of one policy the targets that another names too. */
function onlyNamed({ targets }: PolicyText, other: PolicyText): PolicyText {
  return { targets: Object.fromEntries(Object.entries(targets).filter(([kind]) => kind in other.targets)) };
}

/** The calendar that most is counted by: that of resolving, else of any target, else of the team that holds it. */
function mainCalendar(ticket: Judged, documents: SlaDocuments): Calendar {
  const judged = ticket.targets.findLast(({ kind }) => kind === 'resolution') ?? ticket.targets.at(-1);
  const known = judged && documents.calendarVersion(judged.calendarId, judged.calendarVersion);
  if (known && known.id !== ALWAYS.id) return known;
  const policy = policyFor(ticket, documents);
  const named = policy?.targets.map(({ calendarId }) => calendarFor(calendarId, ticket, documents));
  const other = named?.find((calendar) => calendar && calendar.id !== ALWAYS.id);
  return other ?? documents.teamCalendar(ticket.accountable.teamId) ?? ALWAYS;
}

/** When the tiers that held it are on shift, where that isn't the ticket's calendar: of several teams, the last to hold it. */
function shiftsOf(
  ticket: Judged,
  documents: SlaDocuments,
  tierOf: (teamId: TeamId) => number | null,
  main: Calendar,
): Record<string, CalendarText> {
  const shifts = new Map<number, Calendar>();
  for (const point of inClockOrder(ticket.history)) {
    const tier = point.kind === 'holder' ? tierOf(point.holder.teamId) : null;
    const calendar = point.kind === 'holder' ? documents.teamCalendar(point.holder.teamId) : null;
    if (tier === null) continue;
    shifts.delete(tier);
    if (calendar && !sameVersion(calendar, main)) shifts.set(tier, calendar);
  }
  return Object.fromEntries([...shifts].map(([tier, calendar]) => [String(tier), calendarText(calendar)]));
}
