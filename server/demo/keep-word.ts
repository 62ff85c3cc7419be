import type { Instant } from '#core/ids.ts';
import { addOpen, openHours } from '#core/sla/open-hours.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { between, type Chance } from './chance.ts';

const MINUTE = 60_000;

/** Said when nothing has happened that a requester would see, and it is time to say so. */
const words = [
  'A short word so that you know where it stands: we are still on it, and nothing is needed from you.',
  'Still with us. The last attempt changed nothing, so I am trying another way and write again when I know more.',
  'An update as promised: the cause is narrower now, the fix is not there yet.',
  'Nothing new to see on your side so far. I have the next step planned and tell you how it went.',
  'We are waiting for a quiet moment to make the change. Until then please work as you do now.',
  'I have compared it with two other cases. It looks alike, which helps; more from me later.',
  'The colleagues and I went through the log together. One suspect is left, and we look at it next.',
];

/** An agent's word by themselves: what, and when. */
export type Word = { text: string; at: Instant };

/**
 * The word that whoever holds the ticket owes by the policy's `update` and gives in good time, between `after` and
 * `until`; null where the one before lasts until `lasting`, where the requester waits for an answer, which is another
 * matter, or where there is no room for one.
 */
export function wordOwed(
  ticket: Ticket,
  { after, until, lasting }: { after: Instant; until: Instant; lasting: Instant },
  reference: Reference,
  chance: Chance,
): Word | null {
  const update = running(ticket, 'update');
  if (!update?.dueAt || update.dueAt > lasting) return null;
  if (!ticket.accountable.personId || running(ticket, 'nextResponse')) return null;
  const calendar = reference.calendarVersion(update.calendarId, update.calendarVersion);
  if (!calendar) return null;
  const left = update.amount * between(chance, 0.5, 0.72) - update.used;
  const wish = addOpen(openHours(calendar), update.usedAt, Math.max(MINUTE, Math.round(left))) ?? until;
  const at = Math.max(after + MINUTE, Math.min(wish, Math.round(until - between(chance, 1, 4) * MINUTE)));
  return at < until ? { text: wordFor(ticket, update.cycle), at } : null;
}

/** Each time another one, beginning with another on another ticket. */
function wordFor({ subject }: Ticket, cycle: number): string {
  return words[(subject.length + cycle) % words.length] ?? '';
}

function running({ targets }: Ticket, kind: TargetInstance['kind']): TargetInstance | undefined {
  return targets.findLast((instance) => instance.kind === kind && instance.state === 'running');
}
