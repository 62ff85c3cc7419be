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
import { Tag } from './classify.ts';
import { type Given, type Outcome, personOf } from './decision.ts';
import type { Moment } from './moment.ts';
import { Text } from './reply.ts';

export const Subject = z
  .string()
  .trim()
  .min(1, 'A ticket needs a subject.')
  .max(200, 'A subject is at most 200 characters.');

export const createTicket = z.object({
  type: z.literal('createTicket'),
  body: z.object({
    type: TicketType,
    subject: Subject,
    requesterId: RequesterId.nullable(),
    organisationId: OrganisationId.nullable(),
    serviceId: ServiceId.nullable(),
    categoryId: CategoryId.nullable(),
    tags: z.array(Tag).max(30),
    impact: Level,
    urgency: Level,
    channel: Channel,
    /** Null leaves it to intake. */
    teamId: TeamId.nullable(),
    /** Whether who makes it also takes it. */
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
  const team = body.teamId ? given.reference.teams.get(body.teamId) : intakeFor(body, by, given);
  if (!team?.active) return refuse('wrongTeam', 'There is no such team to open the ticket in. Choose another team.');
  if (body.categoryId && !given.reference.categories.has(body.categoryId)) {
    return refuse('invalid', 'That category is not known here any more. Choose another one.');
  }
  const personId = personOf(by);
  const mine = body.mine && personId !== null && inTeam(by, team.id);
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
  if (given.number !== null) facts.push({ type: 'numbered', body: { number: given.number } });
  return { facts, messages };
}

/** Where nobody said: a team of the front line that the maker works in, else the intake team. */
function intakeFor(_body: Body, by: Actor, given: Given) {
  const teams = [...given.reference.teams.values()].filter((team) => team.active);
  const own = teams.find((team) => team.intake && inTeam(by, team.id));
  return own ?? teams.find((team) => team.intake) ?? teams[0];
}

function inTeam(by: Actor, teamId: TeamId): boolean {
  return by.kind === 'person' && by.person.memberships.some((membership) => membership.teamId === teamId);
}

function organisationOf(body: Body, given: Given) {
  return (body.requesterId && given.reference.requesters.get(body.requesterId)?.organisationId) ?? null;
}
