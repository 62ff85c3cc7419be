import './handoff.css';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { can } from '#core/access.ts';
import type { TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Escalation } from '#core/ticket/escalation.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import { useOnce } from '../ticket/use-once.ts';
import { createNames, saysHere } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { answerIntent, isAnswer } from './answer.ts';
import { Lapses, ReceiveAbout } from './ReceiveAbout.tsx';
import { OnAcceptance, ReceiveGoal } from './ReceiveGoal.tsx';
import { ReceiveGone } from './ReceiveGone.tsx';
import { ReceivePacket } from './ReceivePacket.tsx';
import { ReceiveReturn } from './ReceiveReturn.tsx';
import { useAnswerDraft } from './use-answer-draft.ts';

type Asked = { ticket: Ticket; offer: Escalation };

/**
 * The other side of a handoff: read the packet, say the goal in your own words and accept, or return it with a reason.
 * The ticket shows an answer before it is kept, and has no open offer then: until it is, the form stays as it was sent.
 */
export function ReceiveDialog({ ticketId, onClose }: { ticketId: TicketId; onClose: () => void }) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  const [sending, setSending] = useState<Asked | null>(null);
  if (view === 'loading') return null;
  const asked = sending ?? askedIn(view?.ticket);
  if (!asked) return <ReceiveGone ticket={view?.ticket ?? null} onClose={onClose} />;
  return <Answering key={asked.offer.id} {...asked} onSending={setSending} onClose={onClose} />;
}

function askedIn(ticket: Ticket | undefined): Asked | null {
  const offer = ticket && openOffer(ticket);
  return offer ? { ticket, offer } : null;
}

type AnsweringProps = Asked & { onSending: (asked: Asked | null) => void; onClose: () => void };

function Answering({ ticket, offer, onSending, onClose }: AnsweringProps) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const names = createNames(reference, me.id);
  const { draft, change, forget } = useAnswerDraft(ticket.id, offer.id);
  const { returning, goal, note, reason } = draft;
  const setReturning = (returning: boolean) => change({ returning });
  const [read, setRead] = useState(false);
  const [says, setSays] = useState<string | null>(null);
  const mayAnswer = can({ kind: 'person', person: me }, 'handoff.answer', { ticket });
  const sender = names.person(offer.offeredBy);

  const { once, running } = useOnce();
  const answer = () => once(giveAnswer);

  async function giveAnswer() {
    onSending({ ticket, offer });
    const said = await store.dispatch(ticket.id, answerIntent(draft));
    if (isRefusal(said)) {
      setSays(saysHere(said, (at) => clockOf(at, me.zone)));
      onSending(null);
      return;
    }
    forget();
    onClose();
  }

  const ready = mayAnswer && !running && isAnswer(draft) && (returning || read);
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
      enabled: mayAnswer && !running && !returning,
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
            <Button keys="alt+r" disabled={!mayAnswer || running} onClick={() => setReturning(true)}>
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
            onReason={(reason) => change({ reason })}
            onNote={(note) => change({ note })}
          />
        ) : (
          <>
            <ReceivePacket ticket={ticket} offer={offer} read={read} onRead={() => setRead(true)} />
            <ReceiveGoal goal={goal} sender={firstOf(sender)} onGoal={(goal) => change({ goal })}>
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
