import type { Instant } from '#core/ids.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { clockOf, dateKey, dayOf } from '../../ui/format.ts';
import { verdictWords } from '../verdict-words.ts';
import { numberWord } from '../wording.ts';

const DAY = 86_400_000;

const owed: Record<TargetInstance['kind'], string> = {
  firstResponse: 'first reply',
  nextResponse: 'next reply',
  update: 'next update',
  resolution: 'resolve time',
  acknowledge: 'answer to the handoff',
  tier: 'time in the tier',
};

/** The question that the dialog answers: `Why 47980 is due today at 14:00`. */
export function titleOf(ticket: Ticket, target: TargetInstance, now: Instant, zone: string): string {
  return `Why ${claimOf(ticket, target, now, (at) => dayAndTime(at, now, zone))}`;
}

/** The same without words that mean another day tomorrow: for text that is kept. */
export function lastingTitleOf(ticket: Ticket, target: TargetInstance, now: Instant, zone: string): string {
  const when = (at: Instant) => `${dayOf(at, zone)} ${dateKey(at, zone).slice(0, 4)} at ${clockOf(at, zone)}`;
  return `Why ${claimOf(ticket, target, now, (at) => `on ${when(at)}`)}`;
}

function claimOf(ticket: Ticket, target: TargetInstance, now: Instant, when: (at: Instant) => string): string {
  const number = numberWord(ticket.number);
  if (target.verdict) return `the ${owed[target.kind]} of ${number} was ${verdictWords(target)}`;
  if (target.dueAt === null) return `${number} has no due time now`;
  return `${number} ${target.dueAt <= now ? 'was' : 'is'} due ${when(target.dueAt)}`;
}

function dayAndTime(at: Instant, now: Instant, zone: string): string {
  const day = dateKey(at, zone);
  const near = [
    [0, 'today'],
    [DAY, 'tomorrow'],
    [-DAY, 'yesterday'],
  ] as const;
  const word = near.find(([away]) => day === dateKey(now + away, zone))?.[1];
  const year = day.slice(0, 4) === dateKey(now, zone).slice(0, 4) ? '' : ` ${day.slice(0, 4)}`;
  return `${word ?? `on ${dayOf(at, zone)}${year}`} at ${clockOf(at, zone)}`;
}
