import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { type Action, useActions } from '../ui/keymap.tsx';
import { useQueueApi, useQueueState } from './queue-state.ts';
import { indexOf } from './visible.ts';

type Deps = {
  rows: readonly QueueRow[];
  /** Moves the cursor by rows and opens what is there where the pane follows. */
  move: (by: number) => void;
  open: (id: TicketId) => void;
  focusFilter: () => void;
};

/** What keys do in the list: moving, opening, selecting, narrowing. What they do to tickets is in use-ticket-keys.ts. */
export function useQueueActions({ rows, move, open, focusFilter }: Deps): void {
  const api = useQueueApi();
  const notice = useQueueState((state) => state.notice);
  const some = rows.length > 0;

  const openIt = () => {
    const { cursor } = api.getState();
    if (cursor) open(cursor);
  };
  const mark = () => {
    const { cursor, cursorIndex, toggle } = api.getState();
    if (cursor && indexOf(rows, cursor, cursorIndex) >= 0) toggle(cursor);
  };
  const markAll = () => {
    const { selected, select } = api.getState();
    select(selected.size > 0 ? [] : rows.map((row) => row.id));
  };

  const inList = { group: 'In the queue', enabled: some } as const;
  const actions: Action[] = [
    { ...inList, id: 'queue.next', label: 'Next ticket', keys: ['j'], run: () => move(1) },
    { ...inList, id: 'queue.previous', label: 'Previous ticket', keys: ['k'], run: () => move(-1) },
    { ...inList, id: 'queue.open', label: 'Open ticket', keys: ['Enter'], scope: 'queue-grid', run: openIt },
    ...(['Enter', 'ArrowDown', 'ArrowUp'] as const).map(
      (key): Action => ({
        ...inList,
        id: `queue.page.${key}`,
        label: 'Move or open',
        keys: [key],
        scope: 'page',
        hidden: true,
        run: key === 'Enter' ? openIt : () => move(key === 'ArrowDown' ? 1 : -1),
      }),
    ),
    { ...inList, id: 'queue.openAnywhere', label: 'Open ticket', keys: ['o'], hidden: true, run: openIt },
    { ...inList, id: 'queue.select', label: 'Select ticket, for many at once', keys: ['x'], run: mark },
    { ...inList, id: 'queue.selectAll', label: 'Select all in this view', keys: ['shift+x'], run: markAll },
    { ...inList, id: 'queue.filter', label: 'Filter this view', keys: ['/', 'f'], enabled: true, run: focusFilter },
    {
      ...inList,
      id: 'queue.undo',
      label: 'Undo the last change',
      keys: ['z', 'mod+z'],
      enabled: notice?.undo != null,
      run: () => void notice?.undo?.(),
    },
  ];
  useActions(actions);
}
