import type { Instant } from '#core/ids.ts';
import { addOpen, type OpenHours, openBetween } from '#core/sla/open-hours.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { between, type Chance } from './chance.ts';
import type { Ending } from './staging.ts';
import type { Step } from './step.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a ticket was promised: amounts in open ms, and the hours in which they count. */
export type Promised = { hours: OpenHours; amounts: Record<Staged, number> };

/** The targets that a demo ticket's ending is staged by. */
export type Staged = Extract<TargetKind, 'firstResponse' | 'nextResponse' | 'resolution'>;

/** From the opening to the last place in the log's rhythm. */
export type Span = { start: Instant; end: Instant };

/**
 * Where in time a ticket's story lies so that its clocks stand as its ending wants them at `now`. All distances are
 * open time of its own calendar: whoever is served in branch hours neither writes nor is answered at night.
 */
export function spanFor(ending: Ending, promised: Promised, now: Instant, chance: Chance): Span {
  const { hours, amounts } = promised;
  const ago = (from: Instant, open: number) => openAgo(hours, from, open);
  const { firstResponse, nextResponse, resolution } = amounts;
  switch (ending.is) {
    case 'clock':
    case 'fine': {
      const left = ending.is === 'clock' ? ending.left : comfortable(ending.target, amounts, chance);
      if (ending.target === 'firstResponse') {
        return { start: ago(now, firstResponse - left), end: now };
      }
      if (ending.target === 'nextResponse') {
        const end = ago(now, nextResponse - left);
        return { start: ago(end, resolution * between(chance, 0.12, 0.5)), end };
      }
      const used = resolution - left;
      return { start: ago(now, used), end: ago(now, used * between(chance, 0.1, 0.35)) };
    }
    case 'waiting': {
      const end = ago(now, between(chance, 0.5 * HOUR, 18 * HOUR));
      return { start: ago(end, resolution * between(chance, 0.15, 0.7)), end };
    }
    case 'offered': {
      const end = now - ending.ago;
      return { start: ago(end, resolution * between(chance, 0.3, 0.6)), end };
    }
    case 'done': {
      // An end on a day off moves back to the last open one, so there is room up to the fortnight.
      const days = between(chance, 0.05, 9.5);
      return { start: now - (days + 1) * DAY, end: now - days * DAY };
    }
    default:
      return ending satisfies never;
  }
}

/** An end within the last fortnight, and a start so long before it that `share` of the amount was used, pauses apart. */
export function doneSpan(end: Instant, share: number, promised: Promised): Span {
  const moved = openAgo(promised.hours, end, MINUTE);
  return { start: openAgo(promised.hours, moved, promised.amounts.resolution * share), end: moved };
}

/**
 * The instant of each step. What has a place in the log lies there, stretched as a whole; the rest follows the step
 * before it, but never passes half of the way to the next place.
 */
export function scheduled(steps: readonly Step[], span: Span, promised: Promised, now: Instant): Instant[] {
  const { hours } = promised;
  const last = steps.reduce((most, { when }) => ('log' in when ? Math.max(most, when.log) : most), 1);
  const open = openBetween(hours, span.start, span.end);
  const placed = steps.map(({ when }) => {
    if (!('log' in when)) return null;
    return when.log >= last ? span.end : (addOpen(hours, span.start, Math.round((open * when.log) / last)) ?? span.end);
  });
  let previous = span.start;
  return steps.map((step, index) => {
    const place = placed[index];
    if (place == null) {
      const limit = placed.slice(index).find((at) => at != null) ?? now;
      const wish = follows(step, previous, promised) ?? limit;
      previous = Math.min(wish, halfway(hours, previous, limit));
    } else {
      previous = index === 0 ? place : Math.max(place, previous + 1);
    }
    return previous;
  });
}

/** Half of the open time between two instants; of the wall's where there is none. */
function halfway(hours: OpenHours, from: Instant, to: Instant): Instant {
  const open = openBetween(hours, from, to);
  const half = open > 1 ? addOpen(hours, from, Math.floor(open / 2)) : null;
  return half ?? from + Math.floor((to - from) / 2);
}

/** The latest instant from which `open` ms lead to `at`. */
export function openAgo(hours: OpenHours, at: Instant, open: number): Instant {
  let low = at - 120 * DAY;
  let high = at;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (openBetween(hours, middle, at) >= open) low = middle;
    else high = middle;
  }
  return low;
}

/** More than an hour left, and less than the whole. */
function comfortable(target: Staged, amounts: Promised['amounts'], chance: Chance): number {
  const most = amounts[target] * 0.95;
  const least = Math.min(Math.max(70 * MINUTE, amounts[target] * (target === 'resolution' ? 0.15 : 0.4)), most);
  return between(chance, least, most);
}

/** Shares of a promise are open time; minutes are the wall's, as an offer's life is. */
function follows({ when }: Step, previous: Instant, { hours, amounts }: Promised): Instant | null {
  if ('minutes' in when) return Math.round(previous + when.minutes * MINUTE);
  return 'share' in when ? addOpen(hours, previous, Math.round(amounts[when.of] * when.share)) : previous;
}
