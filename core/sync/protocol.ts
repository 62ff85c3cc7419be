import { z } from 'zod';
import { Command } from '../commands/command.ts';
import { CommandId, ConsoleId, Instant, PersonId, TicketId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { TicketEvent } from '../ticket/events.ts';
import { Message } from '../ticket/message.ts';
import { Ticket } from '../ticket/ticket.ts';
import { Person } from '../workspace/person.ts';

/**
 * What console and server say to each other, all of it. JSON over HTTP below `/api`, plus one socket.
 *
 *   GET  /api/hello                      -> Hello          who the server is; no session needed
 *   POST /api/session      SignIn        -> Session        cookie for browsers; `token` only for shell "electron"
 *   GET  /api/session                    -> Session
 *   DELETE /api/session                  -> 204
 *   GET  /api/reference                  -> ReferenceData
 *   POST /api/push         Push          -> PushAnswer
 *   GET  /api/pull?since=N&limit=        -> Pull           `epoch=` may say whose cursor that is
 *   GET  /api/snapshot?after=&limit=     -> SnapshotPage
 *   GET  /api/tickets/:id                -> TicketRow      one ticket whole, also such as left the working set
 *   WS   /api/poke         Here ->       <- Poke | Presence
 *
 * Failures carry `Problem` with a fitting status: 400 malformed, 401 no session, 403, 404, 409 wrong server or epoch,
 * 413 too large, 422 same idempotency key with another body, 426 protocol too old, 429 too many, 503 not ready.
 */
export const PROTOCOL = 1;

/** A whole sentence for the person, and what in the request it is about (a path like `commands.0.body.subject`). */
export const Problem = z.object({
  problem: z.string(),
  says: z.string(),
  field: z.string().nullable(),
});
export type Problem = z.infer<typeof Problem>;

export const Hello = z.object({
  protocol: z.int(),
  serverId: z.uuid(),
  /** New after a restore: a console with another one starts afresh, keeping outbox and journal. */
  epoch: z.uuid(),
  workspace: z.string(),
  version: z.string(),
  serverTime: Instant,
  /** People who may sign in by one click; empty unless this is the demo, asked on loopback. */
  demo: z.array(z.object({ id: PersonId, name: z.string(), email: z.string(), role: z.string() })),
});
export type Hello = z.infer<typeof Hello>;

export const SignIn = z.discriminatedUnion('how', [
  z.object({
    how: z.literal('password'),
    email: z.string().max(320),
    password: z.string().max(1_024),
    shell: z.enum(['browser', 'electron']),
  }),
  z.object({ how: z.literal('demo'), personId: PersonId, shell: z.enum(['browser', 'electron']) }),
  /** An invitation, a reset, or the first administrator's one-time code from the log. */
  z.object({
    how: z.literal('code'),
    code: z.string().max(200),
    name: z.string().max(120).nullable(),
    email: z.string().max(320).nullable(),
    password: z.string().max(1_024),
    shell: z.enum(['browser', 'electron']),
  }),
]);
export type SignIn = z.infer<typeof SignIn>;

export const Session = z.object({
  person: Person,
  serverId: z.uuid(),
  epoch: z.uuid(),
  protocol: z.int(),
  serverTime: Instant,
  expiresAt: Instant,
  /** Only in answer to a sign-in from Electron's main process. */
  token: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;

export const PUSH_AT_MOST = 100;

/** Commands of one console, in their order per ticket. `seq` order across tickets means nothing. */
export const Push = z.object({
  protocol: z.int(),
  serverId: z.uuid(),
  consoleId: ConsoleId,
  commands: z.array(Command).max(PUSH_AT_MOST),
});
export type Push = z.infer<typeof Push>;

/**
 * What became of a command. `seq`: the feed position behind which its effect lies (for a refusal: the feed's end then);
 * the outbox row goes once the cursor is there. Asked again, the same answer.
 */
export const Answer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), commandId: CommandId, seq: z.int(), rev: z.int() }),
  z.object({ outcome: z.literal('refused'), commandId: CommandId, seq: z.int(), refusal: Refusal }),
]);
export type Answer = z.infer<typeof Answer>;

export const PushAnswer = z.object({ answers: z.array(Answer), serverTime: Instant });
export type PushAnswer = z.infer<typeof PushAnswer>;

/** A ticket as the server has it, with text and timeline: all of it when `whole`, else what came since the cursor. */
export const TicketRow = z.object({
  ticket: Ticket,
  whole: z.boolean(),
  messages: z.array(Message),
  events: z.array(TicketEvent),
});
export type TicketRow = z.infer<typeof TicketRow>;

/** One page of changes: each changed ticket once, or a drop where it left one's scope. */
export const Pull = z.object({
  protocol: z.int(),
  serverId: z.uuid(),
  epoch: z.uuid(),
  serverTime: Instant,
  /** Everything up to here is in this page or the ones before it. */
  cursor: z.int(),
  more: z.boolean(),
  rows: z.array(TicketRow),
  drops: z.array(TicketId),
  /** Where it differs from what the console holds, it fetches the reference anew. */
  referenceRevision: z.int(),
  /** True where the cursor is too old or one's teams changed: start afresh with a snapshot, keeping the outbox. */
  startAfresh: z.boolean(),
});
export type Pull = z.infer<typeof Pull>;

/** First sync: the cursor is fixed by the first page and repeated in `at`; then the console pulls since it. */
export const SnapshotPage = z.object({
  protocol: z.int(),
  serverId: z.uuid(),
  epoch: z.uuid(),
  serverTime: Instant,
  cursor: z.int(),
  /** How many tickets there are in one's scope, for the progress bar. */
  total: z.int(),
  rows: z.array(TicketRow),
  /** Where the next page starts, null after the last. Opaque: sent back as `after`. */
  next: z.string().nullable(),
});
export type SnapshotPage = z.infer<typeof SnapshotPage>;

export const PresenceState = z.enum(['here', 'away', 'locked', 'offline']);
export type PresenceState = z.infer<typeof PresenceState>;

/** More than any console keeps. */
const MOST_UNSENT = 1_000_000;

/** Console to server over the socket: ephemeral, lossy, never stored. */
export const Here = z.object({
  type: z.literal('here'),
  state: z.enum(['here', 'away', 'locked']),
  ticketId: TicketId.nullable(),
  writing: z.boolean(),
  /** How many commands wait to be sent. */
  unsent: z.int().nonnegative().max(MOST_UNSENT),
});
export type Here = z.infer<typeof Here>;

export const PersonPresence = z.object({
  personId: PersonId,
  state: PresenceState,
  ticketId: TicketId.nullable(),
  writing: z.boolean(),
  unsent: z.int().nonnegative(),
  since: Instant,
});
export type PersonPresence = z.infer<typeof PersonPresence>;

/** Server to console over the socket: "look", and who is here. */
export const SocketMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('poke'), seq: z.int(), serverTime: Instant }),
  z.object({ type: z.literal('presence'), people: z.array(PersonPresence), serverTime: Instant }),
]);
export type SocketMessage = z.infer<typeof SocketMessage>;
