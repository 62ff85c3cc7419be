import type { Command } from '#core/commands/command.ts';
import type { CommandId, Instant, TicketId } from '#core/ids.ts';
import type { Disk, OutboxRecord } from './disk.ts';
import { positionIn } from './disk.ts';
import type { Picture } from './picture.ts';
import { groupByTicket } from './receive.ts';
import { inOrder, refresh } from './refresh.ts';

type Deps = { disk: Disk; picture: Picture; now(): Instant };

const touching = ['tickets', 'confirmed', 'conversations', 'outbox', 'meta'] as const;

/** Takes back what is still held. Null where it has gone, or its time is over: then it may be on its way. */
export async function takeBack({ disk, picture, now }: Deps, id: CommandId): Promise<TicketId | null> {
  const taken = await disk.write(touching, async (tables) => {
    const row = await tables.outbox.get(id);
    if (!row || row.answer || row.heldUntil === null || row.heldUntil <= now()) return null;
    await tables.outbox.drop(id);
    const rest = await tables.outbox.of(row.ticketId);
    const { round } = await positionIn(tables);
    const said = (await tables.confirmed.get(row.ticketId)) ?? { id: row.ticketId, ticket: null, round };
    await refresh(tables, said, rest, picture.desk);
    return row.ticketId;
  });
  if (taken) await picture.reread([taken]);
  return taken;
}

/** Lets a held command go at once. */
export async function release({ disk, picture }: Deps, id: CommandId): Promise<TicketId | null> {
  const released = await disk.write(['outbox'], async (tables) => {
    const row = await tables.outbox.get(id);
    if (!row || row.heldUntil === null) return null;
    await tables.outbox.put({ ...row, heldUntil: null });
    return row.ticketId;
  });
  if (released) await picture.reread([released]);
  return released;
}

/**
 * What may be sent now: of each ticket the commands in their order, up to the first that is held. Tickets come by
 * their oldest command; `parked` ones wait for their own retry, no other waits for them.
 */
export function sendable(rows: readonly OutboxRecord[], now: Instant, parked: ReadonlySet<TicketId>): Command[] {
  const ready = [...groupByTicket(rows)].filter(([id]) => !parked.has(id)).map(([, list]) => unheld(list, now));
  const nonEmpty = ready.filter((list) => list.length > 0);
  nonEmpty.sort((a, b) => ((a[0]?.id ?? '') < (b[0]?.id ?? '') ? -1 : 1));
  return nonEmpty.flat();
}

/** When the next held command becomes free; null where none is. */
export function nextRelease(rows: readonly OutboxRecord[], now: Instant): Instant | null {
  const held = rows.flatMap(({ heldUntil, answer }) =>
    heldUntil !== null && heldUntil > now && !answer ? heldUntil : [],
  );
  return held.length > 0 ? Math.min(...held) : null;
}

function unheld(list: readonly OutboxRecord[], now: Instant): Command[] {
  const ready: Command[] = [];
  for (const { command, heldUntil, answer } of inOrder(list)) {
    if (heldUntil !== null && heldUntil > now) break;
    if (!answer) ready.push(command);
  }
  return ready;
}
