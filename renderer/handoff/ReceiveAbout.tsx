import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { Escalation } from '#core/ticket/escalation.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { lapseUrgency } from '../ticket/OfferBanner.tsx';
import { numberWord } from '../ticket/wording.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { clockOf } from '../ui/format.ts';
import { wallLeft } from '../ui/left.ts';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { handoffReasonWord } from '../ui/words.ts';

/** Which ticket, how urgent, from whom and why. */
export function ReceiveAbout({ ticket, offer, sender }: { ticket: Ticket; offer: Escalation; sender: string }) {
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

/** Until when the offer stands. */
export function Lapses({ at }: { at: number }) {
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
