import type { Instant, TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Disk, SeenRecord } from './disk.ts';

/** Notes that all of a ticket was read on this device, up to its newest message. */
export async function markSeen(
  disk: Disk,
  id: TicketId,
  now: Instant,
): Promise<{ record: SeenRecord; ticket: Ticket | null }> {
  return disk.write(['tickets', 'seen'], async (tables) => {
    const ticket = (await tables.tickets.get(id))?.ticket ?? null;
    const last = ticket?.lastMessage ?? null;
    const record: SeenRecord = { id, messageId: last?.id ?? null, at: Math.max(now, last?.at ?? 0) };
    await tables.seen.put(record);
    return { record, ticket };
  });
}
