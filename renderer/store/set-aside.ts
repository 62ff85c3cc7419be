import type { TicketId } from '#core/ids.ts';
import type { TicketRow } from '#core/sync/protocol.ts';

type Page = { rows: readonly TicketRow[]; drops?: readonly TicketId[]; unread?: readonly TicketId[] };

/**
 * Of a page what counts, where some of its tickets can't be read: these are set aside and stay so, with all that comes
 * in part, until one comes whole (what was missed is not in a part) or leaves. `again`: to be asked for whole.
 */
export function setAside(before: readonly TicketId[] = [], page: Page) {
  const unread = new Set([...before, ...(page.unread ?? [])]);
  const rows = page.rows.filter(({ ticket, whole }) => whole || !unread.has(ticket.id));
  const again = page.rows.flatMap(({ ticket, whole }) => (!whole && unread.has(ticket.id) ? ticket.id : []));
  for (const { ticket } of rows) unread.delete(ticket.id);
  for (const id of page.drops ?? []) unread.delete(id);
  return { rows, unread: [...unread], again };
}
