import { type Command, type Intent, Intent as IntentShape } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import type { Moment } from '#core/commands/moment.ts';
import { type CommandId, type TicketId, uuidv7 } from '#core/ids.ts';
import { isRefusal, type Refusal, refuse } from '#core/refusal.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Chance, Time } from './clock.ts';
import type { Disk, Identity, OutboxRecord, Tables } from './disk.ts';
import { positionIn } from './disk.ts';
import { isLost, type Journal } from './journal.ts';
import { commandEntry, voidEntry } from './journal-entries.ts';
import type { Picture } from './picture.ts';
import { refresh } from './refresh.ts';
import type { DispatchOptions } from './store.ts';

export type DispatchDeps = {
  disk: Disk;
  journal: Journal;
  picture: Picture;
  identity: Identity;
  time: Time;
  chance: Chance;
  /** A command is durable: other tabs and the engine look. */
  onChange(ids: readonly TicketId[]): void;
};

const NOT_WRITTEN = 'This computer could not write it down: its disk may be full. Nothing was sent.';
const TAKEN_AWAY =
  'The browser took away the file in which this console writes down what you do, and gives it no new one. Nothing was sent. Open the console again.';

/** The journal has it and can't be told that it is over. */
const LINGERS = 'It could not be taken back from the journal either: it may be tried again at the next start.';

export const dispatching = ['tickets', 'confirmed', 'conversations', 'outbox', 'counters', 'meta'] as const;

/**
 * (a) Check its shape and decide on what is visible; a refusal goes back to the screen at once. (b) Append to the journal, outside IndexedDB.
 * (c) One transaction with strict durability: decide again, append to the outbox, refresh the ticket; refused now, the
 * journal says void. The row paints as saving after (a) and counts as done after (c).
 */
export function createDispatch(deps: DispatchDeps) {
  const { disk, journal, picture, identity, time, chance } = deps;

  const last = new Map<TicketId, Promise<unknown>>();

  /** One after the other on a ticket, so that each decides on what the one before left. */
  return function dispatch(
    ticketId: TicketId,
    intent: Intent,
    options: DispatchOptions = {},
  ): Promise<Refusal | { commandId: CommandId }> {
    const run = () => carryOut(ticketId, intent, options);
    const next = (last.get(ticketId) ?? Promise.resolve()).then(run, run);
    last.set(ticketId, next);
    void next.catch(() => {}).then(() => last.get(ticketId) === next && last.delete(ticketId));
    return next;
  };

  async function carryOut(
    ticketId: TicketId,
    intent: Intent,
    options: DispatchOptions,
  ): Promise<Refusal | { commandId: CommandId }> {
    const read = IntentShape.safeParse(intent);
    if (!read.success) return refuse('invalid', read.error.issues[0]?.message ?? 'Something in it can’t be sent.');
    const asked = rowFor(ticketId, read.data, options, { identity, time, chance });
    let seen: Ticket | null;
    try {
      seen = await disk.read(['tickets'], async (tables) => (await tables.tickets.get(ticketId))?.ticket ?? null);
    } catch {
      return refuse('notNow', 'The browser does not let this console read what it kept. Open it again.');
    }
    const row = restingOn(seen, asked);
    const first = decideOn(seen, row, picture);
    if (isRefusal(first)) return first;

    picture.paint(row, first.ticket);
    try {
      await journal.append([commandEntry(row)]);
    } catch (error) {
      await picture.unpaint(row).catch(() => {});
      return refuse('notNow', isLost(error) ? TAKEN_AWAY : NOT_WRITTEN);
    }
    let outcome: Refusal | OutboxRecord;
    try {
      outcome = await disk.write(dispatching, (tables) => enter(tables, row, picture));
    } catch {
      outcome = refuse('notNow', 'The browser refused to keep it: its storage may be full. Nothing was sent.');
    }
    if (isRefusal(outcome)) {
      await picture.unpaint(row).catch(() => {});
      const isVoid = await journal.append([voidEntry(row.id, time.now())]).then(
        () => true,
        () => false,
      );
      return isVoid ? outcome : { ...outcome, says: `${outcome.says.replace(' Nothing was sent.', '')} ${LINGERS}` };
    }
    await picture.unpaint(row).catch(() => {});
    deps.onChange([ticketId]);
    return { commandId: row.id };
  }
}

/** Appends a command to the outbox, with the next `seq` of its ticket, and refreshes what is seen. */
export async function enter(
  tables: Tables,
  row: OutboxRecord,
  picture: Pick<Picture, 'desk'>,
): Promise<Refusal | OutboxRecord> {
  const { ticketId } = row;
  const record = await tables.tickets.get(ticketId);
  const decision = decideOn(record?.ticket ?? null, row, picture);
  if (isRefusal(decision)) return decision;
  return append(tables, row, picture);
}

/** As `enter`, without deciding: for what was decided before and is put back. */
export async function append(tables: Tables, row: OutboxRecord, picture: Pick<Picture, 'desk'>): Promise<OutboxRecord> {
  const { ticketId } = row;
  const pending = await tables.outbox.of(ticketId);
  const { round } = await positionIn(tables);
  const said = (await tables.confirmed.get(ticketId)) ?? (await tables.tickets.get(ticketId));
  const last = (await tables.counters.get(ticketId))?.seq ?? 0;
  const numbered: OutboxRecord = { ...row, command: { ...row.command, seq: last + 1 } };
  await tables.counters.put({ id: ticketId, seq: last + 1 });
  await tables.outbox.put(numbered);
  await refresh(tables, said ?? { id: ticketId, ticket: null, round }, [...pending, numbered], picture.desk);
  return numbered;
}

function decideOn(
  ticket: Ticket | null,
  { command, moment }: OutboxRecord,
  { desk }: Pick<Picture, 'desk'>,
): Refusal | { ticket: Ticket | null } {
  const given = desk.given();
  const decision = decide(ticket, command, desk.by(), moment, given);
  return isRefusal(decision) ? decision : { ticket: evolve(ticket, decision.events, given.reference) };
}

/** The server refuses what rests on a state that is no more, in place of forcing it. */
function restingOn(seen: Ticket | null, row: OutboxRecord): OutboxRecord {
  if (!seen) return row;
  const { status, priority, accountable: holder } = seen;
  return { ...row, command: { ...row.command, basis: { status, priority, holder } } };
}

function rowFor(
  ticketId: TicketId,
  intent: Intent,
  { holdFor, causeId }: DispatchOptions,
  { identity, time, chance }: Pick<DispatchDeps, 'identity' | 'time' | 'chance'>,
): OutboxRecord {
  const now = time.now();
  const moment: Moment = { effectiveAt: now, recordedAt: now, timing: 'exact' };
  const id = uuidv7(now, chance.bytes(10)) as CommandId;
  const { consoleId } = identity;
  const envelope = { id, v: 1 as const, ticketId, consoleId, seq: 1, made: time.made(), causeId: causeId ?? null };
  const command: Command = { ...envelope, ...intent };
  return { id, ticketId, command, moment, heldUntil: holdFor ? now + holdFor : null, answer: null };
}
