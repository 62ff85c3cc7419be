import { useCallback, useEffect, useRef, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import { useLive, useReference, useStore } from '../ui/context.tsx';
import { countOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { isTextField, useActions } from '../ui/keymap.tsx';
import { go, here, slip } from '../ui/place.ts';
import { stepped } from './cursor.ts';
import { FilterBar } from './FilterBar.tsx';
import { isNarrowed, noFilter } from './filter.ts';
import { NoticeStrip } from './NoticeStrip.tsx';
import { Picking } from './pickers/Picking.tsx';
import { QueueEmpty } from './QueueEmpty.tsx';
import { QueueGrid } from './QueueGrid.tsx';
import { useQueueApi, useQueueState } from './queue-state.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { useCursor } from './use-cursor.ts';
import { useQueueActions } from './use-queue-actions.ts';
import { useTicketKeys } from './use-ticket-keys.ts';
import { useVisible } from './use-visible.ts';

/** While a ticket is open beside the queue, it follows the cursor after this much rest. */
const FOLLOW_MS = 150;

/** The queue: a view, its filter, its rows, and what just happened. */
export function QueuePane() {
  const api = useQueueApi();
  const { view, rows } = useVisible();
  const reference = useReference();
  const store = useStore();
  const loaded = useLive({ get: store.queue.loaded, subscribe: store.queue.subscribe });
  const filter = useQueueState((state) => state.filter);
  const withDone = useQueueState((state) => state.withDone);
  const [filtering, setFiltering] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const narrowed = isNarrowed(filter);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view begins without an open field
  useEffect(() => setFiltering(false), [view.id]);
  const open = useFollow();

  const move = (by: number) => {
    const { cursor, cursorIndex, point } = api.getState();
    const index = stepped({ id: cursor, index: cursorIndex }, by, rows);
    const row = rows[index];
    if (!row) return;
    point(row.id, index);
    open(row.id, 'follow');
  };
  const focusFilter = useCallback(() => {
    setFiltering(true);
    requestAnimationFrame(() => field.current?.focus());
  }, []);
  useCursor(rows);
  useQueueActions({ rows, move, open: (id) => open(id, 'key'), focusFilter });
  useTicketKeys(rows);
  useActions([
    {
      id: 'queue.back',
      label: 'Back: close, clear, or leave the filter',
      group: 'Everywhere',
      keys: ['Escape'],
      whileTyping: true,
      run: () => {
        if (isTextField(document.activeElement)) return focusRows();
        const { selected, select, notice, tell, narrow } = api.getState();
        if (notice) tell(null);
        else if (selected.size > 0) select([]);
        else if (here().page === 'ticket') go({ page: 'queue', view: api.getState().asked });
        else if (narrowed) narrow(noFilter);
      },
    },
  ]);
  const closeFilter = () => {
    setFiltering(false);
    focusRows();
  };

  return (
    <section className="queue" aria-label="Queue">
      <header className="q-head">
        <h1>{view.label}</h1>
        <span className="d">{loaded ? countOf(rows.length, 'ticket') : 'reading…'}</span>
        <span className="grow" />
        <button
          type="button"
          className="chip"
          aria-pressed={withDone}
          onClick={() => api.getState().showDone(!withDone)}
          title="Resolved and closed tickets"
        >
          {withDone ? 'With done' : 'Not done'}
        </button>
        <span className="chip">{view.sort ? 'Promised first' : 'Breaches first'}</span>
        <button type="button" className="q-filter-button" onClick={focusFilter} aria-expanded={filtering || narrowed}>
          Filter <KeyCap keys="f" />
        </button>
      </header>
      {filtering || narrowed ? (
        <FilterBar field={field} onClose={closeFilter} onLeave={() => setFiltering(false)} />
      ) : null}
      {rows.length === 0 ? (
        <QueueEmpty view={view} loaded={loaded} narrowed={narrowed} onClear={() => api.getState().narrow(noFilter)} />
      ) : (
        <QueueGrid key={view.id} rows={rows} label={`${view.label}, ordered by what breaches next`} onOpen={open} />
      )}
      <SelectionBar rows={rows} />
      <NoticeStrip />
      <Picking rows={rows} reference={reference} />
    </section>
  );
}

/** Out of a text field, to where letters act. */
function focusRows() {
  const grid = document.querySelector<HTMLElement>('[data-scope=queue-grid]');
  if (grid) grid.focus();
  else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

/** Opens on demand; follows the cursor only where a ticket is open already, and only once it rests. */
function useFollow() {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  return useCallback((ticketId: TicketId, how: 'click' | 'key' | 'follow') => {
    if (timer.current !== null) clearTimeout(timer.current);
    if (how !== 'follow') return go({ page: 'ticket', ticketId, do: null });
    if (here().page !== 'ticket') return;
    timer.current = setTimeout(() => {
      const at = here();
      if (at.page === 'ticket' && at.ticketId !== ticketId) slip({ page: 'ticket', ticketId, do: null });
    }, FOLLOW_MS);
  }, []);
}
