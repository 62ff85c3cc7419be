import { useEffect, useState } from 'react';
import type { Intent } from '#core/commands/command.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { QueueRow, Store } from '../../store/store.ts';
import { useMe, useStore } from '../../ui/context.tsx';
import { statusWord } from '../../ui/words.ts';
import { type Picking as PickingKind, useQueueApi, useQueueState } from '../queue-state.ts';
import { rowElementId } from '../Row.tsx';
import { openTicket } from '../use-cursor.ts';
import { useGesture } from '../use-gestures.ts';
import { useInHand } from '../use-in-hand.ts';
import { AssignPicker } from './AssignPicker.tsx';
import { CategoryPicker } from './CategoryPicker.tsx';
import { type Anchor, propertyOf } from './PickerBox.tsx';
import { PriorityPicker } from './PriorityPicker.tsx';
import { StatusPicker } from './StatusPicker.tsx';
import { TagPicker } from './TagPicker.tsx';

/** The picker that a key opened, on the rows in hand when it was pressed. */
export function Picking({ rows, reference }: { rows: readonly QueueRow[]; reference: Reference }) {
  const picking = useQueueState((state) => state.picking);
  return picking ? <Open key={picking} picking={picking} rows={rows} reference={reference} /> : null;
}

function Open({ picking, rows, reference }: { picking: PickingKind; rows: readonly QueueRow[]; reference: Reference }) {
  const api = useQueueApi();
  const store = useStore();
  const me = useMe();
  const gesture = useGesture();
  const inHand = useInHand(rows);
  const [hand] = useState(inHand);
  const [anchor] = useState(() => anchorOf(picking, hand));
  const one = hand.length === 1 ? (hand[0] ?? null) : null;
  const ticket = useTicketOf(store, one);
  const close = () => api.getState().pick(null);
  const ask = (verb: string, intentFor: (row: QueueRow) => Intent | null) => {
    close();
    void gesture(verb, hand, intentFor);
  };
  const first = hand[0];
  if (!first) return null;
  switch (picking) {
    case 'status':
      return (
        <StatusPicker
          current={one}
          anchor={anchor}
          onClose={close}
          onPick={({ to, waitingOn }) =>
            ask(`${statusWord[to]}:`, () => ({ type: 'setStatus', body: { to, waitingOn, note: null } }))
          }
        />
      );
    case 'priority':
      return (
        <PriorityPicker
          key={ticket?.id}
          current={ticket}
          matrix={reference.matrix}
          anchor={anchor}
          onClose={close}
          onPick={(body) => {
            close();
            void gesture(
              'Priority set on',
              hand,
              () => ({ type: 'setPriority', body }),
              () => (ticket ? priorityBefore(ticket) : null),
            );
          }}
        />
      );
    case 'assign':
      return (
        <AssignPicker
          teamId={first.teamId}
          current={one?.personId ?? null}
          me={me}
          reference={reference}
          anchor={anchor}
          onClose={close}
          onPick={(personId) =>
            ask(personId ? `${reference.people.get(personId)?.name ?? 'Somebody'} now holds` : 'Put back', (row) => {
              if (personId === null) return { type: 'release', body: {} };
              if (personId === me.id && row.personId === null) return { type: 'take', body: {} };
              return { type: 'assign', body: { personId } };
            })
          }
        />
      );
    case 'tags':
      return (
        <TagPicker
          current={sharedTags(hand)}
          known={usedTags(store)}
          anchor={anchor}
          onClose={close}
          onPick={(body) => gesture('Tagged', hand, () => ({ type: 'tag', body }))}
        />
      );
    case 'category':
      return (
        <CategoryPicker
          current={one}
          reference={reference}
          anchor={anchor}
          onClose={close}
          onPick={(choice) =>
            ask('Described', ({ categoryId, serviceId }) => ({
              type: 'categorise',
              body: { categoryId, serviceId, ...choice },
            }))
          }
        />
      );
    default:
      return null;
  }
}

/** Beside the property it changes where the ticket is open, else beside its row; of many, beside the first. */
function anchorOf(picking: PickingKind, hand: readonly QueueRow[]): Anchor {
  const [row] = hand;
  if (!row) return null;
  const property = hand.length === 1 && row.id === openTicket() ? propertyOf(picking) : null;
  return property ?? document.getElementById(rowElementId(row.id))?.querySelector('.q-subject') ?? null;
}

/** Impact and urgency aren't in the row; the body is read when the picker opens. */
function useTicketOf(store: Store, row: QueueRow | null): Ticket | null {
  const id = row?.id ?? null;
  const [ticket, setTicket] = useState<Ticket | null>(null);
  useEffect(() => {
    if (!id) return;
    const live = store.ticket(id);
    const read = () => {
      const view = live.get();
      if (view && view !== 'loading') setTicket(view.ticket);
    };
    read();
    return live.subscribe(read);
  }, [store, id]);
  return ticket;
}

function priorityBefore({ impact, urgency, priority, priorityReason }: Ticket): Intent {
  const override = priorityReason === null ? null : { priority, reason: priorityReason };
  return { type: 'setPriority', body: { impact, urgency, override } };
}

function sharedTags(rows: readonly QueueRow[]): string[] {
  const [first, ...others] = rows;
  return (first?.tags ?? []).filter((tag) => others.every((row) => row.tags.includes(tag)));
}

/** Tags in use on this console, the most used first. */
function usedTags(store: Store): string[] {
  const counts = new Map<string, number>();
  for (const row of store.queue.get()) for (const tag of row.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en')).map(([tag]) => tag);
}
