import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { indexOf } from './visible.ts';

/**
 * The ticket that keys mean, and the place in the list that moving goes on from. Most often the ticket's own row stands
 * there; where that has left the view, or moved in it, the place is the gap it left: before the row at `index`.
 */
export type Cursor = { id: TicketId | null; index: number };

type Rows = readonly QueueRow[];

/** A ticket that opens is the one acted on, wherever it was opened from. Without a row here it leaves the place as it was. */
export function opened({ index }: Cursor, ticketId: TicketId, rows: Rows): Cursor {
  const at = indexOf(rows, ticketId, index);
  return { id: ticketId, index: at < 0 ? index : at };
}

/**
 * The cursor after rows have changed or a ticket was closed. On the ticket in sight it stays, whatever becomes of its row;
 * elsewhere, where its row is gone, the one that took its place is meant.
 */
export function stayed(cursor: Cursor, open: TicketId | null, before: Rows, rows: Rows): Cursor {
  const { id, index } = cursor;
  if (id !== null && id === open) return { id, index: placeOf(id, index, before, rows) };
  const stood = id !== null && before[index]?.id === id;
  const at = stood ? indexOf(rows, id, index) : -1;
  if (at >= 0) return { id, index: at };
  const place = id === null ? 0 : gapBefore(stood ? index + 1 : index, id, before, rows);
  const held = Math.max(0, Math.min(rows.length - 1, place));
  return { id: rows[held]?.id ?? null, index: held };
}

/** Where a step of `by` rows leads. Out of a gap the row behind it is one step away. */
export function stepped({ id, index }: Cursor, by: number, rows: Rows): number {
  const to = by > 0 && rows[index]?.id !== id ? index + by - 1 : index + by;
  return Math.max(0, Math.min(rows.length - 1, to));
}

/** Its row, while that stands beside a neighbour it had, or is back; else the gap it left among them. */
function placeOf(id: TicketId, index: number, before: Rows, rows: Rows): number {
  const at = indexOf(rows, id, index);
  const was = before[index]?.id === id ? before[index] : undefined;
  const gap = () => gapBefore(was ? index + 1 : index, id, before, rows);
  if (at < 0) return gap();
  if (was === undefined) return before.some((row) => row.id === id) ? besides(at, gap()) : at;
  if (was === rows[at] || rows[at - 1]?.id === before[index - 1]?.id) return at;
  return besides(at, gap());
}

/** A row right before the gap stands in its place. */
function besides(at: number, gap: number): number {
  return at === gap - 1 ? at : gap;
}

/** Before the first row that stood at `from` or behind it and is still here; at the end where there is none. */
function gapBefore(from: number, id: TicketId, before: Rows, rows: Rows): number {
  if (before.length === 0) return from;
  const next = before[from];
  if (next && next.id !== id) {
    const at = indexOf(rows, next.id, from);
    if (at >= 0) return at;
  }
  const here = new Map(rows.map((row, at) => [row.id, at]));
  for (const row of before.slice(from)) {
    const at = row.id === id ? undefined : here.get(row.id);
    if (at !== undefined) return at;
  }
  return rows.length;
}
