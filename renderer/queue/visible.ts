import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { type Filter, type Known, narrows } from './filter.ts';
import type { View, Viewer } from './views.ts';

/** The rows of a view under a filter, in the store's order (what breaches next) unless the view has its own. One pass. */
export function visibleRows(
  rows: readonly QueueRow[],
  view: View,
  viewer: Viewer,
  filter: Filter,
  hits: ReadonlySet<TicketId> | null,
  known: Known,
): readonly QueueRow[] {
  const fits = narrows(filter, hits, known);
  const visible: QueueRow[] = [];
  for (const row of rows) if (view.holds(row, viewer) && fits(row)) visible.push(row);
  return view.sort ? visible.sort(view.sort) : visible;
}

/** Where a ticket stands; `hint` is where it stood, and most often still does. -1 where it is gone. */
export function indexOf(rows: readonly QueueRow[], id: TicketId | null, hint: number): number {
  if (id === null) return -1;
  if (rows[hint]?.id === id) return hint;
  return rows.findIndex((row) => row.id === id);
}
