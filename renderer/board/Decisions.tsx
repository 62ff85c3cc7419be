import type { DecisionLine } from '#core/board/decisions.ts';
import { useReference } from '../ui/context.tsx';
import { countOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { hrefOf } from '../ui/place.ts';
import { useRoving } from '../ui/roving.ts';
import { Tile } from './Tile.tsx';

/** Times that wait for a supervisor's decision, and clocks that were held right after the requester wrote. */
export function Decisions({ decisions }: { decisions: readonly DecisionLine[] }) {
  const { ref, onKeyDown, stop } = useRoving<HTMLUListElement>(decisions.length);
  if (decisions.length === 0) return null;
  return (
    <Tile title="Clocks to look at" aside="disputed times, early holds" className="decisions-tile">
      <ul ref={ref} onKeyDown={onKeyDown} data-scope="board-lines">
        {decisions.map((line, index) => (
          <li key={line.ticketId} data-ticket={line.ticketId}>
            <Line line={line} stop={stop(index)} />
          </li>
        ))}
      </ul>
    </Tile>
  );
}

function Line({ line, stop }: { line: DecisionLine; stop: object }) {
  const reference = useReference();
  const holder = line.personId ? reference.people.get(line.personId)?.name : null;
  const said = [
    line.disputes > 0 ? `${countOf(line.disputes, 'time')} to decide` : '',
    line.earlyHolds > 0 ? `held early ${line.earlyHolds === 1 ? 'once' : `${line.earlyHolds} times`}` : '',
  ];
  return (
    <a className="promised" href={hrefOf({ page: 'ticket', ticketId: line.ticketId, do: null })} {...stop}>
      <Icon name="clock" small />
      <span className="ell">{line.subject}</span>
      <span className="m sm ell">{holder ?? 'nobody'}</span>
      <span className="sm">{said.filter(Boolean).join(', ')}</span>
    </a>
  );
}
