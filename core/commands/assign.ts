import { z } from 'zod';
import { can } from '../access.ts';
import { PersonId, TeamId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import type { Fact } from '../ticket/events.ts';
import type { Accountable } from '../ticket/history.ts';
import { isOpen, openOffer, type Ticket } from '../ticket/ticket.ts';
import { type Case, nameOf, type Outcome, personOf } from './decision.ts';
import { movedOn, taken } from './moved-on.ts';

export const take = z.object({ type: z.literal('take'), body: z.object({}) });
export const release = z.object({ type: z.literal('release'), body: z.object({}) });

/** Inside the team that holds it. */
export const assign = z.object({ type: z.literal('assign'), body: z.object({ personId: PersonId }) });

/** Across teams without an offer: for who has that right, with a reason. */
export const reassign = z.object({
  type: z.literal('reassign'),
  body: z.object({
    teamId: TeamId,
    personId: PersonId.nullable(),
    reason: z.string().trim().min(1, 'Say why it moves.').max(500),
  }),
});

export function decideTake(c: Case<unknown>): Outcome {
  const { ticket, by } = c;
  const personId = personOf(by);
  if (!personId || !can(by, 'ticket.work', { ticket })) {
    return refuse('notAllowed', 'Only somebody of the team that holds this ticket can take it.');
  }
  const holder = ticket.accountable.personId;
  if (holder === personId) return refuse('nothingToDo', 'It is yours already.');
  const moved = holder ? taken(c) : movedOn(c);
  if (moved) return moved;
  return { facts: [holds(ticket, { teamId: ticket.accountable.teamId, personId }, 'take', null), ...opens(ticket)] };
}

export function decideRelease(c: Case<unknown>): Outcome {
  const { ticket, by } = c;
  const holder = ticket.accountable.personId;
  if (!holder) return refuse('nothingToDo', 'Nobody holds it.');
  const moved = movedOn(c);
  if (moved) return moved;
  if (holder !== personOf(by) && !can(by, 'ticket.assignOthers', { ticket })) {
    return refuse('notAllowed', `Only ${nameOf(c.given, holder)} or a supervisor can put it back.`);
  }
  return { facts: [holds(ticket, { teamId: ticket.accountable.teamId, personId: null }, 'release', null)] };
}

export function decideAssign(c: Case<z.infer<typeof assign>['body']>): Outcome {
  const { ticket, body, by, given } = c;
  if (!can(by, 'ticket.work', { ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket assigns it.');
  }
  const holder = ticket.accountable.personId;
  if (holder === body.personId) return refuse('nothingToDo', `It is ${nameOf(given, body.personId)}'s already.`);
  const foreign = holder && holder !== personOf(by) && !can(by, 'ticket.assignOthers', { ticket });
  const moved = foreign ? taken(c) : movedOn(c);
  if (moved) return moved;
  const to = given.reference.people.get(body.personId);
  if (!to?.active || !to.memberships.some((membership) => membership.teamId === ticket.accountable.teamId)) {
    return refuse(
      'wrongTeam',
      `${nameOf(given, body.personId)} isn't in the team that holds this ticket. Hand it off instead.`,
    );
  }
  return {
    facts: [
      holds(ticket, { teamId: ticket.accountable.teamId, personId: body.personId }, 'assign', null),
      ...opens(ticket),
    ],
  };
}

export function decideReassign(c: Case<z.infer<typeof reassign>['body']>): Outcome {
  const { ticket, body, by, given } = c;
  if (!can(by, 'ticket.reassign', { ticket })) {
    return refuse('notAllowed', 'Between teams there is only an offer, unless a supervisor or dispatcher reassigns.');
  }
  const team = given.reference.teams.get(body.teamId);
  if (!team?.active) return refuse('wrongTeam', 'That team is not there any more.');
  const person = body.personId ? given.reference.people.get(body.personId) : null;
  if (body.personId && !person?.active) {
    return refuse('wrongTeam', `${nameOf(given, body.personId)} doesn't work here any more. Choose somebody else.`);
  }
  if (body.personId && !person?.memberships.some((membership) => membership.teamId === body.teamId)) {
    return refuse('wrongTeam', `${nameOf(given, body.personId)} isn't in ${team.name}.`);
  }
  const { teamId, personId } = ticket.accountable;
  if (teamId === body.teamId && personId === body.personId) return refuse('nothingToDo', 'They hold it already.');
  const moved = movedOn(c);
  if (moved) return moved;
  const facts: Fact[] = [];
  const offer = openOffer(ticket);
  if (offer) {
    facts.push({
      type: 'handoffWithdrawn',
      body: { escalationId: offer.id, personId: personOf(by), note: body.reason },
    });
  }
  facts.push(holds(ticket, { teamId: body.teamId, personId: body.personId }, 'reassign', body.reason));
  return { facts };
}

export function holds(
  ticket: Ticket,
  to: Accountable,
  how: Extract<Fact, { type: 'accountableChanged' }>['body']['how'],
  reason: string | null,
): Fact {
  return { type: 'accountableChanged', body: { from: ticket.accountable, to, how, reason } };
}

/** Somebody works on it now: new becomes open. */
export function opens(ticket: Ticket): Fact[] {
  if (ticket.status !== 'new' || !isOpen(ticket)) return [];
  return [{ type: 'statusChanged', body: { from: 'new', to: 'open', waitingOn: null, note: null } }];
}
