import type { Ticket } from '#core/ticket/ticket.ts';
import { createNames } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useReference } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { State } from '../ui/State.tsx';

/** Somebody was quicker, or it was taken back: who and when, in place of a form that could only fail. */
export function ReceiveGone({ ticket, onClose }: { ticket: Ticket | null; onClose: () => void }) {
  const reference = useReference();
  const me = useMe();
  const names = createNames(reference, me.id);
  const last = ticket?.escalations.at(-1);
  const did = {
    accepted: 'accepted it',
    returned: 'returned it',
    withdrawn: 'took the offer back',
    lapsed: '',
    offered: '',
  };
  const words =
    !last || last.settledAt === null
      ? 'There is no open offer on this ticket.'
      : last.state === 'lapsed'
        ? `Nobody took it by ${clockOf(last.settledAt, me.zone)}; the supervisors were told.`
        : `${names.person(last.settledBy)} ${did[last.state]} at ${clockOf(last.settledAt, me.zone)}.`;
  return (
    <Dialog
      title="Nothing to answer"
      width={440}
      onClose={onClose}
      foot={
        <Button keys="Escape" onClick={onClose}>
          Close
        </Button>
      }
    >
      <State title={words} />
    </Dialog>
  );
}
