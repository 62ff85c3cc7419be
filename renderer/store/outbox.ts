import type { Command } from '#core/commands/command.ts';
import type { CommandId, Instant, TicketId } from '#core/ids.ts';
import type { Disk, OutboxRecord, Tables } from './disk.ts';
import { positionIn } from './disk.ts';
import type { Journal } from './journal.ts';
import { voidEntry } from './journal-entries.ts';
import type { Picture } from './picture.ts';
import { groupByTicket, isAsked } from './receive.ts';
import { inOrder, refresh } from './refresh.ts';

type Deps = { disk: Disk; journal: Journal; picture: Picture; now(): Instant };

const touching = ['tickets', 'confirmed', 'conversations', 'outbox', 'meta'] as const;

/**
 * Takes back what is still held. Null where it has gone, or its time is over: then it may be on its way (`claim`). Marked first,
 * then void in the journal, and only then gone: at no moment does the journal alone know it as something to put back.
 */
export async function takeBack(deps: Deps, id: CommandId): Promise<TicketId | null> {
  const { disk, picture, now } = deps;
  const taken = await disk.write(touching, async (tables) => {
    const row = await tables.outbox.get(id);
    if (!row || row.answer || row.takenBack || !isHeld(row, now())) return null;
    await tables.outbox.put({ ...row, takenBack: true });
    await refreshRest(tables, row.ticketId, picture);
    return row.ticketId;
  });
  if (!taken) return null;
  await picture.reread([taken]);
  await bury(deps).catch(() => {});
  return taken;
}

/** Ends what was taken back and couldn't be ended then: the journal refused, or the page went. */
export async function bury({ disk, journal, picture, now }: Deps): Promise<void> {
  const rows = (await disk.read(['outbox'], async (tables) => tables.outbox.all())).filter((row) => row.takenBack);
  if (rows.length === 0) return;
  await journal.append(rows.map((row) => voidEntry(row.id, now())));
  await disk.write(touching, async (tables) => {
    await tables.outbox.dropAll(rows.map((row) => row.id));
    for (const id of new Set(rows.map((row) => row.ticketId))) await refreshRest(tables, id, picture);
  });
}

async function refreshRest(tables: Tables, id: TicketId, { desk }: Pick<Picture, 'desk'>): Promise<void> {
  const rest = await tables.outbox.of(id);
  const { round } = await positionIn(tables);
  const known = (await tables.confirmed.get(id)) ?? (await tables.tickets.get(id));
  await refresh(tables, known ?? { id, ticket: null, round }, rest, desk);
}

/**
 * What waited for its time goes out only once the disk says that nobody has taken it back, here or in another tab; from
 * then on nobody can. Of both, exactly one wins: each is a transaction on the same row. What never waited needs none.
 */
export async function claim(
  { disk, picture, now }: Pick<Deps, 'disk' | 'picture' | 'now'>,
  commands: readonly Command[],
): Promise<Command[]> {
  const waited = new Set(picture.outbox.get().flatMap((row) => (row.heldUntil === null ? [] : row.id)));
  const ids = commands.flatMap((command) => (waited.has(command.id) ? command.id : []));
  if (ids.length === 0) return [...commands];
  const free = await disk.write(['outbox'], async (tables) => {
    const rows = (await tables.outbox.many(ids)).flatMap((row) => row ?? []);
    const due = rows.filter((row) => !row.takenBack && !isHeld(row, now()));
    await tables.outbox.putAll(due.map((row) => ({ ...row, heldUntil: null })));
    return new Set(due.map((row) => row.id));
  });
  await picture.apply({ outbox: true });
  return commands.filter((command) => !waited.has(command.id) || free.has(command.id));
}

/** Lets a held command go at once. */
export async function release(
  { disk, picture }: Pick<Deps, 'disk' | 'picture'>,
  id: CommandId,
): Promise<TicketId | null> {
  const released = await disk.write(['outbox'], async (tables) => {
    const row = await tables.outbox.get(id);
    if (!row || row.takenBack || row.heldUntil === null) return null;
    await tables.outbox.put({ ...row, heldUntil: null });
    return row.ticketId;
  });
  if (released) await picture.reread([released]);
  return released;
}

/**
 * What may be sent now: of each ticket the commands in their order, up to the first that is held. Tickets come by
 * their oldest command, those on which somebody asked for something first, those with mere reports last; `parked` ones
 * wait for their own retry, no other waits for them.
 */
export function sendable(rows: readonly OutboxRecord[], now: Instant, parked: ReadonlySet<TicketId>): Command[] {
  const ready = [...groupByTicket(rows)].filter(([id]) => !parked.has(id)).map(([, list]) => unheld(list, now));
  const nonEmpty = ready.filter((list) => list.length > 0);
  nonEmpty.sort((a, b) => ((a[0]?.id ?? '') < (b[0]?.id ?? '') ? -1 : 1));
  const asked = (list: readonly Command[]) => list.some((command) => isAsked({ command }));
  return [...nonEmpty.filter(asked), ...nonEmpty.filter((list) => !asked(list))].flat();
}

/** Longer than this nothing is ever held (ms): what seems to be was held by a clock that was wrong, and its time is over. */
export const LONGEST_HOLD = 15_000;

/** Whether a command still waits for its time, and can be taken back. */
export function isHeld({ heldUntil }: Pick<OutboxRecord, 'heldUntil'>, now: Instant): boolean {
  return heldUntil !== null && heldUntil > now && heldUntil - now <= LONGEST_HOLD;
}

/** When the next held command becomes free; null where none is. */
export function nextRelease(rows: readonly OutboxRecord[], now: Instant): Instant | null {
  const held = rows.flatMap((row) => (isHeld(row, now) && !row.answer ? (row.heldUntil ?? []) : []));
  return held.length > 0 ? Math.min(...held) : null;
}

function unheld(list: readonly OutboxRecord[], now: Instant): Command[] {
  const ready: Command[] = [];
  for (const row of inOrder(list)) {
    if (isHeld(row, now)) break;
    if (!row.answer) ready.push(row.command);
  }
  return ready;
}
