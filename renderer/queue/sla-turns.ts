import type { Instant, PersonId, TicketId } from '#core/ids.ts';
import { NEAR, type Urgency, urgencyOf } from '#core/sla/urgency.ts';
import type { QueueRow } from '../store/store.ts';
import { targetWord } from '../ui/words.ts';

/** What was last said of a ticket, per target, so that each turn is said once. */
export type Spoken = { target: string; urgency: Urgency };
export type Turn = { says: string; manner: 'polite' | 'assertive' };

const order: readonly Urgency[] = ['fine', 'near', 'nearer', 'breached'];

/**
 * What of mine got worse since the last look. `before` is null at the first look: then nothing is said, as the list
 * itself is there to be read. Rows come by what breaches next, so only the first ones are looked at.
 */
export function turnsOf(
  rows: readonly QueueRow[],
  me: PersonId,
  now: Instant,
  before: ReadonlyMap<TicketId, Spoken> | null,
): { turns: Turn[]; next: ReadonlyMap<TicketId, Spoken> } {
  const turns: Turn[] = [];
  const next = new Map<TicketId, Spoken>();
  for (const row of rows) {
    if (row.order > now + NEAR) break;
    const { nearest } = row;
    if (row.personId !== me || !nearest || nearest.state === 'ended') continue;
    const urgency = urgencyOf(nearest, now);
    const target = `${nearest.kind}/${nearest.cycle}`;
    next.set(row.id, { target, urgency });
    const last = before?.get(row.id);
    const was = last && last.target === target ? order.indexOf(last.urgency) : 0;
    if (before && order.indexOf(urgency) > was) turns.push(turnOf(row, urgency));
  }
  return { turns, next };
}

function turnOf(row: QueueRow, urgency: Urgency): Turn {
  const name = `${row.number ?? 'A new ticket'}, ${row.subject}`;
  const target = row.nearest ? targetWord[row.nearest.kind].toLocaleLowerCase('en') : 'target';
  if (urgency === 'breached') return { says: `Breached: ${target} of ${name}.`, manner: 'assertive' };
  const within = urgency === 'nearer' ? '15 minutes' : 'one hour';
  return { says: `Less than ${within} to ${target} of ${name}.`, manner: 'polite' };
}
