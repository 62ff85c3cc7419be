import type { Instant } from '#core/ids.ts';
import { dayOf } from '../../ui/format.ts';
import { type Box, placeOf } from './layout.ts';

const DAY = 86_400_000;

/** A stretch of the axis and the day at its beginning; slots follow each other up to 100 per cent. */
export type DayLabel = { left: number; width: number; label: string };

/**
 * `Thu 19 Nov`, `Fri 20`, `Sat 21, Sun 22`: the reader's days over the drawing. `room`: per cent that a letter takes; a day
 * that begins before the last one's name has ended goes without.
 */
export function dayLabels(boxes: readonly Box[], zone: string, room: number): DayLabel[] {
  const [first, last] = [boxes[0], boxes.at(-1)];
  if (!first || !last) return [];
  const slots: { left: number; days: Instant[] }[] = [{ left: 0, days: [first.from] }];
  const nameOf = (index: number) => labelOf(slots[index]?.days ?? [], slots[index - 1]?.days.at(-1) ?? null, zone);
  for (const midnight of midnightsBetween(first.from, last.to, zone)) {
    const slot = slots.at(-1);
    const left = placeOf(boxes, midnight);
    const closure = longClosureAt(boxes, midnight);
    if (slot && closure) {
      if (slot.left >= closure.left) slot.days.push(midnight);
    } else if (slot && left - slot.left >= (nameOf(slots.length - 1).split(',')[0]?.length ?? 0) * room) {
      slots.push({ left, days: [midnight] });
    }
  }
  return slots.map(({ left }, index) => ({
    left,
    width: (slots[index + 1]?.left ?? 100) - left,
    label: nameOf(index),
  }));
}

/** With the month where it begins or changes. */
function labelOf(days: readonly Instant[], before: Instant | null, zone: string): string {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return '';
  const monthOf = (at: Instant) => dayOf(at, zone).split(' ')[2];
  const short = (at: Instant) => dayOf(at, zone).split(' ').slice(0, 2).join(' ');
  const head = before === null || monthOf(before) !== monthOf(first) ? dayOf(first, zone) : short(first);
  if (days.length === 1) return head;
  return `${head}${days.length === 2 ? ', ' : ' to '}${short(last)}`;
}

/** The weekend or holidays, drawn as one box, inside which a day begins: their days are named together. */
function longClosureAt(boxes: readonly Box[], at: Instant): Box | undefined {
  return boxes.find(({ from, to, closed }) => closed !== null && from < at && at < to && to - from > 1.5 * DAY);
}

function midnightsBetween(from: Instant, to: Instant, zone: string): Instant[] {
  const found: Instant[] = [];
  let day = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone).startOfDay().add({ days: 1 });
  for (; day.epochMilliseconds < to; day = day.add({ days: 1 }).startOfDay()) found.push(day.epochMilliseconds);
  return found;
}
