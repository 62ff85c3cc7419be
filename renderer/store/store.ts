import type { Intent } from '#core/commands/command.ts';
import type { Alert } from '#core/escalation/alert.ts';
import type {
  CategoryId,
  CauseId,
  CommandId,
  EscalationId,
  Instant,
  OrganisationId,
  PersonId,
  RequesterId,
  ServiceId,
  TeamId,
  TicketId,
} from '#core/ids.ts';
import type { Refusal } from '#core/refusal.ts';
import type { PersonPresence } from '#core/sync/protocol.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Priority, Status, WaitingOn } from '#core/ticket/history.ts';
import type { Message } from '#core/ticket/message.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket, TicketType } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';

/**
 * What pages know of the console's memory. Everything here is local and answers offline; how tickets lie on disk,
 * and that there is a server at all, stays behind it.
 */
export type Store = {
  me: Person;
  queue: Queue;
  /** One ticket as the agent sees it, provisional things included. Reads the body from disk when first asked. */
  ticket(id: TicketId): Live<TicketView | null | 'loading'>;
  reference: Live<Reference>;
  outbox: Live<OutboxView>;
  attention: Live<readonly AttentionCard[]>;
  /**
   * Everything on this console that rings for me, past and to come, by `ringAt` then id; `upcoming` in
   * `core/escalation/alert.ts` says what of it still should. Fed by changes, like the queue.
   */
  alerts: Live<readonly Alert[]>;
  /** Ids of alerts that I acknowledged, on whatever device: what of them still stands here is over. */
  answered: Live<ReadonlySet<Alert['id']>>;
  sync: Live<SyncView>;
  /** Who is here and looks at what, as far as the socket says: ephemeral and lossy. Pages read presence here, never from sync. */
  presence: Live<readonly PersonPresence[]>;
  /** Tells the others what I look at and whether I write; null when nothing is open. */
  look(ticketId: TicketId | null, writing: boolean): void;
  /** Says what follows, or why not. Resolves once the command is durable (journal, then outbox). */
  dispatch(ticketId: TicketId, intent: Intent, options?: DispatchOptions): Promise<Refusal | { commandId: CommandId }>;
  /** Takes back a command that is still held. False where it has gone. */
  undo(commandId: CommandId): Promise<boolean>;
  /** Releases a held command at once. */
  sendNow(commandId: CommandId): Promise<void>;
  /** What becomes of a card: dropped with its text (which stays in the journal), or asked again as it is or changed. */
  settleCard(commandId: CommandId, how: { drop: true } | { again: Intent }): Promise<Refusal | null>;
  drafts: {
    /** The text that this device keeps for a ticket's composer; null where there is none. `key` e.g. `reply`, `note`, `new`. */
    read(ticketId: TicketId | null, key: string): Promise<Draft | null>;
    /** Durable within 500 ms; an empty body removes it. */
    write(ticketId: TicketId | null, key: string, body: string): void;
    /** Everything that is kept, of all tickets, the newest first. */
    list(): Promise<readonly KeptDraft[]>;
    /** True when all that was typed is on disk. False where no disk takes it: it is tried again, and gone on quit till then. */
    flush(): Promise<boolean>;
  };
  /** Marks everything in a ticket as read on this device. */
  markSeen(ticketId: TicketId): void;
  /** Tickets whose text holds all words: subject, number, people and tags first, then messages. Local only. */
  search(words: string, limit: number): Promise<readonly TicketId[]>;
  /** Server time: the device's clock plus the measured offset. */
  now(): Instant;
  /** The clock's offset (server minus device), its error bound in ms, and when it was measured; null until first contact. */
  offset(): { offset: number; error: number; measuredAt: Instant } | null;
};

/** A value that changes, in the shape of React's `useSyncExternalStore`. `get` returns the same object until it changes. */
export type Live<T> = { get(): T; subscribe(listener: () => void): () => void };

/** All tickets on this console, ordered by what breaches next; kept in memory, changed in place of being read again. */
export type Queue = Live<readonly QueueRow[]> & { row(id: TicketId): QueueRow | null; loaded(): boolean };

export type QueueRow = {
  id: TicketId;
  number: number | null;
  subject: string;
  type: TicketType;
  status: Status;
  waitingOn: WaitingOn | null;
  priority: Priority;
  teamId: TeamId;
  personId: PersonId | null;
  requesterId: RequesterId | null;
  /** Name and phone of somebody who asks and is in no list. */
  caller: string;
  organisationId: OrganisationId | null;
  categoryId: CategoryId | null;
  serviceId: ServiceId | null;
  tags: readonly string[];
  /** The unended target that breaches first; for a ticket that is done, its resolution. */
  nearest: TargetInstance | null;
  /** `dueOrder` of it; infinite where nothing is owed. Rows come in this order, then by id. */
  order: number;
  offer: {
    id: EscalationId;
    toTeamId: TeamId;
    toPersonId: PersonId | null;
    offeredBy: PersonId;
    lapsesAt: Instant;
  } | null;
  /** The last offer lapsed and nothing has happened since. */
  lapsed: boolean;
  /** Until when the requester was told, or may expect by policy, to hear from us. */
  promisedUntil: Instant | null;
  /** Whether somebody told them so, by a promise of their own. */
  isPromised: boolean;
  /** How much work on it has a time that nobody could prove and no supervisor decided on. */
  disputes: number;
  /** How often it was put on hold right after the requester wrote. */
  earlyHolds: number;
  watching: boolean;
  heldBefore: readonly TeamId[];
  updatedAt: Instant;
  openedAt: Instant;
  unread: boolean;
  /** Something on it waits for the server. */
  saving: boolean;
};

export type TicketView = {
  ticket: Ticket;
  /** By time. Provisional ones included. */
  messages: readonly Message[];
  /** By `n`. Provisional ones included. */
  events: readonly TicketEvent[];
  /** Ids of messages and events that the server hasn't confirmed. */
  provisional: ReadonlySet<string>;
  /** Commands on this ticket that still can be taken back, with the instant until which. */
  held: readonly { commandId: CommandId; type: Intent['type']; until: Instant }[];
  /** False where older history was left out; it comes on demand. */
  whole: boolean;
};

export type OutboxView = {
  waiting: number;
  rows: readonly {
    commandId: CommandId;
    ticketId: TicketId;
    intent: Intent;
    madeAt: Instant;
    heldUntil: Instant | null;
  }[];
};

/** What the server refused, or what waits for a decision: with all its text. */
export type AttentionCard = {
  commandId: CommandId;
  ticketId: TicketId;
  intent: Intent;
  madeAt: Instant;
  refusal: Refusal;
  refusedAt: Instant;
};

export type SyncView = {
  state: 'starting' | 'live' | 'polling' | 'offline' | 'signedOut' | 'tooOld' | 'wrongServer' | 'stopped';
  /** Everything up to here is shown. Null before the first sync. */
  asOf: Instant | null;
  /** First sync: how many of how many tickets are here. */
  progress: { done: number; total: number } | null;
  nextTryAt: Instant | null;
  /** How many tickets the server said something of that this console couldn't read. */
  unread: number;
  /** What is wrong, in a sentence, where something is. */
  says: string | null;
  /**
   * What storage promised: `persistent` survives pressure, `bestEffort` may be cleared by the browser but for the journal,
   * `oneCopy`: the database alone keeps what is unsent, for there is no journal; `memory` is gone on quit.
   */
  storage: 'persistent' | 'bestEffort' | 'oneCopy' | 'memory';
};

export type DispatchOptions = { holdFor?: number; causeId?: CauseId };

export type Draft = { body: string; at: Instant };
export type KeptDraft = Draft & { ticketId: TicketId | null; key: string };
