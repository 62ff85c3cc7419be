import type { Intent } from '#core/commands/command.ts';
import type { TicketView } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { useStore } from '../ui/context.tsx';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import { packetIn, type TakenBack, textIn } from './taken-back.ts';

const what: Partial<Record<Intent['type'], string>> = {
  reply: 'Sending',
  note: 'Adding the note',
  offerHandoff: 'Offering it',
};

/** What this pane sends with time to think; gestures of the queue have their own strip. */
export function isSending({ type }: TicketView['held'][number]): boolean {
  return what[type] !== undefined;
}

/** What still can be taken back, where it will stand: not a toast, and gone when the time is. */
export function SendingStrip({
  held,
  view,
  onTakenBack,
}: {
  held: TicketView['held'][number];
  view: TicketView;
  onTakenBack: (text: TakenBack) => void;
}) {
  const store = useStore();
  const now = useNow();
  const left = Math.max(0, Math.ceil((held.until - now) / 1000));
  const undo = async () => {
    const intent = store.outbox.get().rows.find((row) => row.commandId === held.commandId)?.intent;
    if (!(await store.undo(held.commandId)) || !intent) return;
    const text = textIn(intent);
    const packet = packetIn(intent);
    if (text) onTakenBack(text);
    if (packet) store.drafts.write(view.ticket.id, 'handoff', packet);
  };
  const last = view.held.at(-1)?.commandId === held.commandId;
  useActions([
    {
      id: `undo.${held.commandId}`,
      label: 'Take back what is being sent',
      group: 'Ticket',
      keys: ['mod+z'],
      whileTyping: true,
      get enabled() {
        return last && left > 0 && !isWriting();
      },
      hidden: true,
      run: () => void undo(),
    },
  ]);
  if (left === 0) return null;
  return (
    <div className="sending" role="status">
      <span>
        {what[held.type] ?? 'Sending a change'} in <span className="secs">{left} s</span>
      </span>
      <span className="grow" />
      <Button kind="quiet" onClick={() => void store.sendNow(held.commandId)}>
        Send now
      </Button>
      <Button keys="mod+z" onClick={() => void undo()}>
        Undo
      </Button>
    </div>
  );
}

/** In a field with words in it, Ctrl Z belongs to the words. */
function isWriting(): boolean {
  const at = document.activeElement;
  return (at instanceof HTMLTextAreaElement || at instanceof HTMLInputElement) && at.value !== '';
}
