import { Button } from '../ui/Button.tsx';
import { useLive, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { countOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { intentWords } from './intent-words.ts';

/** Signing out with work unsent: it is listed, and stays on this device unless thrown away on purpose. */
export function SignOutDialog({ onStay, onLeave }: { onStay: () => void; onLeave: (wipe: boolean) => void }) {
  const store = useStore();
  const outbox = useLive(store.outbox);
  useActions([
    {
      id: 'leave.keep',
      label: 'Sign out',
      group: 'Sign out',
      keys: ['alt+k'],
      scope: 'dialog',
      whileTyping: true,
      run: () => onLeave(false),
    },
  ]);
  return (
    <Dialog
      title={`${countOf(outbox.waiting, 'change')} not sent yet`}
      width={640}
      onClose={onStay}
      foot={
        <>
          <Button kind="quiet" onClick={() => onLeave(true)}>
            Sign out and throw them away
          </Button>
          <span className="grow" />
          <Button keys="alt+k" onClick={() => onLeave(false)}>
            Sign out, keep them here
          </Button>
          <Button kind="primary" keys="Escape" onClick={onStay} data-autofocus="">
            Stay signed in
          </Button>
        </>
      }
    >
      <p className="m">What is kept here goes out when you next sign in on this device, as you and in your name.</p>
      <ul className="unsent">
        {outbox.rows.map((row) => {
          const ticket = store.queue.row(row.ticketId);
          return (
            <li key={row.commandId}>
              <span className="md">{intentWords[row.intent.type]}</span>
              <span className="d ell">
                {ticket ? `${ticket.number ?? 'new'} · ${ticket.subject}` : 'a ticket that is no longer here'}
              </span>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
