import { can } from '#core/access.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import { useGesture } from '../../queue/use-gestures.ts';
import { Button } from '../../ui/Button.tsx';
import { useMe, useStore } from '../../ui/context.tsx';
import { useActions } from '../../ui/keymap.tsx';
import { statusWord } from '../../ui/words.ts';

/** Does what was tried: waiting for the requester from now on. The queue's own gesture, so its strip offers the way back. */
export function PutOnHold({ ticket, onHeld }: { ticket: Ticket; onHeld: () => void }) {
  const store = useStore();
  const me = useMe();
  const gesture = useGesture();
  const may = can({ kind: 'person', person: me }, 'ticket.work', { ticket });
  const enabled = may && isOpen(ticket) && ticket.status !== 'pending';
  const hold = () => {
    const row = store.queue.row(ticket.id);
    const body = { to: 'pending', waitingOn: 'requester', note: null } as const;
    void gesture(`${statusWord.pending}:`, row ? [row] : [], () => ({ type: 'setStatus', body }));
    onHeld();
  };
  const key = 'shift+s';
  const group = 'Explain this clock';
  useActions([{ id: 'explain.hold', label: 'Put on hold', group, scope: 'dialog', keys: [key], enabled, run: hold }]);
  if (!enabled) return null;
  return (
    <Button keys={key} onClick={hold}>
      Put on hold
    </Button>
  );
}
