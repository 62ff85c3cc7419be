import { z } from 'zod';
import { can } from '../access.ts';
import { isRefusal, type Refusal, refuse } from '../refusal.ts';
import type { Fact } from '../ticket/events.ts';
import { Status, statusWord, WaitingOn } from '../ticket/history.ts';
import { openOffer } from '../ticket/ticket.ts';
import { type Case, type Outcome, personOf } from './decision.ts';
import { movedOn } from './moved-on.ts';

export const setStatus = z.object({
  type: z.literal('setStatus'),
  body: z.object({ to: Status, waitingOn: WaitingOn.nullable(), note: z.string().max(4_000).nullable() }),
});

/**
 *   new ──▶ open ◀──▶ pending (waits on the requester)
 *            ▲  ◀──▶ onHold  (waits on requester or vendor)
 *            │
 *   any open state ──▶ resolved ──▶ closed;   resolved, closed ──▶ open (reopened)
 */
const next: Record<Status, readonly Status[]> = {
  new: ['open', 'pending', 'onHold', 'resolved'],
  open: ['pending', 'onHold', 'resolved'],
  pending: ['open', 'onHold', 'resolved'],
  onHold: ['open', 'pending', 'resolved'],
  resolved: ['open', 'closed'],
  closed: ['open'],
};

export function decideStatus(c: Case<z.infer<typeof setStatus>['body']>): Outcome {
  const { ticket, body, by } = c;
  if (!can(by, 'ticket.work', { ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket changes its status.');
  }
  const moved = movedOn(c, 'status');
  if (moved) return moved;
  const waitingOn = body.to === 'pending' ? 'requester' : body.to === 'onHold' ? body.waitingOn : null;
  if (ticket.status === body.to && ticket.waitingOn === waitingOn) {
    return refuse('nothingToDo', `It is ${statusWord[body.to]} already.`);
  }
  const facts = becoming(c, body.to, waitingOn, body.note);
  return isRefusal(facts) ? facts : { facts };
}

/** What becoming `to` brings along, by the graph above: an open offer is taken back when the work is done. */
export function becoming(
  { ticket, by }: Pick<Case<unknown>, 'ticket' | 'by'>,
  to: Status,
  waitingOn: WaitingOn | null,
  note: string | null,
): Fact[] | Refusal {
  if (ticket.status !== to && !next[ticket.status].includes(to)) {
    return refuse(
      'notNow',
      `A ticket that is ${statusWord[ticket.status]} can't become ${statusWord[to]}. Reopen it first.`,
    );
  }
  if (to === 'onHold' && waitingOn === null) {
    return refuse('invalid', 'Say whom it waits for: the requester or a vendor.', { missing: ['waitingOn'] });
  }
  const facts: Fact[] = [];
  const offer = openOffer(ticket);
  if (offer && (to === 'resolved' || to === 'closed')) {
    const body = { escalationId: offer.id, personId: personOf(by), note: `The ticket is ${statusWord[to]}.` };
    facts.push({ type: 'handoffWithdrawn', body });
  }
  facts.push({ type: 'statusChanged', body: { from: ticket.status, to, waitingOn, note } });
  return facts;
}
