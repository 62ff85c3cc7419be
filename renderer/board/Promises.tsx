import type { PromiseLine } from '#core/board/promises.ts';
import { useReference } from '../ui/context.tsx';
import { Figure } from '../ui/Figure.tsx';
import { hrefOf } from '../ui/place.ts';
import { useRoving } from '../ui/roving.ts';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { Tile } from './Tile.tsx';

/** What requesters were told: overdue, or due within the hour. */
export function Promises({ promises }: { promises: readonly PromiseLine[] }) {
  const { ref, onKeyDown, stop } = useRoving<HTMLUListElement>(promises.length);
  return (
    <Tile title="Promises to requesters" aside="overdue and due within 1h" className="promises-tile">
      {promises.length === 0 ? <p className="d tile-empty">Nobody waits past what they were told.</p> : null}
      <ul ref={ref} onKeyDown={onKeyDown} data-scope="board-lines">
        {promises.map((line, index) => (
          <li key={line.ticketId} data-ticket={line.ticketId}>
            <Promised line={line} stop={stop(index)} />
          </li>
        ))}
      </ul>
    </Tile>
  );
}

function Promised({ line, stop }: { line: PromiseLine; stop: object }) {
  const reference = useReference();
  const now = useNow();
  const urgency = line.overdue ? 'breached' : 'near';
  const holder = line.personId ? reference.people.get(line.personId)?.name : null;
  return (
    <a className="promised" href={hrefOf({ page: 'ticket', ticketId: line.ticketId, do: null })} {...stop}>
      <UrgencyShape urgency={urgency} />
      <span className="ell">{line.subject}</span>
      <span className="m sm ell">{holder ?? 'nobody'}</span>
      <span className={`offer-left ${urgencyClass(urgency)}`}>
        {line.overdue ? 'overdue' : 'due'} <Figure ms={line.until - now} />
      </span>
    </a>
  );
}
