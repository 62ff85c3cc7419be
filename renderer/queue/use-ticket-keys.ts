import type { QueueRow } from '../store/store.ts';
import { useMe } from '../ui/context.tsx';
import { type Action, useActions } from '../ui/keymap.tsx';
import { type Doing, go, type Place, slip } from '../ui/place.ts';
import { pickings } from './pickers/pickings.ts';
import { useQueueApi } from './queue-state.ts';
import { openTicket } from './use-cursor.ts';
import { useGesture } from './use-gestures.ts';
import { useInHand } from './use-in-hand.ts';

/**
 * What keys do to tickets, in the list and beside it alike: each key has this one meaning, on the selected rows or on the
 * ticket in sight. Single letters: they act only outside text fields.
 */
export function useTicketKeys(rows: readonly QueueRow[]): void {
  const api = useQueueApi();
  const me = useMe();
  const gesture = useGesture();
  const inHand = useInHand(rows);
  const some = () => inHand().length > 0;

  /** Writing and handing off concern one ticket: the one under the cursor, whatever is selected. */
  const arrive = (what: Doing) => () => {
    const { cursor } = api.getState();
    if (cursor) goTo({ page: 'ticket', ticketId: cursor, do: what });
  };
  const take = () => {
    const hand = inHand();
    const others = hand.length > 1 ? hand.filter((row) => row.personId !== me.id) : hand;
    void gesture('Took', others, () => ({ type: 'take', body: {} }));
  };
  const watch = () => {
    const hand = inHand();
    void gesture(watchVerb(hand), hand, (row) => ({ type: row.watching ? 'unwatch' : 'watch', body: {} }));
  };

  const on = { group: 'On a ticket', enabled: some } as const;
  const actions: Action[] = [
    { ...on, id: 'ticket.take', label: 'Take', keys: ['t'], run: take },
    { ...on, id: 'ticket.reply', label: 'Reply to the requester', keys: ['r'], run: arrive('reply') },
    { ...on, id: 'ticket.note', label: 'Internal note', keys: ['n'], run: arrive('note') },
    ...pickings.map(
      ({ picking, keys, label }): Action => ({
        ...on,
        id: `ticket.${picking}`,
        label,
        keys: [keys],
        run: () => api.getState().pick(picking),
      }),
    ),
    { ...on, id: 'ticket.handOff', label: 'Hand off to another team', keys: ['h'], run: arrive('handOff') },
    {
      ...on,
      id: 'ticket.explain',
      label: 'Explain this clock',
      keys: ['e'],
      // A ticket in sight has this key itself, and knows which of its clocks is meant; one that is only coming hasn't yet.
      enabled: () => some() && document.querySelector('[data-scope=ticket]') === null,
      run: arrive('explain'),
    },
    { ...on, id: 'ticket.watch', label: 'Watch, or stop watching', keys: ['w'], run: watch },
  ];
  useActions(actions);
}

/** A step in the history only where another ticket opens. */
function goTo(place: Extract<Place, { page: 'ticket' }>): void {
  if (openTicket() === place.ticketId) slip(place);
  else go(place);
}

function watchVerb(rows: readonly QueueRow[]): string {
  const [one] = rows;
  if (rows.length !== 1 || !one) return 'Changed watching of';
  return one.watching ? 'Stopped watching' : 'Watching';
}
