import './handoff.css';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { can } from '#core/access.ts';
import type { TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Escalation, ReturnReason } from '#core/ticket/escalation.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import { useOnce } from '../ticket/use-once.ts';
import { createNames, saysHere } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { Lapses, ReceiveAbout } from './ReceiveAbout.tsx';
import { OnAcceptance, ReceiveGoal } from './ReceiveGoal.tsx';
import { ReceiveGone } from './ReceiveGone.tsx';
import { ReceivePacket } from './ReceivePacket.tsx';
import { ReceiveReturn } from './ReceiveReturn.tsx';

/** The other side of a handoff: read the packet, say the goal in your own words and accept, or return it with a reason. */
export function ReceiveDialog({ ticketId, onClose }: { ticketId: TicketId; onClose: () => void }) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  if (view === 'loading') return null;
  const offer = view ? openOffer(view.ticket) : null;
  if (!view || !offer) return <ReceiveGone ticket={view?.ticket ?? null} onClose={onClose} />;
  return <Answering key={offer.id} ticket={view.ticket} offer={offer} onClose={onClose} />;
}

function Answering({ ticket, offer, onClose }: { ticket: Ticket; offer: Escalation; onClose: () => void }) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const names = createNames(reference, me.id);
  const [returning, setReturning] = useState(false);
  const [goal, setGoal] = useState('');
  const [note, setNote] = useState('');
  const [reason, setReason] = useState<ReturnReason>('packetIncomplete');
  const [read, setRead] = useState(false);
  const [says, setSays] = useState<string | null>(null);
  const mayAnswer = can({ kind: 'person', person: me }, 'handoff.answer', { ticket });
  const sender = names.person(offer.offeredBy);

  const { once } = useOnce();
  const answer = () => once(giveAnswer);

  async function giveAnswer() {
    const escalationId = offer.id;
    const asked = returning
      ? await store.dispatch(ticket.id, { type: 'returnHandoff', body: { escalationId, reason, note } })
      : await store.dispatch(ticket.id, { type: 'acceptHandoff', body: { escalationId, goal } });
    if (isRefusal(asked)) setSays(saysHere(asked, (at) => clockOf(at, me.zone)));
    else onClose();
  }

  const ready = mayAnswer && (returning ? note.trim().length >= 3 : read && goal.trim().length >= 3);
  const group = 'Offered to you';
  useActions([
    {
      id: 'receive.answer',
      label: returning ? 'Return it' : 'Accept it',
      group,
      scope: 'dialog',
      keys: ['mod+Enter'],
      whileTyping: true,
      enabled: ready,
      run: () => void answer(),
    },
    {
      id: 'receive.return',
      label: 'Return it with a reason',
      group,
      scope: 'dialog',
      keys: ['alt+r'],
      whileTyping: true,
      enabled: mayAnswer && !returning,
      run: () => setReturning(true),
    },
  ]);
  return (
    <Dialog
      width={440}
      title="Offered to you"
      aside={<Lapses at={offer.lapsesAt} />}
      onClose={() => (returning ? setReturning(false) : onClose())}
      foot={
        returning ? (
          <>
            <Button kind="quiet" keys="Escape" onClick={() => setReturning(false)}>
              Back
            </Button>
            <span className="grow" />
            <Button
              kind="primary"
              keys="mod+Enter"
              disabled={!ready}
              onKeyDown={deafToEnter}
              onClick={() => void answer()}
            >
              Return to {firstOf(sender)}
            </Button>
          </>
        ) : (
          <>
            <Button keys="alt+r" disabled={!mayAnswer} onClick={() => setReturning(true)}>
              Return
            </Button>
            <span className="grow" />
            <Button
              kind="primary"
              keys="mod+Enter"
              disabled={!ready}
              onKeyDown={deafToEnter}
              onClick={() => void answer()}
            >
              Accept
            </Button>
          </>
        )
      }
    >
      <div className="receive">
        <ReceiveAbout ticket={ticket} offer={offer} sender={sender} />
        {says ? (
          <p className="handoff-says" role="alert">
            {says}
          </p>
        ) : null}
        {mayAnswer ? null : (
          <p className="handoff-says" role="alert">
            Only somebody of {names.team(offer.to.teamId)} can answer this offer.
          </p>
        )}
        {returning ? (
          <ReceiveReturn
            reason={reason}
            note={note}
            sender={firstOf(sender)}
            ticket={ticket}
            onReason={setReason}
            onNote={setNote}
          />
        ) : (
          <>
            <ReceivePacket ticket={ticket} offer={offer} read={read} onRead={() => setRead(true)} />
            <ReceiveGoal goal={goal} sender={firstOf(sender)} onGoal={setGoal}>
              {read ? <OnAcceptance ticket={ticket} /> : 'Read the packet to its end first; then you can accept.'}
            </ReceiveGoal>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Enter alone never accepts, not even on the button. */
function deafToEnter(event: KeyboardEvent) {
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
