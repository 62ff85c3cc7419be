import { useState } from 'react';
import type { Intent } from '#core/commands/command.ts';
import type { TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { AssignPicker } from '../queue/pickers/AssignPicker.tsx';
import { CategoryPicker } from '../queue/pickers/CategoryPicker.tsx';
import { propertyOf } from '../queue/pickers/PickerBox.tsx';
import { PriorityPicker } from '../queue/pickers/PriorityPicker.tsx';
import { StatusPicker } from '../queue/pickers/StatusPicker.tsx';
import { TagPicker } from '../queue/pickers/TagPicker.tsx';
import type { Picking } from '../queue/queue-state.ts';
import { useGesture } from '../queue/use-gestures.ts';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { statusWord } from '../ui/words.ts';

/** The picker that a click on a property asked for, of the ticket in sight and no other. */
export function TicketPicking({ ticket, picking, onClose }: { ticket: Ticket; picking: Picking; onClose: () => void }) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const gesture = useGesture();
  const [anchor] = useState(() => propertyOf(picking));
  const ask = (verb: string, intent: Intent, back?: Intent) => {
    if (picking !== 'tags') onClose();
    return gesture(verb, rowOf(store, ticket.id), () => intent, back ? () => back : undefined);
  };
  const same = { anchor, onClose };
  switch (picking) {
    case 'status':
      return (
        <StatusPicker
          {...same}
          current={ticket}
          onPick={({ to, waitingOn }) =>
            ask(`${statusWord[to]}:`, { type: 'setStatus', body: { to, waitingOn, note: null } })
          }
        />
      );
    case 'priority': {
      const { impact, urgency, priority, priorityReason } = ticket;
      const override = priorityReason === null ? null : { priority, reason: priorityReason };
      const back: Intent = { type: 'setPriority', body: { impact, urgency, override } };
      return (
        <PriorityPicker
          {...same}
          current={ticket}
          matrix={reference.matrix}
          onPick={(body) => ask('Priority set on', { type: 'setPriority', body }, back)}
        />
      );
    }
    case 'assign': {
      const { teamId, personId: holder } = ticket.accountable;
      return (
        <AssignPicker
          {...same}
          teamId={teamId}
          current={holder}
          me={me}
          reference={reference}
          onPick={(personId) => {
            if (personId === null) ask('Put back', { type: 'release', body: {} });
            else if (personId === me.id && holder === null) ask('Took', { type: 'take', body: {} });
            else
              ask(`${reference.people.get(personId)?.name ?? 'Somebody'} now holds`, {
                type: 'assign',
                body: { personId },
              });
          }}
        />
      );
    }
    case 'tags':
      return (
        <TagPicker
          {...same}
          current={ticket.tags}
          known={knownTags(store.queue.get())}
          onPick={(body) => ask('Tagged', { type: 'tag', body })}
        />
      );
    case 'category':
      return (
        <CategoryPicker
          {...same}
          current={ticket}
          reference={reference}
          onPick={(choice) => {
            const { categoryId, serviceId } = ticket;
            ask('Described', { type: 'categorise', body: { categoryId, serviceId, ...choice } });
          }}
        />
      );
    default:
      return picking satisfies never;
  }
}

type StoreHere = ReturnType<typeof useStore>;

function rowOf(store: StoreHere, id: TicketId) {
  const row = store.queue.row(id);
  return row ? [row] : [];
}

/** Tags in use on this console, the most used first. */
function knownTags(rows: ReturnType<StoreHere['queue']['get']>): string[] {
  const counts = new Map<string, number>();
  for (const { tags } of rows) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'en')).map(([tag]) => tag);
}
