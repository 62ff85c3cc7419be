import type { Instant } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import { openBetween, openHours } from '#core/sla/open-hours.ts';
import type { TargetInstance } from '#core/ticket/target.ts';

/**
 * What a countdown shows, in wall ms: time to the due instant while running (negative past it), what will be left
 * while paused, what it took once met, by how much it was missed (negative) once missed.
 */
export function wallLeft(instance: TargetInstance, now: Instant): number {
  if (instance.state === 'ended') {
    return instance.verdict === 'met' ? instance.used : instance.amount - instance.used;
  }
  return instance.dueAt === null ? instance.amount - instance.used : instance.dueAt - now;
}

type Calendars = { calendarVersion(id: TargetInstance['calendarId'], version: number): Calendar | null };

/** Business ms left by the target's own calendar; negative past it. Null where the calendar isn't known here. */
export function openLeft(instance: TargetInstance, now: Instant, calendars: Calendars): number | null {
  if (instance.state !== 'running') return instance.amount - instance.used;
  const calendar = calendars.calendarVersion(instance.calendarId, instance.calendarVersion);
  if (!calendar) return null;
  return instance.amount - instance.used - openBetween(openHours(calendar), instance.usedAt, now);
}

/** The used share of the amount in business time, from 0; above 1 past it. */
export function usedShare(instance: TargetInstance, now: Instant, calendars: Calendars): number {
  const left = openLeft(instance, now, calendars);
  return left === null || instance.amount === 0 ? 0 : (instance.amount - left) / instance.amount;
}
