import type { Command } from '#core/commands/command.ts';
import type { Moment } from '#core/commands/moment.ts';
import type { CommandId, ConsoleId, Instant, PersonId, TicketId } from '#core/ids.ts';
import type { Answer } from '#core/sync/protocol.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { AttentionCard } from './store.ts';

/**
 * The console's tables, in plain meanings. Two implementations: IndexedDB (`database.ts`) and memory (`disk-in-memory.ts`),
 * where the browser refuses to store. One record costs 65-100 µs whatever its size: hence one `conversations` record
 * a ticket, not one a message.
 */
export type Records = {
  /** What I see. */
  tickets: TicketRecord;
  /** What the server said, only for tickets with something in the outbox. */
  confirmed: ConfirmedRecord;
  /** Text and timeline as the server said them. */
  conversations: Conversation;
  /** What I asked. */
  outbox: OutboxRecord;
  /** What the server refused. */
  cards: AttentionCard & { id: CommandId };
  /** The last `seq` given to a command of a ticket. */
  counters: { id: TicketId; seq: number };
  drafts: { id: string; body: string; at: Instant };
  seen: SeenRecord;
  reference: { id: 'reference'; data: ReferenceData };
  meta: MetaRecord;
};
export type TableName = keyof Records;

/** `round`: the snapshot that brought it. After a new snapshot what carries an older round is gone from one's scope. */
export type TicketRecord = { id: TicketId; ticket: Ticket; round: number };
/** `ticket` is null where the server doesn't know it (yet, or for us). */
export type ConfirmedRecord = { id: TicketId; ticket: Ticket | null; round: number };
export type Conversation = { id: TicketId; messages: Message[]; events: TicketEvent[]; whole: boolean };
export type OutboxRecord = {
  id: CommandId;
  ticketId: TicketId;
  command: Command;
  /** What this console takes for the command's time until the server says. */
  moment: Moment;
  /** Not to be sent before this instant (server time); null: at once. */
  heldUntil: Instant | null;
  /** What the server said, while its effect is still ahead of the cursor. */
  answer: Answer | null;
  /** Never to be sent or shown again; it stays until the journal says so too. */
  takenBack?: true;
};
/** Up to which message, and which time, a ticket was read on this device. */
export type SeenRecord = { id: TicketId; messageId: string | null; at: Instant };

/** Who this database is of, where it stands in the feed, and what it knows of time. */
export type Identity = { consoleId: ConsoleId; serverId: string; personId: PersonId };
export type Position = {
  /** Everything up to here is in `tickets`. Null before the first sync is through. */
  cursor: number | null;
  epoch: string | null;
  round: number;
  /** A first sync under way: where its next page starts, and how far it is. */
  snapshot: { after: string | null; cursor: number | null; done: number; total: number } | null;
  asOf: Instant | null;
  /** When this console first held everything: messages before it don't count as new. */
  since: Instant | null;
  /** Tickets that the server said something of which this console couldn't read: what is here of them may be old. */
  unread?: readonly TicketId[];
};
export type TimeRecord = { offset: number; error: number; measuredAt: Instant; monotonic: number; bootId: string };
export type MetaRecord =
  | { id: 'identity'; value: Identity }
  | { id: 'position'; value: Position }
  | { id: 'time'; value: TimeRecord };

export type Table<R extends { id: string }> = {
  get(id: R['id']): PromiseLike<R | undefined>;
  many(ids: readonly R['id'][]): PromiseLike<(R | undefined)[]>;
  put(record: R): PromiseLike<unknown>;
  putAll(records: readonly R[]): PromiseLike<unknown>;
  drop(id: R['id']): PromiseLike<unknown>;
  dropAll(ids: readonly R['id'][]): PromiseLike<unknown>;
  all(): PromiseLike<R[]>;
  /** Ids of records whose `round` is below; only tables of tickets have rounds. */
  below(round: number): PromiseLike<R['id'][]>;
  /** Hands all records over in portions, for what should not be in memory at once. False stops. */
  each(portion: number, look: (records: R[]) => boolean): Promise<void>;
};
export type Tables = { [K in TableName]: Table<Records[K]> } & {
  outbox: { of(ticketId: TicketId): PromiseLike<OutboxRecord[]> };
};

export type Disk = {
  kind: 'indexedDB' | 'memory';
  /**
   * One transaction over the named tables. Nothing but these tables may be awaited in it: it would close. Nobody is told
   * anything inside it either, for what they then do would count as part of it: take what was read out, then tell.
   */
  write<T>(names: readonly TableName[], work: (tables: Tables) => Promise<T>): Promise<T>;
  read<T>(names: readonly TableName[], work: (tables: Tables) => Promise<T>): Promise<T>;
  /** Called where the browser has taken the database away under us. */
  onLost(listener: () => void): () => void;
  close(): void;
  /** Closes and deletes all of it. */
  wipe(): Promise<void>;
};

export const tableNames = [
  'tickets',
  'confirmed',
  'conversations',
  'outbox',
  'cards',
  'counters',
  'drafts',
  'seen',
  'reference',
  'meta',
] as const satisfies readonly TableName[];

export const nowhere: Position = { cursor: null, epoch: null, round: 1, snapshot: null, asOf: null, since: null };

export async function positionIn(tables: Pick<Tables, 'meta'>): Promise<Position> {
  const record = await tables.meta.get('position');
  return record?.id === 'position' ? record.value : nowhere;
}
