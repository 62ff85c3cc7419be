import { type Pending, replay, type Seen } from '#core/sync/replay.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Desk } from './desk.ts';
import type { ConfirmedRecord, OutboxRecord, Tables } from './disk.ts';

/**
 * Writes what the agent sees of one ticket: what the server said, with what is pending on top. Nothing is rolled back,
 * only replayed. With nothing pending, `tickets` is what the server said and `confirmed` holds nothing.
 */
export async function refresh(
  tables: Pick<Tables, 'tickets' | 'confirmed' | 'conversations'>,
  said: ConfirmedRecord,
  pending: readonly OutboxRecord[],
  desk: Desk,
): Promise<Ticket | null> {
  const { id, round } = said;
  const { ticket } = replayed(said.ticket, pending, desk);
  if (pending.length > 0) await tables.confirmed.put(said);
  else await tables.confirmed.drop(id);
  if (ticket) await tables.tickets.put({ id, ticket, round });
  else {
    await tables.tickets.drop(id);
    await tables.conversations.drop(id);
  }
  return ticket;
}

export function replayed(confirmed: Ticket | null, pending: readonly OutboxRecord[], desk: Desk): Seen {
  return replay(confirmed, inOrder(pending).map(asPending), desk.by(), desk.given());
}

/** Order is kept per ticket by `seq`. What was taken back is no longer pending. */
export function inOrder(pending: readonly OutboxRecord[]): OutboxRecord[] {
  return pending.filter((row) => !row.takenBack).sort((a, b) => a.command.seq - b.command.seq);
}

function asPending({ command, moment }: OutboxRecord): Pending {
  return { command, moment };
}
