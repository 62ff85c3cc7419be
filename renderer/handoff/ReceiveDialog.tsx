import './handoff.css';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { can } from '#core/access.ts';
import type { TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { Escalation, ReturnReason } from '#core/ticket/escalation.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import { packetLines } from '../ticket/HandoffCard.tsx';
import { lapseUrgency } from '../ticket/OfferBanner.tsx';
import { useOnce } from '../ticket/use-once.ts';
import { createNames, numberWord, saysHere } from '../ticket/wording.ts';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { clockOf, whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { wallLeft } from '../ui/left.ts';
import { State } from '../ui/State.tsx';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { handoffReasonWord } from '../ui/words.ts';

/** The other side of a handoff: read the packet, say the goal in your own words and accept, or return it with a reason. */
export function ReceiveDialog({ ticketId, onClose }: { ticketId: TicketId; onClose: () => void }) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  if (view === 'loading') return null;
  const offer = view ? openOffer(view.ticket) : null;
  if (!view || !offer) return <Gone ticket={view?.ticket ?? null} onClose={onClose} />;
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
        <About ticket={ticket} offer={offer} sender={sender} />
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
          <Returning
            reason={reason}
            note={note}
            sender={firstOf(sender)}
            ticket={ticket}
            onReason={setReason}
            onNote={setNote}
          />
        ) : (
          <>
            <PacketRead ticket={ticket} offer={offer} read={read} onRead={() => setRead(true)} />
            <Goal goal={goal} sender={firstOf(sender)} onGoal={setGoal}>
              {read ? <OnAcceptance ticket={ticket} /> : 'Read the packet to its end first; then you can accept.'}
            </Goal>
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

function Lapses({ at }: { at: number }) {
  const now = useNow();
  const me = useMe();
  const urgency = lapseUrgency(at - now);
  return (
    <span className="row-f sm receive-lapses">
      <span className="d">lapses {clockOf(at, me.zone)}</span>
      <span className={`row-f md ${urgencyClass(urgency)}`}>
        <UrgencyShape urgency={urgency} />
        {urgency} <InlineFigure ms={at - now} />
      </span>
    </span>
  );
}

function About({ ticket, offer, sender }: { ticket: Ticket; offer: Escalation; sender: string }) {
  const reference = useReference();
  const now = useNow();
  const nearest = nearestTarget(ticket);
  const organisation = ticket.organisationId && reference.organisations.get(ticket.organisationId)?.name;
  const urgency = nearest && urgencyOf(nearest, now);
  return (
    <div className="receive-about">
      <div className="row-f sm d">
        <span className="md m">{numberWord(ticket.number)}</span>
        <span className="ell grow">{[`P${ticket.priority}`, organisation].filter(Boolean).join(' · ')}</span>
        {nearest && urgency ? (
          <span className={`row-f md ${urgencyClass(urgency)}`}>
            <UrgencyShape urgency={urgency} />
            {urgency} <InlineFigure ms={wallLeft(nearest, now)} />
          </span>
        ) : null}
      </div>
      <div className="receive-subject">{ticket.subject}</div>
      <div className="sm m">
        From {sender}, {reference.teams.get(offer.from.teamId)?.name}. {handoffReasonWord[offer.reason]}.
      </div>
    </div>
  );
}

/** The packet counts as read once its end has been in sight. */
function PacketRead({
  ticket,
  offer,
  read,
  onRead,
}: {
  ticket: Ticket;
  offer: Escalation;
  read: boolean;
  onRead: () => void;
}) {
  const box = useRef<HTMLElement>(null);
  const reference = useReference();
  const me = useMe();
  const store = useStore();
  const look = () => {
    const element = box.current;
    if (element && element.scrollHeight - element.clientHeight - element.scrollTop < 3) onRead();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once when shown; scrolling does the rest
  useEffect(look, []);
  const requester =
    (ticket.requesterId && reference.requesters.get(ticket.requesterId)?.name.split(' ')[0]) || 'The requester';
  const { promisedUntil } = offer.packet;
  return (
    <div className="receive-packet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key, or nobody could read on */}
      <section className="receive-scroll" ref={box} onScroll={look} tabIndex={0} aria-label="Packet">
        <dl className="facts">
          {packetLines(offer).map(([name, said]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
          <div className="fact">
            <dt>Promised</dt>
            <dd>
              {promisedUntil === null
                ? 'Nothing was promised'
                : `${requester} hears by ${whenOf(promisedUntil, store.now(), me.zone)}`}
            </dd>
          </div>
        </dl>
      </section>
      <div className="row-f sm d receive-read">
        {read ? <Icon name="check" small /> : null}
        {read ? 'Read to the end' : 'Not read to the end yet, scroll down'}, packet {offer.score} of 100
      </div>
    </div>
  );
}

/** Takes the focus when it comes, and again when one comes back from returning. */
function Goal({
  goal,
  sender,
  onGoal,
  children,
}: {
  goal: string;
  sender: string;
  onGoal: (goal: string) => void;
  children: ReactNode;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <label className="field-block receive-field">
      <span className="row-f">
        <span className="st grow">The goal, in your words</span>
        <span className="sm d">{sender} sees this</span>
      </span>
      <textarea
        ref={field}
        data-autofocus=""
        rows={2}
        maxLength={2000}
        value={goal}
        onChange={(event) => onGoal(event.target.value)}
        placeholder="What you will do, and by when"
      />
      <span className="sm d">{children}</span>
    </label>
  );
}

function OnAcceptance({ ticket }: { ticket: Ticket }) {
  const now = useNow();
  const nearest = nearestTarget(ticket);
  if (!nearest) return <>From acceptance it is yours.</>;
  const left = wallLeft(nearest, now);
  return (
    <>
      From acceptance it is yours, with <InlineFigure ms={left} /> on the clock.
    </>
  );
}

const reasons: { code: ReturnReason; words: string }[] = [
  { code: 'packetIncomplete', words: 'Packet: something missing' },
  { code: 'wrongTeam', words: 'Wrong team' },
  { code: 'atLimit', words: 'At my limit of open work' },
  { code: 'notInTime', words: 'Not able to work on it in time' },
];

function Returning({
  reason,
  note,
  sender,
  ticket,
  onReason,
  onNote,
}: {
  reason: ReturnReason;
  note: string;
  sender: string;
  ticket: Ticket;
  onReason: (reason: ReturnReason) => void;
  onNote: (note: string) => void;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useActions(
    reasons.map(({ code, words }, index) => ({
      id: `receive.reason.${code}`,
      label: words,
      group: 'Offered to you',
      scope: 'dialog',
      keys: [String(index + 1), `alt+${index + 1}`],
      whileTyping: true,
      run: () => onReason(code),
    })),
  );
  return (
    <>
      <fieldset className="choice receive-reasons">
        <legend className="choice-head">Why it goes back</legend>
        {reasons.map(({ code, words }, index) => (
          <label key={code} className={reason === code ? 'on' : ''}>
            <input
              type="radio"
              name="return-reason"
              className="sr-only"
              checked={reason === code}
              onChange={() => onReason(code)}
            />
            <KeyCap keys={String(index + 1)} />
            <span className="grow">{words}</span>
            {reason === code ? <Icon name="check" /> : null}
          </label>
        ))}
      </fieldset>
      <label className="field-block receive-field">
        <span className="row-f">
          <span className="st grow">What you would need</span>
          <span className="sm d">{sender} gets this as a task</span>
        </span>
        <textarea ref={field} rows={3} maxLength={2000} value={note} onChange={(event) => onNote(event.target.value)} />
        {ticket.escalations.length > 1 ? (
          <span className="sm m">
            Round {ticket.escalations.length} of handing this ticket over: say plainly what would end it.
          </span>
        ) : null}
      </label>
    </>
  );
}

/** Somebody was quicker, or it was taken back: who and when, in place of a form that could only fail. */
function Gone({ ticket, onClose }: { ticket: Ticket | null; onClose: () => void }) {
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

function firstOf(name: string): string {
  return name.split(' ')[0] ?? name;
}
