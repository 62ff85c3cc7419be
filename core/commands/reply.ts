import { z } from 'zod';
import { can } from '../access.ts';
import { Instant, MessageId, RequesterId } from '../ids.ts';
import { isRefusal, refuse } from '../refusal.ts';
import type { Fact } from '../ticket/events.ts';
import { type Author, Channel, type Message } from '../ticket/message.ts';
import { type Case, nameOf, type Outcome, personOf } from './decision.ts';
import { movedOn } from './moved-on.ts';
import { unpromisable } from './promised.ts';
import { becoming } from './status.ts';

/** Text as typed, and the SHA-256 that events carry in its place. The edge that takes it in verifies the hash. */
export const Text = z.object({
  messageId: MessageId,
  body: z.string().min(1, 'There is nothing written yet.').max(60_000, 'A message is at most 60,000 characters.'),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Text = z.infer<typeof Text>;

export const reply = z.object({
  type: z.literal('reply'),
  body: z.object({
    text: Text,
    /** The newest public message its author had seen: the send guard. */
    seen: MessageId.nullable(),
    /** Sent in full sight of a newer message. */
    sendAnyway: z.boolean(),
    /** "Send and wait": the ticket then waits for the requester. */
    thenWait: z.boolean(),
    /** "Send and resolve". */
    thenResolve: z.boolean(),
    /** The next update promised in it; null leaves an earlier promise kept by this reply. */
    promisedUntil: Instant.nullable(),
  }),
});

export const note = z.object({ type: z.literal('note'), body: z.object({ text: Text }) });

/** A message from outside: from the requester, by mail, the portal or another system. */
export const receive = z.object({
  type: z.literal('receive'),
  body: z.object({ text: Text, requesterId: RequesterId.nullable(), channel: Channel }),
});

export function decideReply(c: Case<z.infer<typeof reply>['body']>): Outcome {
  const { ticket, body, by, given } = c;
  if (!can(by, 'ticket.work', { ticket })) {
    return refuse(
      'notAllowed',
      'Only the team that holds this ticket writes to the requester. Add an internal note instead.',
    );
  }
  const last = ticket.lastPublic;
  const own = last?.personId != null && last.personId === personOf(by);
  if (last && !own && last.id !== body.seen && !body.sendAnyway) {
    const who = last.from === 'requester' ? 'The requester' : nameOf(given, last.personId);
    return refuse('newerMessage', `${who} wrote before your reply left. Read it, then send yours or change it.`, {
      by: last.personId,
      at: last.at,
    });
  }
  // Words alone may be said whoever holds it; with a change of state all of it waits, so that no word is lost.
  const moved = body.thenResolve || body.thenWait ? movedOn(c, 'status') : null;
  if (moved) return moved;
  const late = unpromisable(body.promisedUntil, ticket, c.at);
  if (late) return late;
  const facts: Fact[] = [messageFact(c, 'public', personAuthor(c), 'console')];
  const next = body.thenResolve ? 'resolved' : body.thenWait ? 'pending' : ticket.status === 'new' ? 'open' : null;
  const done = next === 'resolved' && ticket.status === 'closed';
  if (next && next !== ticket.status && !done) {
    const changes = becoming(c, next, next === 'pending' ? 'requester' : null, null);
    if (isRefusal(changes)) return changes;
    facts.push(...changes);
  }
  if (body.promisedUntil !== null || ticket.promisedUntil !== null) {
    facts.push({ type: 'promised', body: { until: body.promisedUntil } });
  }
  return { facts, messages: [messageOf(c, 'public', personAuthor(c), 'console')] };
}

export function decideNote(c: Case<z.infer<typeof note>['body']>): Outcome {
  if (!can(c.by, 'ticket.note', { ticket: c.ticket })) {
    return refuse('notAllowed', 'You can read this ticket but not write on it.');
  }
  return {
    facts: [messageFact(c, 'internal', personAuthor(c), 'console')],
    messages: [messageOf(c, 'internal', personAuthor(c), 'console')],
  };
}

/** The requester's word ends waiting for it, and reopens what was thought done. */
export function decideReceive(c: Case<z.infer<typeof receive>['body']>): Outcome {
  const { ticket, body } = c;
  const author: Author = { kind: 'requester', id: body.requesterId ?? ticket.requesterId };
  const facts: Fact[] = [messageFact(c, 'public', author, body.channel)];
  const waited = ticket.status === 'pending' || (ticket.status === 'onHold' && ticket.waitingOn === 'requester');
  if (waited || ticket.status === 'resolved' || ticket.status === 'closed') {
    facts.push({
      type: 'statusChanged',
      body: { from: ticket.status, to: 'open', waitingOn: null, note: 'The requester wrote.' },
    });
  }
  return { facts, messages: [messageOf(c, 'public', author, body.channel)] };
}

type WithText = { text: Text };

function messageFact(c: Case<WithText>, visibility: Message['visibility'], author: Author, channel: Channel): Fact {
  const { messageId, hash } = c.body.text;
  return { type: 'messageAdded', body: { messageId, hash, visibility, author, channel } };
}

function messageOf(c: Case<WithText>, visibility: Message['visibility'], author: Author, channel: Channel): Message {
  const { messageId: id, hash, body } = c.body.text;
  return { id, ticketId: c.ticketId, visibility, author, channel, body, hash, at: c.at.effectiveAt, erasedAt: null };
}

function personAuthor(c: Case<unknown>): Author {
  const id = personOf(c.by);
  return id ? { kind: 'person', id } : { kind: 'system' };
}
