import { z } from 'zod';
import type { Actor } from '../access.ts';
import { can } from '../access.ts';
import { CategoryId, OrganisationId, RequesterId, ServiceId, TeamId, type TicketId } from '../ids.ts';
import { refuse } from '../refusal.ts';
import type { Fact } from '../ticket/events.ts';
import { Level } from '../ticket/history.ts';
import { priorityOf } from '../ticket/matrix.ts';
import { Channel, type Message } from '../ticket/message.ts';
import { TicketType } from '../ticket/ticket.ts';
import type { Reference } from '../workspace/reference.ts';
import type { Team } from '../workspace/team.ts';
import { MOST_TAGS, Tag } from './classify.ts';
import { type Given, type Outcome, personOf } from './decision.ts';
import { unknownIn } from './known.ts';
import type { Moment } from './moment.ts';
import { Text } from './reply.ts';
import { Subject } from './subject.ts';

export const createTicket = z.object({
  type: z.literal('createTicket'),
  body: z.object({
    type: TicketType,
    subject: Subject,
    requesterId: RequesterId.nullable(),
    organisationId: OrganisationId.nullable(),
    serviceId: ServiceId.nullable(),
    categoryId: CategoryId.nullable(),
    tags: z.array(Tag).max(MOST_TAGS),
    impact: Level,
    urgency: Level,
    channel: Channel,
    /** Null leaves it to intake. */
    teamId: TeamId.nullable(),
    /** Whether who makes it also takes it; only in a team that they work in. */
    mine: z.boolean(),
    /** What the requester said. */
    text: Text.nullable(),
    fields: z.record(z.string().max(60), z.string().max(2_000)),
  }),
});
type Body = z.infer<typeof createTicket>['body'];

/** The one decision that starts from nothing. */
export function decideCreate(ticketId: TicketId, body: Body, by: Actor, at: Moment, given: Given): Outcome {
  if (!can(by, 'ticket.create')) return refuse('notAllowed', 'Only agents can open tickets.');
  const team = landingTeam(body.teamId, by, given.reference);
  if (!team?.active) return refuse('wrongTeam', 'There is no such team to open the ticket in. Choose another team.');
  const unknown = unknownIn(body, given.reference);
  if (unknown) return unknown;
  const personId = personOf(by);
  const mine = body.mine && personId !== null && canHold(by, team.id);
  const { text, teamId: _team, mine: _mine, ...rest } = body;
  const facts: Fact[] = [
    {
      type: 'opened',
      body: {
        ...rest,
        organisationId: body.organisationId ?? organisationOf(body, given),
        priority: priorityOf(given.reference.matrix, body.impact, body.urgency),
        accountable: { teamId: team.id, personId: mine ? personId : null },
      },
    },
  ];
  const messages: Message[] = [];
  if (text) {
    const author = { kind: 'requester' as const, id: body.requesterId };
    facts.push({
      type: 'messageAdded',
      body: { messageId: text.messageId, hash: text.hash, visibility: 'public', author, channel: body.channel },
    });
    messages.push({
      id: text.messageId,
      ticketId,
      visibility: 'public',
      author,
      channel: body.channel,
      body: text.body,
      hash: text.hash,
      at: at.effectiveAt,
      erasedAt: null,
    });
  }
  // Who made it for another team goes on seeing it, or it would be gone from their desk as soon as it is sent.
  if (personId && !isMember(by, team.id)) facts.push({ type: 'watched', body: { personId, watching: true } });
  if (given.number !== null) facts.push({ type: 'numbered', body: { number: given.number } });
  return { facts, messages };
}

/** The team that a new ticket lands in. Where nobody said: a team of the front line that the maker is in, else the intake team. */
export function landingTeam(teamId: TeamId | null, by: Actor, reference: Reference): Team | undefined {
  if (teamId) return reference.teams.get(teamId);
  const teams = [...reference.teams.values()].filter((team) => team.active);
  const own = teams.find((team) => team.intake && isMember(by, team.id));
  return own ?? teams.find((team) => team.intake) ?? teams[0];
}

/** Whether somebody can hold tickets of a team. */
export function canHold(by: Actor, teamId: TeamId): boolean {
  return by.kind === 'person' && by.person.memberships.some((one) => one.teamId === teamId && one.role !== 'viewer');
}

function isMember(by: Actor, teamId: TeamId): boolean {
  return by.kind === 'person' && by.person.memberships.some((one) => one.teamId === teamId);
}

function organisationOf(body: Body, given: Given) {
  return (body.requesterId && given.reference.requesters.get(body.requesterId)?.organisationId) ?? null;
}
