import { useState } from 'react';
import { can } from '#core/access.ts';
import { isRefusal } from '#core/refusal.ts';
import { urgencyIn } from '#core/sla/urgency.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import type { TicketView } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { clockOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import { go } from '../ui/place.ts';
import { Urgency } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { createNames, saysHere, staysAccountable } from './wording.ts';

/** The open offer, where nobody can overlook it: who offers to whom, until when, and what I can do about it. */
export function OfferBanner({ ticket, held }: { ticket: Ticket; held: TicketView['held'] }) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const [says, setSays] = useState<string | null>(null);
  const offer = openOffer(ticket);
  const leaving = held.some(({ type }) => type === 'offerHandoff');
  const by = { kind: 'person', person: me } as const;
  const mayAnswer = offer !== null && !leaving && can(by, 'handoff.answer', { ticket });
  const mayWithdraw = offer !== null && !leaving && can(by, 'handoff.withdraw', { ticket });

  const answer = () => go({ page: 'ticket', ticketId: ticket.id, do: 'accept' });
  const withdraw = async () => {
    if (!offer) return;
    const body = { escalationId: offer.id, note: '' };
    const said = await store.dispatch(ticket.id, { type: 'withdrawHandoff', body });
    setSays(isRefusal(said) ? saysHere(said, (at) => clockOf(at, me.zone)) : null);
  };
  useActions([
    {
      id: 'offer.answer',
      label: 'Answer the offer',
      group: 'Ticket',
      keys: ['alt+o'],
      whileTyping: true,
      enabled: mayAnswer,
      run: answer,
    },
    {
      id: 'offer.withdraw',
      label: 'Take the offer back',
      group: 'Ticket',
      keys: ['alt+w'],
      enabled: mayWithdraw,
      run: () => void withdraw(),
    },
  ]);
  if (!offer) return null;
  const names = createNames(reference, me.id);
  const to = offer.to.personId
    ? `${lower(names.person(offer.to.personId))}, ${names.team(offer.to.teamId)}`
    : names.team(offer.to.teamId);
  return (
    <div className="offer-banner" role="status">
      <Icon name="forward" />
      <span className="offer-words">
        <b className="md">Offered to {to}</b> by {lower(names.person(offer.offeredBy))}.{' '}
        <span className="m">{staysAccountable(ticket, names, me.id)} until it is taken.</span>
      </span>
      <span className="grow" />
      <Lapse at={offer.lapsesAt} />
      {mayWithdraw ? (
        <Button kind="quiet" keys="alt+w" onClick={() => void withdraw()}>
          Take it back
        </Button>
      ) : null}
      {mayAnswer ? (
        <Button kind="primary" keys="alt+o" onClick={answer}>
          Answer
        </Button>
      ) : null}
      {says ? (
        <span className="refusal" role="alert">
          {says}
        </span>
      ) : null}
    </div>
  );
}

/** An offer lives minutes, not hours: fine, until a third of an hour's last quarter says otherwise. */
function Lapse({ at }: { at: number }) {
  const now = useNow();
  const left = at - now;
  if (left <= 0) return <Urgency urgency="breached" />;
  return (
    <span className={`row-f md u-${lapseUrgency(left)}`}>
      lapses in <InlineFigure ms={left} />
    </span>
  );
}

/** The thresholds belong to the target: a minute is near for an offer that lives five. */
export function lapseUrgency(left: number) {
  return urgencyIn(left * 15);
}

function lower(name: string): string {
  return name === 'You' ? 'you' : name;
}
