import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { modalOpen } from '../ui/Dialog.tsx';
import { isTextField } from '../ui/keymap.tsx';
import { stepped } from './cursor.ts';
import { rowHeight, useQueueApi, useQueueState } from './queue-state.ts';
import { Row, rowElementId } from './Row.tsx';
import { indexOf } from './visible.ts';
import { scrollFor, useRowWindow } from './window.ts';

/**
 * The rows, virtualized. The grid keeps the focus and points at its row (`aria-activedescendant`), so that moving
 * touches two rows and nothing else: no list is filtered and no list is rendered again.
 */
export function QueueGrid({
  rows,
  label,
  onOpen,
}: {
  rows: readonly QueueRow[];
  label: string;
  onOpen: (id: TicketId, how: 'click' | 'key' | 'follow') => void;
}) {
  const api = useQueueApi();
  const reference = useReference();
  const me = useMe();
  const density = useQueueState((state) => state.density);
  const height = rowHeight[density];
  const scroller = useRef<HTMLDivElement>(null);
  const newest = useRef(rows);
  newest.current = rows;
  const seen = useRowWindow(scroller, height, rows.length);

  const point = useCallback(
    (index: number) => {
      const held = Math.max(0, Math.min(newest.current.length - 1, index));
      const row = newest.current[held];
      if (!row) return;
      api.getState().point(row.id, held);
    },
    [api],
  );
  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current;
      const to = element && scrollFor(index, element.scrollTop, element.clientHeight, height, HEAD);
      if (element && to !== null) element.scrollTop = to;
    },
    [height],
  );
  const step = (by: number) => {
    const { cursor, cursorIndex } = api.getState();
    return stepped({ id: cursor, index: cursorIndex }, by, newest.current);
  };

  useActiveRow(scroller, reveal);
  useFocusOnArrival(scroller);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / height) - 2);
    const to: Record<string, number> = {
      ArrowDown: step(1),
      ArrowUp: step(-1),
      PageDown: step(page),
      PageUp: step(-page),
      Home: 0,
      End: newest.current.length - 1,
    };
    const index = to[event.key];
    if (index === undefined) return;
    event.preventDefault();
    const before = api.getState().cursor;
    if (event.shiftKey && before && !api.getState().selected.has(before)) api.getState().toggle(before);
    point(index);
    const after = api.getState().cursor;
    if (event.shiftKey && after && !api.getState().selected.has(after)) api.getState().toggle(after);
    if (after) onOpen(after, 'follow');
  };

  const open = useCallback(
    (id: TicketId, index: number) => {
      api.getState().point(id, index);
      onOpen(id, 'click');
    },
    [api, onOpen],
  );
  const mark = useCallback(
    (id: TicketId, index: number, range: boolean) => {
      const { cursor, cursorIndex, selected, select, toggle } = api.getState();
      const from = indexOf(newest.current, cursor, cursorIndex);
      if (range && from >= 0) {
        const span = newest.current.slice(Math.min(from, index), Math.max(from, index) + 1).map((row) => row.id);
        select([...selected, ...span]);
      } else toggle(id);
      api.getState().point(id, index);
      onOpen(id, 'follow');
    },
    [api, onOpen],
  );

  return (
    <div
      ref={scroller}
      className="q-grid"
      data-density={density}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable="true"
      data-scope="queue-grid"
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="q-space" role="rowgroup" style={{ height: HEAD + rows.length * height }}>
        <Head />
        {rows.slice(seen.from, seen.to).map((row, offset) => (
          <Row
            key={row.id}
            row={row}
            index={seen.from + offset}
            top={HEAD + (seen.from + offset) * height}
            reference={reference}
            me={me.id}
            onOpen={open}
            onMark={mark}
          />
        ))}
      </div>
    </div>
  );
}

/** Height of the column names. */
const HEAD = 28;

function Head() {
  return (
    <div className="qh" role="row" aria-rowindex={1}>
      <span role="columnheader">
        <span className="sr-only">Mark</span>
      </span>
      <span role="columnheader" className="q-time-head">
        Time to breach
      </span>
      <span role="columnheader" className="q-right q-open-head">
        Open time
      </span>
      <span role="columnheader">
        <span className="sr-only">Priority</span>
      </span>
      <span role="columnheader">Subject</span>
      <span role="columnheader" className="q-right">
        No.
      </span>
      <span role="columnheader" className="q-centre q-tier-head">
        Tier
      </span>
      <span role="columnheader">
        <span className="sr-only">Holder</span>
      </span>
    </div>
  );
}

/** Tells the screen reader which row is meant and keeps it in sight, without rendering the grid again. */
function useActiveRow(scroller: React.RefObject<HTMLDivElement | null>, reveal: (index: number) => void) {
  const api = useQueueApi();
  useEffect(() => {
    let shown: TicketId | null = null;
    const show = () => {
      const { cursor, cursorIndex } = api.getState();
      if (cursor === shown) return;
      shown = cursor;
      if (!cursor) return scroller.current?.removeAttribute('aria-activedescendant');
      scroller.current?.setAttribute('aria-activedescendant', rowElementId(cursor));
      reveal(cursorIndex);
    };
    show();
    return api.subscribe(show);
  }, [api, scroller, reveal]);
}

/** A view that opens takes the keys, unless somebody is writing. */
function useFocusOnArrival(scroller: React.RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    if (!isTextField(document.activeElement) && !modalOpen()) scroller.current?.focus({ preventScroll: true });
  }, [scroller]);
}
