import { createHash } from 'node:crypto';
import type { Intent } from '#core/commands/command.ts';
import type { MessageId, TicketId } from '#core/ids.ts';

/** Intents for tests of store and sync, with true hashes. */
const uuid = (kind: number, n: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;

export const newTicketId = (n: number) => uuid(3, n) as TicketId;

export const textOf = (n: number, body = `Text ${n}`) => ({
  messageId: uuid(4, n) as MessageId,
  body,
  hash: createHash('sha256').update(body, 'utf8').digest('hex'),
});

export const create = (
  subject: string,
  more: Partial<Extract<Intent, { type: 'createTicket' }>['body']> = {},
): Intent => ({
  type: 'createTicket',
  body: {
    type: 'incident',
    subject,
    requesterId: null,
    organisationId: null,
    serviceId: null,
    categoryId: null,
    tags: [],
    impact: 2,
    urgency: 2,
    channel: 'phone',
    teamId: null,
    mine: false,
    text: null,
    fields: {},
    ...more,
  },
});
export const note = (n: number, body?: string): Intent => ({ type: 'note', body: { text: textOf(n, body) } });
export const take: Intent = { type: 'take', body: {} };
export const release: Intent = { type: 'release', body: {} };
export const rename = (subject: string): Intent => ({ type: 'rename', body: { subject } });
export const tag = (...add: string[]): Intent => ({ type: 'tag', body: { add, remove: [] } });
