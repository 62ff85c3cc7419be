import { describe, expect, it } from 'vitest';
import { scopesOf } from '#core/access.ts';
import { isRefusal } from '#core/refusal.ts';
import { scopeOf, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { actor, createDesk, everybody, ines, reference, ruben, teamId } from './desk.ts';

const sees = (who: Person, ticket: Ticket) => scopesOf(who)?.some((key) => scopeOf(ticket).includes(key)) ?? true;

/** A ticket that somebody makes, and wants to hold. */
function madeBy(who: Person, to: number | null, people = everybody): Ticket {
  const desk = createDesk({ reference: reference({ people }) });
  const body = {
    type: 'incident' as const,
    subject: 'Handheld loses the depot',
    requesterId: null,
    organisationId: null,
    serviceId: null,
    categoryId: null,
    tags: [],
    impact: 2 as const,
    urgency: 2 as const,
    channel: 'phone' as const,
    teamId: to === null ? null : teamId(to),
    mine: true,
    text: null,
    fields: {},
  };
  const made = desk.ask(actor(who), { type: 'createTicket', body });
  if (isRefusal(made)) throw new Error(made.says);
  return made;
}

describe('a new ticket', () => {
  it('[SYNC41] stays before the eyes of who made it for another team, and its number reaches them', () => {
    const ticket = madeBy(ruben, null);
    expect(ticket).toMatchObject({ accountable: { teamId: teamId(1), personId: null }, number: 100 });
    expect(ticket.watchers).toEqual([ruben.id]);
    expect(sees(ruben, ticket)).toBe(true);
  });

  it('is held by its maker in a team of theirs, and followed by nobody', () => {
    const ticket = madeBy(ines, null);
    expect(ticket.accountable).toEqual({ teamId: teamId(1), personId: ines.id });
    expect(ticket.watchers).toEqual([]);
  });

  it('is never held by who only looks on there', () => {
    const lookingOn = { ...ruben, memberships: [...ruben.memberships, { teamId: teamId(1), role: 'viewer' as const }] };
    const people = everybody.map((one) => (one.id === ruben.id ? lookingOn : one));
    const ticket = madeBy(lookingOn, 1, people);
    expect(ticket.accountable).toEqual({ teamId: teamId(1), personId: null });
    expect([ticket.watchers, sees(lookingOn, ticket)]).toEqual([[], true]);
  });
});
