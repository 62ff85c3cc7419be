import type { CommandId, Instant, TicketId } from '#core/ids.ts';
import type { Answer, TicketRow } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { cardOf } from './attention.ts';
import type { Desk } from './desk.ts';
import type { ConfirmedRecord, Conversation, OutboxRecord, Position, Tables } from './disk.ts';
import { refresh } from './refresh.ts';
import type { AttentionCard } from './store.ts';

/** What the server said in one page, and where that leaves this console in the feed. */
export type Said = {
  rows: readonly TicketRow[];
  drops: readonly TicketId[];
  position: Position;
  at: Instant;
  /** Whether a ticket can be here already. What can't isn't looked for: a first sync only writes. */
  isHere(id: TicketId): boolean;
};

/** What became different: tickets as they look now (null: gone from here), commands that are done, new cards. */
export type Received = { tickets: Map<TicketId, Ticket | null>; done: CommandId[]; cards: AttentionCard[] };

export const receiving = ['tickets', 'confirmed', 'conversations', 'outbox', 'cards', 'meta'] as const;

/**
 * One transaction: write what the server said, move the cursor, drop outbox rows whose outcome is now behind the cursor,
 * replay the rest on the touched tickets. An older row never overwrites a newer one. The screen never flickers back.
 */
export async function receive(tables: Tables, said: Said, desk: Desk): Promise<Received> {
  const { round, cursor } = said.position;
  const outbox = await tables.outbox.all();
  const rows = await fresh(tables, said, new Set(outbox.map((row) => row.ticketId)));
  const told = new Map<TicketId, Ticket | null>(rows.map((row) => [row.ticket.id, row.ticket]));
  for (const id of said.drops) told.set(id, null);

  const received: Received = { tickets: new Map(), done: [], cards: [] };
  const inside = new Set(said.rows.flatMap((row) => row.events.map((event) => event.commandId)));
  // What was done to a ticket that can't be read stays in sight on what is here of it.
  const unread = new Set(said.position.unread);
  const isShown = ({ ticketId, answer }: OutboxRecord) => answer?.outcome === 'refused' || !unread.has(ticketId);
  const over = outbox.filter((row) => inside.has(row.id) || (isBehind(row.answer, cursor) && isShown(row)));
  for (const row of over) {
    if (row.answer?.outcome === 'refused' && isAsked(row))
      received.cards.push(cardOf(row, row.answer.refusal, said.at));
    else received.done.push(row.id);
  }
  await tables.outbox.dropAll(over.map((row) => row.id));
  await tables.cards.putAll(received.cards.map((card) => ({ ...card, id: card.commandId })));

  const gone = new Set(over);
  const pending = groupByTicket(outbox.filter((row) => !gone.has(row)));
  await writeConversations(tables, rows);
  for (const row of over) if (!told.has(row.ticketId)) told.set(row.ticketId, await knownOf(tables, row.ticketId));
  const held = new Set(outbox.map((row) => row.ticketId));
  const plain: { id: TicketId; ticket: Ticket; round: number }[] = [];
  for (const [id, ticket] of told) {
    if (ticket && !held.has(id)) plain.push({ id, ticket, round });
    else received.tickets.set(id, await refresh(tables, { id, ticket, round }, pending.get(id) ?? [], desk));
  }
  await tables.tickets.putAll(plain);
  for (const { id, ticket } of plain) received.tickets.set(id, ticket);
  await tables.meta.put({ id: 'position', value: said.position });
  return received;
}

/** The rows that are not older than what is here. A row of an earlier snapshot round is older than any new one. */
async function fresh(tables: Tables, said: Said, pending: ReadonlySet<TicketId>): Promise<TicketRow[]> {
  const ids = said.rows.map((row) => row.ticket.id);
  const asked = ids.filter((id) => said.isHere(id));
  const here = new Map<TicketId, ConfirmedRecord>();
  for (const record of await tables.tickets.many(asked)) if (record) here.set(record.id, record);
  const held = ids.filter((id) => pending.has(id));
  for (const record of await tables.confirmed.many(held)) if (record) here.set(record.id, record);
  return said.rows.filter(({ ticket }) => {
    const known = here.get(ticket.id);
    return !known?.ticket || known.round !== said.position.round || known.ticket.rev <= ticket.rev;
  });
}

async function knownOf(tables: Tables, id: TicketId): Promise<Ticket | null> {
  const confirmed = await tables.confirmed.get(id);
  return (confirmed ?? (await tables.tickets.get(id)))?.ticket ?? null;
}

async function writeConversations(tables: Tables, rows: readonly TicketRow[]): Promise<void> {
  const parts = rows.filter((row) => !row.whole);
  const before = await tables.conversations.many(parts.map((row) => row.ticket.id));
  const merged = parts.map((row, index) => merge(row, before[index]));
  const whole = rows.filter((row) => row.whole).map((row) => merge(row, undefined));
  await tables.conversations.putAll([...whole, ...merged]);
}

/** New things join by id; what comes again (erased text) replaces what was there. */
function merge(row: TicketRow, before: Conversation | undefined): Conversation {
  const messages = new Map(before?.messages.map((message) => [message.id, message]));
  for (const message of row.messages) messages.set(message.id, message);
  const events = new Map(before?.events.map((event) => [event.n, event]));
  for (const event of row.events) events.set(event.n, event);
  return {
    id: row.ticket.id,
    messages: [...messages.values()],
    events: [...events.values()].sort((a, b) => a.n - b.n),
    whole: row.whole || (before?.whole ?? false),
  };
}

/** Somebody asked for it and waits. What became of an alert the console tells by itself: nobody is shown that it failed. */
export function isAsked({ command }: Pick<OutboxRecord, 'command'>): boolean {
  return command.type !== 'reportAlert';
}

export function isBehind(answer: Answer | null, cursor: number | null): boolean {
  return answer !== null && cursor !== null && answer.seq <= cursor;
}

export function groupByTicket(rows: readonly OutboxRecord[]): Map<TicketId, OutboxRecord[]> {
  const grouped = new Map<TicketId, OutboxRecord[]>();
  for (const row of rows) {
    const list = grouped.get(row.ticketId);
    if (list) list.push(row);
    else grouped.set(row.ticketId, [row]);
  }
  return grouped;
}
