import { z } from 'zod';
import { can } from '../access.ts';
import { refuse } from '../refusal.ts';
import type { Fact } from '../ticket/events.ts';
import { Status, WaitingOn } from '../ticket/history.ts';
import { openOffer } from '../ticket/ticket.ts';
import { type Case, type Outcome, personOf } from './decision.ts';

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

const words: Record<Status, string> = {
  new: 'new',
  open: 'open',
  pending: 'waiting for the requester',
  onHold: 'on hold',
  resolved: 'resolved',
  closed: 'closed',
};

export function decideStatus(c: Case<z.infer<typeof setStatus>['body']>): Outcome {
  const { ticket, body, by } = c;
  if (!can(by, 'ticket.work', { ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket changes its status.');
  }
  const waitingOn = body.to === 'pending' ? 'requester' : body.to === 'onHold' ? body.waitingOn : null;
  if (ticket.status === body.to && ticket.waitingOn === waitingOn) {
    return refuse('nothingToDo', `It is ${words[body.to]} already.`);
  }
  if (ticket.status !== body.to && !next[ticket.status].includes(body.to)) {
    return refuse('notNow', `A ticket that is ${words[ticket.status]} can't become ${words[body.to]}.`);
  }
  if (body.to === 'onHold' && waitingOn === null) {
    return refuse('invalid', 'Say whom it waits for: the requester or a vendor.', { missing: ['waitingOn'] });
  }
  const facts: Fact[] = [];
  const offer = openOffer(ticket);
  const personId = personOf(by);
  if (offer && personId && (body.to === 'resolved' || body.to === 'closed')) {
    facts.push({
      type: 'handoffWithdrawn',
      body: { escalationId: offer.id, personId, note: `The ticket is ${words[body.to]}.` },
    });
  }
  facts.push({ type: 'statusChanged', body: { from: ticket.status, to: body.to, waitingOn, note: body.note } });
  return { facts };
}
