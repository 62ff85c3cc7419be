import { z } from 'zod';
import { CauseId, CommandId, ConsoleId, TicketId } from '../ids.ts';
import { Accountable, Priority, Status } from '../ticket/history.ts';
import { announceThreshold, reportAlert } from './alert.ts';
import { assign, reassign, release, take } from './assign.ts';
import { categorise, changeRequester, rename, tag } from './classify.ts';
import { createTicket } from './create.ts';
import {
  acceptHandoff,
  lapseHandoff,
  offerHandoff,
  readdressHandoff,
  returnHandoff,
  withdrawHandoff,
} from './handoff.ts';
import { correctVerdict, settleTime } from './judge.ts';
import { Made } from './moment.ts';
import { setPriority } from './priority.ts';
import { note, receive, reply } from './reply.ts';
import { setStatus } from './status.ts';
import { promise, unwatch, watch } from './watch.ts';

/** What can be asked of a ticket, by type. Commands carry intent, never field patches. */
export const Intent = z.discriminatedUnion('type', [
  createTicket,
  reply,
  note,
  receive,
  setStatus,
  setPriority,
  take,
  release,
  assign,
  reassign,
  offerHandoff,
  acceptHandoff,
  returnHandoff,
  withdrawHandoff,
  lapseHandoff,
  readdressHandoff,
  categorise,
  tag,
  rename,
  changeRequester,
  watch,
  unwatch,
  promise,
  settleTime,
  correctVerdict,
  reportAlert,
  announceThreshold,
]);
export type Intent = z.infer<typeof Intent>;
export type IntentType = Intent['type'];
export type IntentOf<T extends IntentType> = Extract<Intent, { type: T }>;

/** The state that a command was decided on, where a person decided. */
export const Basis = z.object({ status: Status, priority: Priority, holder: Accountable });
export type Basis = z.infer<typeof Basis>;

/** Who sends what when, the same for every intent. */
export const Envelope = z.object({
  id: CommandId,
  v: z.literal(1),
  ticketId: TicketId,
  consoleId: ConsoleId,
  /** Order per console and ticket, from 1. */
  seq: z.int().min(1),
  made: Made,
  /** Commands of one gesture over many tickets share it. */
  causeId: CauseId.nullable(),
  /** What whoever asked had before their eyes: a change that rests on something else by now is refused, not forced. */
  basis: Basis.optional(),
});

/** One command concerns one ticket. Its id makes it happen once. */
export const Command = Envelope.and(Intent);
export type Command = z.infer<typeof Command>;

/** Intents that no console may send: only rules, imports and the API do. */
export const internalIntents: ReadonlySet<IntentType> = new Set<IntentType>([
  'receive',
  'lapseHandoff',
  'readdressHandoff',
  'announceThreshold',
]);
