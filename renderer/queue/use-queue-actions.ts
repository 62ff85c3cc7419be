import { useCallback } from 'react';
import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { useMe } from '../ui/context.tsx';
import type { Action } from '../ui/keymap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { type Doing, go, here } from '../ui/place.ts';
import { rowsInHand } from './gesture.ts';
import { type Picking, useQueueApi, useQueueState } from './queue-state.ts';
import { useGesture } from './use-gestures.ts';
import { indexOf } from './visible.ts';

type Deps = {
  rows: readonly QueueRow[];
  /** Moves the cursor by rows and opens what is there where the pane follows. */
  move: (by: number) => void;
  open: (id: TicketId) => void;
  focusFilter: () => void;
};

/** What keys do in the queue. Single letters: they act only outside text fields. */
export function useQueueActions({ rows, move, open, focusFilter }: Deps): void {
  const api = useQueueApi();
  const me = useMe();
  const gesture = useGesture();
  const notice = useQueueState((state) => state.notice);
  const some = rows.length > 0;

  const inHand = useCallback(() => {
    const { selected, cursor } = api.getState();
    return rowsInHand(rows, selected, cursor);
  }, [api, rows]);

  const atCursor = useCallback(() => {
    const { cursor, cursorIndex } = api.getState();
    return rows[indexOf(rows, cursor, cursorIndex)] ?? null;
  }, [api, rows]);

  const arrive = (what: Doing) => () => {
    const row = atCursor();
    if (row) go({ page: 'ticket', ticketId: row.id, do: what });
  };
  const pick = (picking: Picking) => () => {
    if (inHand().length > 0) api.getState().pick(picking);
  };

  const openIt = () => {
    const row = atCursor();
    if (row) open(row.id);
  };

  /** The open ticket answers its own keys; any other row under the cursor is answered here, before it. */
  const elsewhere = () => {
    const place = here();
    return some && !(place.page === 'ticket' && place.ticketId === api.getState().cursor);
  };
  const first = true;

  const group = 'In the queue';
  const onTicket = 'On a ticket';
  const actions: Action[] = [
    { id: 'queue.next', label: 'Next ticket', group, keys: ['j'], run: () => move(1), enabled: some },
    { id: 'queue.previous', label: 'Previous ticket', group, keys: ['k'], run: () => move(-1), enabled: some },
    { id: 'queue.open', label: 'Open ticket', group, keys: ['Enter'], scope: 'queue-grid', enabled: some, run: openIt },
    ...(['Enter', 'ArrowDown', 'ArrowUp'] as const).map(
      (key): Action => ({
        id: `queue.page.${key}`,
        label: 'Move or open',
        group,
        keys: [key],
        scope: 'page',
        hidden: true,
        enabled: some,
        run: key === 'Enter' ? openIt : () => move(key === 'ArrowDown' ? 1 : -1),
      }),
    ),
    { id: 'queue.openAnywhere', label: 'Open ticket', group, keys: ['o'], enabled: some, hidden: true, run: openIt },
    {
      id: 'queue.select',
      label: 'Select ticket, for many at once',
      group,
      keys: ['x'],
      enabled: some,
      run: () => {
        const row = atCursor();
        if (!row) return;
        api.getState().toggle(row.id);
      },
    },
    {
      id: 'queue.selectAll',
      label: 'Select all in this view',
      group,
      keys: ['shift+x'],
      enabled: some,
      run: () => {
        const { selected, select } = api.getState();
        select(selected.size > 0 ? [] : rows.map((row) => row.id));
      },
    },
    { id: 'queue.filter', label: 'Filter this view', group, keys: ['/', 'f'], run: focusFilter },
    {
      id: 'queue.undo',
      label: 'Undo the last change',
      group,
      keys: ['z', 'mod+z'],
      enabled: notice?.undo != null,
      run: () => void notice?.undo?.(),
    },
    {
      id: 'ticket.take',
      label: 'Take',
      group: onTicket,
      keys: ['t'],
      enabled: some,
      run: () => {
        const hand = inHand();
        const others = hand.length > 1 ? hand.filter((row) => row.personId !== me.id) : hand;
        void gesture('Took', others, () => ({ type: 'take', body: {} }));
      },
    },
    {
      id: 'ticket.reply',
      label: 'Reply to the requester',
      group: onTicket,
      keys: ['r'],
      run: arrive('reply'),
      enabled: elsewhere,
      first,
    },
    {
      id: 'ticket.note',
      label: 'Internal note',
      group: onTicket,
      keys: ['n'],
      run: arrive('note'),
      enabled: elsewhere,
      first,
    },
    { id: 'ticket.status', label: 'Status', group: onTicket, keys: ['s'], run: pick('status'), enabled: some },
    { id: 'ticket.priority', label: 'Priority', group: onTicket, keys: ['p'], run: pick('priority'), enabled: some },
    { id: 'ticket.assign', label: 'Assign', group: onTicket, keys: ['a'], run: pick('assign'), enabled: some },
    { id: 'ticket.tags', label: 'Tags', group: onTicket, keys: ['l'], run: pick('tags'), enabled: some },
    {
      id: 'ticket.category',
      label: 'Category and service',
      group: onTicket,
      keys: ['y'],
      run: pick('category'),
      enabled: some,
    },
    {
      id: 'ticket.handOff',
      label: 'Hand off to another team',
      group: onTicket,
      keys: ['h'],
      run: arrive('handOff'),
      enabled: some,
    },
    {
      id: 'ticket.watch',
      label: 'Watch, or stop watching',
      group: onTicket,
      keys: ['w'],
      enabled: elsewhere,
      first,
      run: () =>
        void gesture(watchVerb(inHand()), inHand(), (row) => ({
          type: row.watching ? 'unwatch' : 'watch',
          body: {},
        })),
    },
  ];
  useActions(actions);
}

function watchVerb(rows: readonly QueueRow[]): string {
  const [one] = rows;
  if (rows.length !== 1 || !one) return 'Changed watching of';
  return one.watching ? 'Stopped watching' : 'Watching';
}
