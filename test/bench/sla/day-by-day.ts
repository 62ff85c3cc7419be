import { targetKinds } from '#core/sla/assess.ts';
import type { Calendar, Holiday, Opening } from '#core/sla/calendar.ts';
import { type Cycle, cyclesOf } from '#core/sla/clock.ts';
import { type Judged, policyFor, type SlaDocuments } from '#core/sla/policy.ts';
import type { TargetInstance } from '#core/ticket/target.ts';

/** What of a target is reckoned with a calendar. */
export type Reckoned = Pick<TargetInstance, 'kind' | 'cycle' | 'used' | 'dueAt' | 'verdict' | 'warnings'>;

/**
 * The same targets as by `assess`, without anything compiled: from the start of each stretch it goes through the days,
 * asks the calendar for each day's openings, lets Temporal turn them into instants, and takes what lies inside. What is
 * a cycle, and what pauses it, it reads off the history as `assess` does.
 */
export function assessDayByDay(ticket: Judged, documents: SlaDocuments): Reckoned[] {
  const policy = policyFor(ticket, documents);
  return targetKinds.flatMap((kind) => {
    const target = policy?.targets.find((candidate) => candidate.kind === kind);
    const seconds = target?.amounts[ticket.priority];
    const calendar = target && documents.teamCalendar(ticket.accountable.teamId);
    if (!target || !calendar || seconds == null) return [];
    return cyclesOf(ticket, kind, target.pausesOn, documents.tierOf).map((cycle): Reckoned => {
      const amount = seconds * 1000;
      const used = usedIn(calendar, cycle);
      return {
        kind,
        cycle: cycle.cycle,
        used,
        dueAt: isHeld(cycle) && used <= amount ? null : reachedAt(calendar, cycle, amount),
        verdict: cycle.endedAt === null ? null : used <= amount ? 'met' : 'missed',
        warnings: target.warnings.map((share) => ({
          share,
          at: reachedAt(calendar, cycle, Math.round(amount * share)),
        })),
      };
    });
  });
}

function usedIn(calendar: Calendar, { stretches }: Cycle): number {
  let used = 0;
  for (const { from, to, running } of stretches)
    if (running && to !== null) used += walk(calendar, from, to, null).open;
  return used;
}

function reachedAt(calendar: Calendar, { stretches }: Cycle, amount: number): number | null {
  let left = amount;
  for (const { from, to, running } of stretches) {
    if (!running) continue;
    const { open, reached } = walk(calendar, from, to, left);
    if (reached !== null) return reached;
    left -= open;
  }
  return null;
}

/** Goes from day to day up to `to`, or until `amount` open ms have passed. */
function walk(calendar: Calendar, from: number, to: number | null, amount: number | null) {
  const end = to ?? Number.POSITIVE_INFINITY;
  let open = 0;
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(calendar.zone).toPlainDate();
  // A night that began the day before may still be open.
  for (let date = first.subtract({ days: 1 }); ; date = date.add({ days: 1 })) {
    for (const [opens, closes] of openingsOn(calendar, date)) {
      if (opens >= end) return { open, reached: null };
      const start = Math.max(opens, from);
      const passed = Math.min(closes, end) - start;
      if (passed <= 0) continue;
      if (amount !== null && open + passed >= amount) return { open, reached: start + amount - open };
      open += passed;
    }
    if (to !== null && startOf(date, calendar.zone) >= end) return { open, reached: null };
  }
}

function openingsOn(calendar: Calendar, date: Temporal.PlainDate): [number, number][] {
  return hoursOn(calendar, date).map(([from, to]) => {
    const until = to > from ? date : date.add({ days: 1 });
    return [instantOf(date, from, calendar.zone), instantOf(until, to, calendar.zone)];
  });
}

function hoursOn({ week, holidays, exceptions }: Calendar, date: Temporal.PlainDate): readonly Opening[] {
  const text = date.toString();
  const holiday = holidays.find((one) => fallsOn(one, text));
  if (holiday) return holiday.openings ?? [];
  return exceptions.find((one) => one.date === text)?.openings ?? week[date.dayOfWeek - 1] ?? [];
}

function fallsOn({ date, until = date, yearly }: Holiday, day: string): boolean {
  if (!yearly) return date <= day && day <= until;
  const [from, to, at] = [date.slice(5), until.slice(5), day.slice(5)];
  return from <= to ? from <= at && at <= to : from <= at || at <= to;
}

function instantOf(date: Temporal.PlainDate, clock: string, zone: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  if (hour === 24) return startOf(date.add({ days: 1 }), zone);
  return date.toPlainDateTime({ hour, minute }).toZonedDateTime(zone).epochMilliseconds;
}

function startOf(date: Temporal.PlainDate, zone: string): number {
  return date.toZonedDateTime(zone).epochMilliseconds;
}

/** What is held within its amount has no due time, only what is left, be it nothing. */
function isHeld({ endedAt, stretches }: Cycle): boolean {
  return endedAt === null && stretches.at(-1)?.running === false;
}
