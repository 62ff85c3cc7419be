import { z } from 'zod';
import { can } from '../access.ts';
import { EscalationId, PersonId, TeamId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { addOpen, openHours } from '../sla/open-hours.ts';
import { type Escalation, HandoffReason, Packet, ReturnReason } from '../ticket/escalation.ts';
import { isOpen, openOffer, type Ticket } from '../ticket/ticket.ts';
import type { Person } from '../workspace/person.ts';
import type { Reference } from '../workspace/reference.ts';
import type { Team } from '../workspace/team.ts';
import { holds, opens } from './assign.ts';
import { type Case, clockTime, nameOf, type Outcome, personOf } from './decision.ts';
import { movedOn } from './moved-on.ts';
import { scorePacket } from './packet.ts';
import { unpromisable } from './promised.ts';

/** Two-phase: the sender stays accountable until somebody accepts. */
export const offerHandoff = z.object({
  type: z.literal('offerHandoff'),
  body: z.object({
    escalationId: EscalationId,
    teamId: TeamId,
    personId: PersonId.nullable(),
    reason: HandoffReason,
    reasonNote: z.string().max(1_000),
    packet: Packet,
    /** Why a team without the category's skill is asked all the same; null where it has it. */
    skillOverride: z.string().max(500).nullable(),
  }),
});

/** Acceptance restates the goal in the receiver's words. */
export const acceptHandoff = z.object({
  type: z.literal('acceptHandoff'),
  body: z.object({
    escalationId: EscalationId,
    goal: z.string().trim().min(3, 'Say the goal in your own words.').max(2_000),
  }),
});

export const returnHandoff = z.object({
  type: z.literal('returnHandoff'),
  body: z.object({
    escalationId: EscalationId,
    reason: ReturnReason,
    note: z.string().trim().min(3, 'Say what you would need.').max(2_000),
  }),
});

export const withdrawHandoff = z.object({
  type: z.literal('withdrawHandoff'),
  body: z.object({ escalationId: EscalationId, note: z.string().max(1_000) }),
});

/** The rule's own command: nobody took the offer in its time. */
export const lapseHandoff = z.object({
  type: z.literal('lapseHandoff'),
  body: z.object({ escalationId: EscalationId }),
});

/** The server's own: whom it was offered to has left, or left that team. */
export const readdressHandoff = z.object({
  type: z.literal('readdressHandoff'),
  body: z.object({ escalationId: EscalationId }),
});

export function decideOffer(c: Case<z.infer<typeof offerHandoff>['body']>): Outcome {
  const { ticket, body, by, at, given } = c;
  const offeredBy = personOf(by);
  if (!offeredBy || !can(by, 'handoff.offer', { ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket can hand it off.');
  }
  const moved = movedOn(c);
  if (moved) return moved;
  if (!isOpen(ticket)) return refuse('notNow', 'This ticket is done. Reopen it before handing it off.');
  const open = openOffer(ticket);
  if (open) {
    return refuse(
      'offerOpen',
      `${nameOf(given, open.offeredBy)} has offered it already, at ${clockTime(open.offeredAt)}.`,
      {
        by: open.offeredBy,
        at: open.offeredAt,
      },
    );
  }
  const team = given.reference.teams.get(body.teamId);
  const tier = team && given.reference.tiers.get(team.tierId);
  if (!team?.active || !tier) return refuse('wrongTeam', 'That team is not there any more. Choose another one.');
  if (team.id === ticket.accountable.teamId) {
    return refuse('wrongTeam', `${team.name} holds it already. Assign it to somebody instead.`);
  }
  const receiver = body.personId ? given.reference.people.get(body.personId) : null;
  if (body.personId && !receiver?.active) {
    return refuse('wrongTeam', `${nameOf(given, body.personId)} doesn't work here any more. Choose somebody else.`);
  }
  if (body.personId && !receiver?.memberships.some((membership) => membership.teamId === team.id)) {
    return refuse('wrongTeam', `${nameOf(given, body.personId)} isn't in ${team.name}.`);
  }
  const lacking = skillLacking(ticket, team, given);
  if (lacking && !body.skillOverride?.trim()) {
    return refuse(
      'noSkill',
      `${team.name} doesn't hold "${lacking}". Choose a team that does, or say why all the same.`,
      {
        missing: [lacking],
      },
    );
  }
  const { score, missing } = scorePacket(body.packet);
  if (score < tier.packetBar) {
    const names = missing.map((part) => part.name);
    return refuse(
      'packetBelowBar',
      `${team.name} asks for ${tier.packetBar} of 100, this has ${score}. Missing: ${names.join(', ')}.`,
      {
        missing: names,
      },
    );
  }
  const late = unpromisable(body.packet.promisedUntil, ticket, at);
  if (late) return late;
  const calendar = given.reference.calendar(team.calendarId);
  // From when the other side can know of it: an offer made offline doesn't lapse before it arrives.
  const lapsesAt = calendar && addOpen(openHours(calendar), at.recordedAt, tier.acceptWithin * 1000);
  const escalation: Escalation = {
    id: body.escalationId,
    kind: 'functional',
    state: 'offered',
    round: ticket.escalations.length + 1,
    from: ticket.accountable,
    offeredBy,
    to: { teamId: team.id, personId: body.personId },
    toTierId: tier.id,
    reason: body.reason,
    reasonNote: body.skillOverride
      ? [body.reasonNote, body.skillOverride].filter(Boolean).join(' · ')
      : body.reasonNote,
    packet: body.packet,
    score,
    bar: tier.packetBar,
    offeredAt: at.effectiveAt,
    arrivedAt: at.recordedAt,
    lapsesAt: lapsesAt ?? at.recordedAt + tier.acceptWithin * 1000,
    settledAt: null,
    settledBy: null,
    goal: null,
    returnReason: null,
    returnNote: null,
    alerted: [],
  };
  return { facts: [{ type: 'handoffOffered', body: { escalation } }, ...opens(ticket)] };
}

export function decideAccept(c: Case<z.infer<typeof acceptHandoff>['body']>): Outcome {
  const { ticket, body, by } = c;
  const offer = offerIn(c, body.escalationId);
  if ('refused' in offer) return offer;
  const personId = personOf(by);
  if (!personId || !can(by, 'handoff.answer', { ticket })) {
    return refuse('notAllowed', 'Only somebody of the team it is offered to can accept it.');
  }
  return {
    facts: [
      { type: 'handoffAccepted', body: { escalationId: offer.id, personId, goal: body.goal } },
      holds(ticket, { teamId: offer.to.teamId, personId }, 'handoff', null),
      ...opens(ticket),
    ],
  };
}

export function decideReturn(c: Case<z.infer<typeof returnHandoff>['body']>): Outcome {
  const offer = offerIn(c, c.body.escalationId);
  if ('refused' in offer) return offer;
  const personId = personOf(c.by);
  if (!personId || !can(c.by, 'handoff.answer', { ticket: c.ticket })) {
    return refuse('notAllowed', 'Only somebody of the team it is offered to can return it.');
  }
  const { reason, note } = c.body;
  return { facts: [{ type: 'handoffReturned', body: { escalationId: offer.id, personId, reason, note } }] };
}

export function decideWithdraw(c: Case<z.infer<typeof withdrawHandoff>['body']>): Outcome {
  const offer = offerIn(c, c.body.escalationId);
  if ('refused' in offer) return offer;
  const personId = personOf(c.by);
  if (!personId || !can(c.by, 'handoff.withdraw', { ticket: c.ticket })) {
    return refuse('notAllowed', 'Only the side that offered it can take the offer back.');
  }
  const moved = movedOn(c);
  if (moved) return moved;
  return { facts: [{ type: 'handoffWithdrawn', body: { escalationId: offer.id, personId, note: c.body.note } }] };
}

/** An offer to somebody who can't answer it any more is the whole team's. */
export function decideReaddress(c: Case<z.infer<typeof readdressHandoff>['body']>): Outcome {
  const offer = offerIn(c, c.body.escalationId);
  if ('refused' in offer) return offer;
  const { personId } = offer.to;
  const person = personId && c.given.reference.people.get(personId);
  const canAnswer = person && can({ kind: 'person', person }, 'handoff.answer', { ticket: c.ticket });
  if (!personId || canAnswer) return refuse('nothingToDo', 'Whom it is offered to can answer it.');
  return { facts: [{ type: 'handoffReaddressed', body: { escalationId: offer.id, from: personId, to: null } }] };
}

/** Nothing stays in limbo: the supervisors of both teams are told, the sender, and who is still accountable. */
export function decideLapse(c: Case<z.infer<typeof lapseHandoff>['body']>): Outcome {
  const offer = offerIn(c, c.body.escalationId);
  if ('refused' in offer) return offer;
  if (offer.lapsesAt > c.at.recordedAt) return refuse('notNow', 'The offer still has time.');
  const { reference } = c.given;
  const named = [offer.to.teamId, offer.from.teamId].flatMap((teamId) => supervisorsOf(teamId, reference));
  const told = named.length > 0 ? named : administrators(reference);
  const holder = c.ticket.accountable.personId;
  const alerted = [...new Set([...told, offer.offeredBy, ...(holder ? [holder] : [])])];
  return { facts: [{ type: 'handoffLapsed', body: { escalationId: offer.id, alerted } }] };
}

/** The team's named supervisor, or whoever supervises it while that one is gone. */
function supervisorsOf(teamId: TeamId, reference: Reference): PersonId[] {
  const named = reference.teams.get(teamId)?.supervisorId;
  if (named && reference.people.get(named)?.active) return [named];
  return [...reference.people.values()]
    .filter((person) => person.active && supervises(person, teamId))
    .map(({ id }) => id);
}

function supervises(person: Person, teamId: TeamId): boolean {
  return person.memberships.some((membership) => membership.teamId === teamId && membership.role === 'supervisor');
}

function administrators(reference: Reference): PersonId[] {
  return [...reference.people.values()].filter((person) => person.active && person.administrator).map(({ id }) => id);
}

/** The skill that the ticket's category asks for and the team doesn't hold, if any. */
export function skillLacking(ticket: Ticket, team: Team, given: Case<unknown>['given']): string | null {
  const skill = ticket.categoryId ? given.reference.categories.get(ticket.categoryId)?.skill : null;
  return skill && !team.skills.includes(skill) ? skill : null;
}

function offerIn(c: Case<unknown>, id: EscalationId): Escalation | ReturnType<typeof refuse> {
  const offer = c.ticket.escalations.find((escalation) => escalation.id === id);
  if (!offer) return refuse('noSuchOffer', 'There is no such offer on this ticket.');
  if (offer.state === 'offered') return offer;
  const what = {
    accepted: 'accepted it',
    returned: 'returned it',
    withdrawn: 'took the offer back',
    lapsed: 'let it lapse',
  }[offer.state];
  const who = offer.settledBy ? nameOf(c.given, offer.settledBy) : 'Nobody took the offer in time; the rule';
  const when = offer.settledAt === null ? '' : ` at ${clockTime(offer.settledAt)}`;
  return refuse('alreadySettled', `${who} ${what}${when}. It stays as it is.`, {
    by: offer.settledBy,
    at: offer.settledAt,
  });
}
