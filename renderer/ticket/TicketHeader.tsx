import type { Ticket } from '#core/ticket/ticket.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { useLive, useReference, useStore } from '../ui/context.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { go } from '../ui/place.ts';
import { typeWord } from '../ui/words.ts';

type Props = {
  ticket: Ticket;
  onExplain: () => void;
  /** Null where there is no final verdict that this person may correct. */
  onCorrect: (() => void) | null;
};

/** Number, type, organisation, who else looks; subject and the way out: hand off. */
export function TicketHeader({ ticket, onExplain, onCorrect }: Props) {
  const reference = useReference();
  const organisation = ticket.organisationId && reference.organisations.get(ticket.organisationId)?.name;
  return (
    <header className="ticket-head">
      <div className="head-line">
        {ticket.number === null ? (
          <span className="chip prov" title="Its number comes with the next sync">
            new
          </span>
        ) : (
          <span className="md m">{ticket.number}</span>
        )}
        <span>{typeWord[ticket.type]}</span>
        {organisation ? <span aria-hidden="true">·</span> : null}
        {organisation ? <span className="ell">{organisation}</span> : null}
        <span className="grow" />
        <Looking ticket={ticket} />
        {onCorrect ? (
          <button type="button" className="plain-action" onClick={onCorrect} aria-keyshortcuts="Alt+V">
            Correct a verdict <KeyCap keys="alt+v" />
          </button>
        ) : null}
        <button type="button" className="plain-action" onClick={onExplain} aria-keyshortcuts="E">
          Explain clock <KeyCap keys="e" />
        </button>
      </div>
      <div className="row-f">
        <h1 className="grow ell" title={ticket.subject}>
          {ticket.subject}
        </h1>
        <Button keys="h" onClick={() => go({ page: 'ticket', ticketId: ticket.id, do: 'handOff' })}>
          Hand off
        </Button>
      </div>
    </header>
  );
}

/** Who else has it open right now. Nobody is shown while nothing is heard. */
function Looking({ ticket }: { ticket: Ticket }) {
  const store = useStore();
  const reference = useReference();
  const here = useLive(store.presence).filter(
    ({ ticketId, personId, state }) => ticketId === ticket.id && personId !== store.me.id && state === 'here',
  );
  const [first] = here;
  if (!first) return null;
  const name = reference.people.get(first.personId)?.name ?? 'Somebody';
  const doing = first.writing ? 'is writing' : 'is looking';
  const others = here.length > 1 ? ` and ${here.length - 1} more` : '';
  return (
    <span className="row-f looking" aria-live="polite">
      <Avatar name={name} />
      <span>
        {name.split(' ')[0]} {doing}
        {others}
      </span>
    </span>
  );
}
