import type { TicketId } from '#core/ids.ts';
import { changed } from './ordered.ts';
import { compareRows } from './row.ts';
import type { Queue, QueueRow } from './store.ts';

/** The queue, and the two ways in: everything at start, changes from then on. */
export type FedQueue = Queue & {
  load(rows: readonly QueueRow[]): void;
  /** Null takes a row away. Listeners hear once a call, and only where something differs. */
  apply(changes: ReadonlyMap<TicketId, QueueRow | null>): void;
};

/** Rows in memory, in order, changed in place of being read again: an edit costs microseconds at 50,000 rows. */
export function createQueue(): FedQueue {
  const byId = new Map<TicketId, QueueRow>();
  const listeners = new Set<() => void>();
  let rows: readonly QueueRow[] = [];
  let isLoaded = false;

  function notify() {
    for (const listener of [...listeners]) listener();
  }

  return {
    get: () => rows,
    row: (id) => byId.get(id) ?? null,
    loaded: () => isLoaded,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load(all) {
      byId.clear();
      for (const row of all) byId.set(row.id, row);
      rows = [...byId.values()].sort(compareRows);
      isLoaded = true;
      notify();
    },
    apply(changes) {
      const differing = [...changes].filter(([id, row]) => !isSame(byId.get(id) ?? null, row));
      if (differing.length === 0) return;
      rows = edited(rows, differing, byId);
      for (const [id, row] of differing) {
        if (row) byId.set(id, row);
        else byId.delete(id);
      }
      notify();
    },
  };
}

function edited(
  before: readonly QueueRow[],
  changes: readonly [TicketId, QueueRow | null][],
  byId: ReadonlyMap<TicketId, QueueRow>,
): QueueRow[] {
  const gone: QueueRow[] = [];
  const come: QueueRow[] = [];
  for (const [id, row] of changes) {
    const old = byId.get(id);
    if (old) gone.push(old);
    if (row) come.push(row);
  }
  return changed(before, gone, come, compareRows);
}

/** Rows are flat but for four small parts, which come anew from the ticket: compared as text. */
function isSame(a: QueueRow | null, b: QueueRow | null): boolean {
  if (a === b) return true;
  return a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b);
}
