import type { OfferLine } from '#core/board/offers.ts';
import type { TicketId } from '#core/ids.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { Figure } from '../ui/Figure.tsx';
import { whenOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { hrefOf } from '../ui/place.ts';
import { useRoving } from '../ui/roving.ts';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { Tile } from './Tile.tsx';

/** Handoffs that nobody has taken, lapsed ones first; each has a digit. */
export function Offers({
  offers,
  onReassign,
}: {
  offers: readonly OfferLine[];
  onReassign: (ticketId: TicketId) => void;
}) {
  const { ref, onKeyDown, stop } = useRoving<HTMLUListElement>(offers.length);
  const lapsed = offers.filter((line) => line.state === 'lapsed').length;
  return (
    <Tile title="Offers nobody has taken" aside={lapsed > 0 ? `${lapsed} lapsed` : ''} className="offers-tile">
      {offers.length === 0 ? <p className="d tile-empty">Every handoff has been taken.</p> : null}
      <ul ref={ref} onKeyDown={onKeyDown} data-scope="board-lines">
        {offers.map((line, index) => (
          <li key={line.ticketId} className="offer" data-ticket={line.ticketId}>
            <Offer
              line={line}
              digit={index < 9 ? String(index + 1) : null}
              stop={stop(index)}
              onReassign={onReassign}
            />
          </li>
        ))}
      </ul>
    </Tile>
  );
}

/** A lapsed one wants reassigning, one that still lives wants looking at. */
export function wantsReassign(line: OfferLine): boolean {
  return line.state === 'lapsed';
}

function Offer({
  line,
  digit,
  stop,
  onReassign,
}: {
  line: OfferLine;
  digit: string | null;
  stop: object;
  onReassign: (ticketId: TicketId) => void;
}) {
  const { subject, number, urgency, holderTeam, ticketId } = line;
  const { to, person, lapsesAt } = useOffer(line);
  const now = useNow();
  const { zone } = useMe();
  const href = hrefOf({ page: 'ticket', ticketId, do: null });
  const first = wantsReassign(line);
  const keys = digit ? <KeyCap keys={digit} /> : null;
  return (
    <>
      <UrgencyShape urgency={urgency} />
      <a className="ell md offer-subject" href={href} {...stop}>
        {subject}
      </a>
      <span className={`offer-left ${urgencyClass(urgency)}`}>
        {urgency}
        {lapsesAt === null ? null : <Figure ms={lapsesAt - now} />}
      </span>
      <span className="offer-more">
        <span>{number ?? 'new'}</span>
        <span className="m">to {to}</span>
        <span className="grow ell">
          {line.state === 'lapsed'
            ? `lapsed${lapsesAt === null ? '' : ` ${whenOf(lapsesAt, now, zone)}`}, ${holderTeam} holds`
            : (person ?? `from ${holderTeam}`)}
        </span>
        <a className="link" href={href} tabIndex={-1}>
          Open {first ? null : keys}
        </a>
        <button type="button" className="link" tabIndex={-1} onClick={() => onReassign(ticketId)}>
          Reassign {first ? keys : <KeyCap keys="r" />}
        </button>
      </span>
    </>
  );
}

/** To whom and until when: a lapsed one is read from its ticket, the row doesn't carry it. */
function useOffer(line: OfferLine) {
  const store = useStore();
  const reference = useReference();
  const view = useLive(store.ticket(line.ticketId));
  const lapsed = view && view !== 'loading' ? view.ticket.escalations.findLast((one) => one.state === 'lapsed') : null;
  const toTeamId = line.toTeamId ?? lapsed?.to.teamId ?? null;
  const toPersonId = line.toPersonId ?? lapsed?.to.personId ?? null;
  return {
    to: (toTeamId && reference.teams.get(toTeamId)?.name) ?? 'another team',
    person: (toPersonId && reference.people.get(toPersonId)?.name) ?? null,
    lapsesAt: line.lapsesAt ?? lapsed?.lapsesAt ?? null,
  };
}
