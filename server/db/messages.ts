import type { MessageId, TicketId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

/** Whether a ticket has this message. */
export async function hasMessage(on: Queryable, ticketId: TicketId, id: MessageId): Promise<boolean> {
  return (await on.query('select 1 from messages where id = $1 and ticket_id = $2', [id, ticketId])).length > 0;
}
