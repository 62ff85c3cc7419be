import './handoff.css';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { can } from '#core/access.ts';
import type { TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import { openOffer } from '#core/ticket/ticket.ts';
import type { TicketView } from '../store/store.ts';
import { UNDO_MS } from '../ticket/compose.ts';
import { browserMaking } from '../ticket/making.ts';
import { briefly } from '../ticket/time.ts';
import { useOnce } from '../ticket/use-once.ts';
import { createNames, numberWord, saysHere, staysAccountable } from '../ticket/wording.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf } from '../ui/format.ts';
import { isTextField, useActions } from '../ui/keymap.tsx';
import { State } from '../ui/State.tsx';
import { UrgencyShape } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { AlertAside } from './AlertAside.tsx';
import { ContextBand } from './ContextBand.tsx';
import { candidatesFor } from './candidates.ts';
import { lackingIn, offerIntent } from './offer.ts';
import { PacketForm } from './PacketForm.tsx';
import { PersonChoice } from './PersonChoice.tsx';
import { ReasonChips } from './ReasonChips.tsx';
import { TeamChoice } from './TeamChoice.tsx';
import { useOfferDraft } from './use-offer-draft.ts';

type Props = { ticketId: TicketId; openedBy: string | null; onClose: () => void };

/**
 * `openedBy`: the id of the alert that asked for it, `person` or null where somebody did.
 * Hands a ticket to the next tier: why now, where the time went, to whom, with what story. Opened by an alert while
 * somebody types it stays a strip until they turn to it: it never takes a field's keys.
 */
export function HandoffDialog({ ticketId, openedBy, onClose }: Props) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  const [aside, setAside] = useState(isTypedElsewhere);
  if (view === 'loading') return null;
  if (view === null) {
    return (
      <Dialog title="Hand off" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}>
        <State title="This ticket isn’t on this console any more" />
      </Dialog>
    );
  }
  if (aside) return <AlertAside ticket={view.ticket} onOpen={() => setAside(false)} onClose={onClose} />;
  return <Offering key={ticketId} view={view} openedBy={openedBy} onClose={onClose} />;
}

/** Whether the focus is in a text field of the page: whoever opens the dialog then, it wasn't these keys. */
function isTypedElsewhere(): boolean {
  const at = document.activeElement;
  return isTextField(at) && at?.closest('[role=dialog]') == null;
}

function Offering({ view, openedBy, onClose }: { view: TicketView; openedBy: string | null; onClose: () => void }) {
  const { ticket } = view;
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const announce = useAnnounce();
  const candidates = useMemo(() => candidatesFor(ticket, reference), [ticket, reference]);
  const { draft, change, changePacket, forget } = useOfferDraft(view, candidates);
  const make = useMemo(() => browserMaking(store.now), [store]);
  const [refused, setRefused] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const candidate = candidates.find(({ team }) => team.id === draft.teamId) ?? null;
  const lacking = lackingIn(draft, candidate);
  const person = candidate?.people.find(({ id }) => id === draft.personId) ?? null;
  const receiver = person?.name ?? candidate?.team.name ?? 'a team';
  const blocked = useBlocked(view);

  // What was asked for is said until it is there; a refusal until something is changed.
  const says = refused ?? (tried && lacking.length > 0 ? lacking.join(' ') : null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another draft is what the refusal was not about
  useEffect(() => setRefused(null), [draft]);

  const { once } = useOnce();
  const offer = () => once(makeOffer);

  async function makeOffer() {
    const intent = offerIntent(draft, candidate, make.escalationId());
    if (!intent) {
      setTried(true);
      return;
    }
    const answer = await store.dispatch(ticket.id, intent, { holdFor: UNDO_MS });
    if (isRefusal(answer)) {
      setRefused(saysHere(answer, (at) => clockOf(at, me.zone)));
      return;
    }
    forget();
    announce(`Offered to ${receiver}. Undo within 10 seconds.`);
    onClose();
  }

  const group = 'Hand off';
  useActions([
    {
      id: 'handoff.offer',
      label: `Offer to ${receiver}`,
      group,
      scope: 'dialog',
      keys: ['mod+Enter'],
      whileTyping: true,
      enabled: blocked === null,
      run: () => void offer(),
    },
    ...candidates.slice(0, 9).map(({ team }, index) => ({
      id: `handoff.team.${index}`,
      label: `To ${team.name}`,
      group,
      scope: 'dialog',
      keys: [String(index + 1), `alt+${index + 1}`],
      whileTyping: true,
      run: () => change({ teamId: team.id, personId: null }),
    })),
  ]);

  const number = numberWord(ticket.number);
  return (
    <Dialog
      width={960}
      onClose={onClose}
      title={
        <>
          <Shape view={view} />
          Hand off {number}
          <span className="m ell handoff-subject">{ticket.subject}</span>
        </>
      }
      aside={<OpenedBy openedBy={openedBy} view={view} />}
      foot={
        <>
          <span className="sm m grow handoff-foot">
            {candidate
              ? `${staysAccountable(ticket, createNames(reference, me.id), me.id)} until ${candidate.team.name} accepts, within ${briefly(candidate.tier.acceptWithin * 1000)}.`
              : 'Nothing changes until somebody accepts.'}
          </span>
          <Remind view={view} onClose={onClose} />
          <Button
            kind="primary"
            keys="mod+Enter"
            disabled={blocked !== null}
            aria-describedby="handoff-lacking"
            onKeyDown={deafToEnter}
            onClick={() => void offer()}
          >
            Offer to {receiver}
          </Button>
        </>
      }
    >
      <div className="handoff">
        <ContextBand ticket={ticket} candidate={candidate} />
        {blocked ? (
          <p className="handoff-says" role="alert">
            {blocked}
          </p>
        ) : null}
        {says && !blocked ? (
          <p className="handoff-says" role="alert">
            {says}
          </p>
        ) : null}
        <div className="handoff-columns">
          <div className="handoff-to">
            <TeamChoice
              candidates={candidates}
              chosen={candidate}
              override={draft.skillOverride}
              onOverride={(skillOverride) => change({ skillOverride })}
              onChoose={(teamId) => change({ teamId, personId: null })}
              lastHeld={(teamId) => heldWords(view, teamId, (at) => clockOf(at, me.zone))}
            />
            {candidate ? (
              <PersonChoice
                candidate={candidate}
                chosen={draft.personId}
                onChoose={(personId) => change({ personId })}
              />
            ) : null}
            <ReasonChips
              reason={draft.reason}
              note={draft.reasonNote}
              onReason={(reason) => change({ reason })}
              onNote={(reasonNote) => change({ reasonNote })}
            />
          </div>
          <div className="handoff-packet">
            <PacketForm ticket={ticket} packet={draft.packet} candidate={candidate} onChange={changePacket} />
            <p id="handoff-lacking" className="sm m handoff-lacking">
              {lacking.length === 0
                ? 'Ready to go. Nothing leaves for 10 seconds after you offer it.'
                : lacking.join(' ')}
            </p>
            {ticket.escalations.length > 0 ? (
              <p className="sm m handoff-round">Round {ticket.escalations.length + 1} on this ticket.</p>
            ) : null}
          </div>
        </div>
      </div>
    </Dialog>
  );
}

/** Enter alone never offers, not even on the button: only Ctrl Enter, Space or a click do. */
function deafToEnter(event: KeyboardEvent) {
  if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
}

/** Why nothing can be offered at all, in a sentence; null where it can. */
function useBlocked({ ticket }: TicketView): string | null {
  const me = useMe();
  const reference = useReference();
  if (!can({ kind: 'person', person: me }, 'handoff.offer', { ticket })) {
    const team = reference.teams.get(ticket.accountable.teamId)?.name ?? 'another team';
    return `Only ${team}, which holds this ticket, can hand it off.`;
  }
  const open = openOffer(ticket);
  if (open) {
    const to = reference.teams.get(open.to.teamId)?.name ?? 'another team';
    return `It is offered to ${to} already. Take that offer back first.`;
  }
  if (ticket.status === 'resolved' || ticket.status === 'closed') return 'It is done. Reopen it before handing it off.';
  return null;
}

function heldWords({ ticket }: TicketView, teamId: string, clock: (at: number) => string): string | null {
  const before = ticket.escalations.findLast(
    (escalation) => escalation.to.teamId === teamId && escalation.settledAt !== null,
  );
  if (!before || before.settledAt === null)
    return ticket.heldBefore.some((id) => id === teamId) ? 'Held it before.' : null;
  return `${before.state === 'accepted' ? 'Accepted' : before.state === 'returned' ? 'Returned' : 'Did not take'} it ${clock(before.settledAt)}.`;
}

function Shape({ view }: { view: TicketView }) {
  const now = useNow();
  const nearest = nearestTarget(view.ticket);
  return nearest ? <UrgencyShape urgency={urgencyOf(nearest, now)} /> : null;
}

/** An alert's id names its threshold; a person's own press needs no word. */
function OpenedBy({ openedBy, view }: { openedBy: string | null; view: TicketView }) {
  const store = useStore();
  const me = useMe();
  if (openedBy === null || openedBy === 'person') return null;
  const alert = store.alerts.get().find(({ id }) => id === openedBy);
  const share = alert?.threshold ?? null;
  const kind = share === null ? 'an alert' : share >= 1 ? 'the breach' : `the warning at ${Math.round(share * 100)} %`;
  const at = alert ? `, ${clockOf(alert.ringAt, me.zone)}` : '';
  return (
    <span className="sm d handoff-opened" data-ticket={view.ticket.id}>
      Opened by {kind}
      {at}
    </span>
  );
}

/** Closing is being reminded: by the next threshold, where one is still to come. */
function Remind({ view, onClose }: { view: TicketView; onClose: () => void }) {
  const store = useStore();
  const me = useMe();
  const [now] = useState(() => store.now());
  const next = store.alerts.get().find(({ ticketId, ringAt }) => ticketId === view.ticket.id && ringAt > now);
  return (
    <Button kind="quiet" keys="Escape" onClick={onClose}>
      {next ? `Remind ${clockOf(next.ringAt, me.zone)}` : 'Not now'}
    </Button>
  );
}
