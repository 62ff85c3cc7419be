import type { CSSProperties } from 'react';
import { type Column, columns, type Grid, type GridRow } from '#core/board/grid.ts';
import type { TeamId } from '#core/ids.ts';
import { countOf, figureOf } from '../ui/format.ts';
import { useRoving } from '../ui/roving.ts';
import { UrgencyShape } from '../ui/Urgency.tsx';
import { Tile } from './Tile.tsx';

export type Cell = { teamId: TeamId; column: Column };

/** Open tickets by who holds them and by how long until they breach. A cell opens its tickets below. */
export function HeatGrid({
  grid,
  chosen,
  onChoose,
}: {
  grid: Grid;
  chosen: Cell | null;
  onChoose: (cell: Cell) => void;
}) {
  const shown = columns.filter(({ key }) => key !== 'unpromised' || grid.rows.some((row) => row.cells[key] > 0));
  const { ref, onKeyDown, stop } = useRoving<HTMLTableSectionElement>(grid.rows.length * shown.length, shown.length);
  const own = grid.rows.filter((row) => !row.handedOn);
  const handedOn = grid.rows.filter((row) => row.handedOn);
  const most = Math.max(1, ...own.flatMap((row) => shown.map(({ key }) => row.cells[key])));
  const line = (row: GridRow, at: number) => (
    <tr key={row.teamId} className={row.handedOn ? 'handed-on' : undefined}>
      <th scope="row">
        <span className="ell">{row.team}</span>
        <span className="mi d ell">{row.handedOn ? 'handed on' : row.tier}</span>
      </th>
      {shown.map(({ key, urgency, says }, column) => {
        const count = row.cells[key];
        return (
          <td key={key}>
            <button
              type="button"
              className={count === 0 ? 'cell none' : `cell heat-${urgency}`}
              style={shareOf(count / most)}
              aria-pressed={chosen?.teamId === row.teamId && chosen.column === key}
              aria-label={`${row.team}, ${urgency}, ${says}: ${countOf(count, 'ticket')}`}
              onClick={() => onChoose({ teamId: row.teamId, column: key })}
              {...stop(at * shown.length + column)}
            >
              {count === 0 ? '·' : figureOf(count)}
            </button>
          </td>
        );
      })}
      <td className="all">{figureOf(row.all)}</td>
    </tr>
  );
  return (
    <Tile title="Tickets by tier and time to breach" aside={`${figureOf(grid.all)} open`} className="grid-tile">
      <table className="heat">
        <thead>
          <tr>
            <td />
            {shown.map(({ key, urgency, says }) => (
              <th key={key} scope="col">
                <span className={`heat-word u-${urgency}`}>
                  <UrgencyShape urgency={urgency} size={10} />
                  {urgency}
                </span>
                <span className="d">{says}</span>
              </th>
            ))}
            <th scope="col" className="d">
              all
            </th>
          </tr>
        </thead>
        <tbody ref={ref} onKeyDown={onKeyDown}>
          {own.map(line)}
          <tr className="totals">
            <th scope="row">All</th>
            {shown.map(({ key }) => (
              <td key={key}>{figureOf(grid.totals[key])}</td>
            ))}
            <td className="all">{figureOf(grid.all)}</td>
          </tr>
          {handedOn.map((row, at) => line(row, own.length + at))}
        </tbody>
      </table>
    </Tile>
  );
}

/** How deep the colour goes; the number says it too. */
function shareOf(share: number): CSSProperties {
  return { '--share': share } as CSSProperties;
}
