import type { Intent } from '#core/commands/command.ts';
import type { TicketView } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { useStore } from '../ui/context.tsx';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import type { Kind } from './compose.ts';

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
  onTakenBack: (kind: Kind, body: string) => void;
}) {
  const store = useStore();
  const now = useNow();
  const left = Math.max(0, Math.ceil((held.until - now) / 1000));
  const undo = async () => {
    const text = textIn(view, held.commandId);
    const packet = packetIn(view, held.commandId);
    if (!(await store.undo(held.commandId))) return;
    if (text) onTakenBack(text.kind, text.body);
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

function textIn(view: TicketView, commandId: string): { kind: Kind; body: string } | null {
  const event = view.events.find((one) => one.type === 'messageAdded' && one.commandId === commandId);
  const message = event?.type === 'messageAdded' && view.messages.find((one) => one.id === event.body.messageId);
  return message ? { kind: message.visibility === 'internal' ? 'note' : 'reply', body: message.body } : null;
}

/** The offer as a draft again, in the shape that the dialog keeps. */
function packetIn(view: TicketView, commandId: string): string | null {
  const event = view.events.find((one) => one.type === 'handoffOffered' && one.commandId === commandId);
  if (event?.type !== 'handoffOffered') return null;
  const { to, reason, reasonNote, packet } = event.body.escalation;
  return JSON.stringify({ teamId: to.teamId, personId: to.personId, reason, reasonNote, packet, skillOverride: '' });
}
