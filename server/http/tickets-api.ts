import { z } from 'zod';
import type { Actor } from '#core/access.ts';
import { Tag } from '#core/commands/classify.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import { Subject } from '#core/commands/subject.ts';
import { type CommandId, type ConsoleId, type MessageId, type RequesterId, TicketId } from '#core/ids.ts';
import type { Answer } from '#core/sync/protocol.ts';
import { Level } from '#core/ticket/history.ts';
import { TicketType } from '#core/ticket/ticket.ts';
import { knownCommand } from '../db/commands.ts';
import type { LiveKey } from '../db/keys.ts';
import { hasMessage } from '../db/messages.ts';
import { readTicket } from '../db/tickets.ts';
import { newRequester } from '../import/bring-in.ts';
import { idFrom, sha256 } from '../import/identity.ts';
import { createKeyring } from './api-keys.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

const Writer = z.strictObject({
  email: z.email('That is no email address.').max(320),
  name: z.string().trim().min(1).max(160).optional(),
});

const Words = z.string().trim().min(1, 'There is nothing written.').max(60_000, 'At most 60,000 characters.');

/** A ticket as another system says it: names instead of ids, and only the subject has to be there. */
export const ApiTicket = z.strictObject({
  subject: Subject,
  description: Words.nullable().default(null),
  requester: Writer.nullable().default(null),
  type: TicketType.default('incident'),
  impact: Level.default(2),
  urgency: Level.default(2),
  category: z.string().nullable().default(null),
  service: z.string().nullable().default(null),
  team: z.string().nullable().default(null),
  tags: z.array(Tag).max(30).default([]),
  /** The ticket's id over there, kept as the field "external id". */
  externalId: z.string().trim().min(1).max(200).nullable().default(null),
  fields: z.record(z.string().min(1).max(60), z.string().max(2_000)).default({}),
});
type ApiTicket = z.infer<typeof ApiTicket>;

/** What a requester wrote on a ticket that is there. */
export const ApiMessage = z.strictObject({ text: Words, requester: Writer.nullable().default(null) });

const Made = z.object({ id: TicketId, number: z.int(), url: z.string() });
const Written = z.object({ id: z.string(), ticketId: TicketId });
const headers = z.looseObject({
  'idempotency-key': z.string({ error: 'Send a key of your own that is the same when you try again.' }).min(1).max(255),
});

/**
 * Tickets from other systems, by API key. The same `Idempotency-Key` with the same body gives the same answer and
 * happens once; with another body it is a 422. Ids follow from key and body, so no table remembers requests.
 */
export function ticketsApi(app: Routes, parts: RouteParts): void {
  const { handle, database, clock, config } = parts;
  const keys = createKeyring(parts);
  const needsKey = { onRequest: keys.needs('tickets.create') };

  app.post(
    '/api/tickets',
    { ...needsKey, schema: { headers, body: ApiTicket, response: { 201: Made } } },
    async (request, reply) => {
      const key = keys.of(request);
      const { body } = request;
      const words = wordsOf(request.headers['idempotency-key'], body, key);
      const ticketId = idFrom<TicketId>('api ticket', ...words.withBody);
      const commandId = idFrom<CommandId>('api command', ...words.alone);
      let ticket = await readTicket(database, ticketId);
      if (!ticket) {
        await refuseAgain(commandId, ticketId);
        const intent: Intent = { type: 'createTicket', body: await ticketOf(body, words.withBody) };
        const answer = await handle(envelope(intent, ticketId, commandId, key), actorOf(key));
        if (answer.outcome === 'refused') throw refusal(answer);
        ticket = await readTicket(database, ticketId);
      }
      // Two requests at once with one key and two bodies: the other one was first.
      if (!ticket || ticket.number === null) throw otherBody();
      const origin = config.publicUrl?.origin ?? `${request.protocol}://${request.host}`;
      return reply.code(201).send({ id: ticketId, number: ticket.number, url: `${origin}/#/ticket/${ticketId}` });
    },
  );

  app.post(
    '/api/tickets/:id/messages',
    {
      ...needsKey,
      schema: { headers, params: z.object({ id: TicketId }), body: ApiMessage, response: { 201: Written } },
    },
    async (request, reply) => {
      const key = keys.of(request);
      const { body, params } = request;
      if (!(await readTicket(database, params.id))) {
        throw new HttpProblem(404, 'notFound', 'There is no such ticket.', 'id');
      }
      const words = wordsOf(request.headers['idempotency-key'], { ...body, ticketId: params.id }, key);
      const messageId = idFrom<MessageId>('api message', ...words.withBody);
      const commandId = idFrom<CommandId>('api command', ...words.alone);
      const isThere = () => hasMessage(database, params.id, messageId);
      if (!(await isThere())) {
        await refuseAgain(commandId, null);
        const text = { messageId, body: body.text, hash: sha256(body.text) };
        const requesterId = await requesterFor(body.requester);
        const intent: Intent = { type: 'receive', body: { text, requesterId, channel: 'api' } };
        const answer = await handle(envelope(intent, params.id, commandId, key), actorOf(key));
        if (answer.outcome === 'refused') throw refusal(answer);
        if (!(await isThere())) throw otherBody();
      }
      return reply.code(201).send({ id: messageId, ticketId: params.id });
    },
  );

  /** A key that was used and made nothing: with the same body the same refusal, else what is wrong is the key. */
  async function refuseAgain(commandId: CommandId, ticketId: TicketId | null): Promise<void> {
    const known = await knownCommand(database, commandId);
    if (!known) return;
    // A ticket's id follows from the body, so another one means another body.
    if (known.answer.outcome === 'refused' && known.ticketId === ticketId) throw refusal(known.answer);
    throw otherBody();
  }

  /** Names become ids; one that isn't known is a 400 that names its field. */
  async function ticketOf(body: ApiTicket, words: readonly string[]) {
    const { data } = await parts.reference.current();
    const named = <T extends { id: string; name: string }>(field: string, name: string | null, list: readonly T[]) => {
      const found = list.find((one) => one.name.toLowerCase() === name?.trim().toLowerCase());
      if (name === null) return null;
      if (!found) throw new HttpProblem(400, 'unknownName', `In "${field}": there is no ${field} "${name}".`, field);
      return found.id as T['id'];
    };
    const { category, service, team, requester, description, externalId, fields, ...rest } = body;
    const ids = {
      categoryId: named('category', category, data.categories),
      serviceId: named('service', service, data.services),
      teamId: named(
        'team',
        team,
        data.teams.filter(({ active }) => active),
      ),
    };
    const text = description && {
      messageId: idFrom<MessageId>('api message', ...words),
      body: description,
      hash: sha256(description),
    };
    return {
      ...rest,
      ...ids,
      requesterId: await requesterFor(requester),
      organisationId: null,
      channel: 'api' as const,
      mine: false,
      text: text || null,
      fields: externalId === null ? fields : { ...fields, 'external id': externalId },
    };
  }

  /** By address; who writes for the first time becomes a requester. */
  async function requesterFor(writer: z.infer<typeof Writer> | null): Promise<RequesterId | null> {
    if (!writer) return null;
    const email = writer.email.toLowerCase();
    const { data } = await parts.reference.current();
    const known = data.requesters.find((requester) => requester.email.toLowerCase() === email);
    if (known) return known.id;
    const fresh = newRequester({ email, name: writer.name ?? email });
    await parts.changeReference((edit) => edit.save('requester', [fresh]));
    return fresh.id;
  }

  function envelope(intent: Intent, ticketId: TicketId, id: CommandId, key: LiveKey): Command {
    const at = clock.now();
    const made = { device: at, offset: 0, offsetError: 0, measuredAt: at, monotonic: null, bootId: 'api' };
    return { id, v: 1, ticketId, consoleId: idFrom<ConsoleId>('api', key.id), seq: 1, made, causeId: null, ...intent };
  }
}

function actorOf(key: LiveKey): Actor {
  return { kind: 'api', keyId: key.id };
}

function wordsOf(idempotencyKey: string, body: object, key: LiveKey) {
  const alone = [key.id, idempotencyKey];
  return { alone, withBody: [...alone, JSON.stringify(body)] };
}

function otherBody(): HttpProblem {
  const says = 'This Idempotency-Key was used with another body. Nothing was done; use a new key for a new request.';
  return new HttpProblem(422, 'keyUsed', says, 'idempotency-key');
}

function refusal(answer: Extract<Answer, { outcome: 'refused' }>): HttpProblem {
  return new HttpProblem(422, answer.refusal.reason, answer.refusal.says);
}
