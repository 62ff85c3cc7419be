import type { TicketId } from '#core/ids.ts';
import type { QueueRow } from '../store/store.ts';
import { Chip } from '../ui/Chip.tsx';
import { Countdown } from '../ui/Countdown.tsx';
import { useReference, useStore } from '../ui/context.tsx';
import { countOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { hrefOf } from '../ui/place.ts';
import { useRoving } from '../ui/roving.ts';
import { Tile } from './Tile.tsx';

/** As many lines as anybody reads on a board; the rest is a matter for the queue. */
const MOST = 100;

/** Tickets in their order: what was chosen on the board, or what breaches next. */
export function TicketLines({
  title,
  ids,
  onClear,
}: {
  title: string;
  ids: readonly TicketId[];
  /** Null where nothing is chosen. */
  onClear: (() => void) | null;
}) {
  const store = useStore();
  const rows = ids.slice(0, MOST).flatMap((id) => store.queue.row(id) ?? []);
  const { ref, onKeyDown, stop } = useRoving<HTMLUListElement>(rows.length);
  return (
    <Tile title={title} aside={countOf(ids.length, 'ticket')} className="lines-tile">
      {onClear ? (
        <button type="button" className="link clear-choice" onClick={onClear} aria-keyshortcuts="Escape">
          <Icon name="close" small /> Show what breaches next <KeyCap keys="Escape" />
        </button>
      ) : null}
      {rows.length === 0 ? <p className="d tile-empty">No tickets here.</p> : null}
      <ul ref={ref} onKeyDown={onKeyDown} data-scope="board-lines">
        {rows.map((row, index) => (
          <li key={row.id} data-ticket={row.id}>
            <Line row={row} stop={stop(index)} />
          </li>
        ))}
      </ul>
      {ids.length > MOST ? <p className="d sm">{ids.length - MOST} more are in the queue.</p> : null}
    </Tile>
  );
}

function Line({ row, stop }: { row: QueueRow; stop: object }) {
  const reference = useReference();
  const holder = row.personId ? reference.people.get(row.personId)?.name : null;
  return (
    <a className="line" href={hrefOf({ page: 'ticket', ticketId: row.id, do: null })} {...stop}>
      {row.nearest ? <Countdown target={row.nearest} /> : <span className="d sm">no target</span>}
      <span className={row.priority === 1 ? 'st sm' : 'm sm'}>P{row.priority}</span>
      <span className="row-f">
        <span className="ell">{row.subject}</span>
        {row.saving ? <Chip provisional>saving</Chip> : null}
      </span>
      {row.number === null ? <Chip provisional>new</Chip> : <span className="d sm">{row.number}</span>}
      <span className="m sm ell end">{holder ?? 'nobody'}</span>
    </a>
  );
}
