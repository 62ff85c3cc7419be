import { useMemo, useState } from 'react';
import type { Board } from '#core/board/board.ts';
import { ticketsIn } from '#core/board/grid.ts';
import type { PersonId, TeamId, TicketId } from '#core/ids.ts';
import { TicketId as TicketIdShape } from '#core/ids.ts';
import { isOpen } from '#core/ticket/ticket.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { go, hrefOf } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { Agents } from './Agents.tsx';
import './board.css';
import { enter } from '../ui/roving.ts';
import { Decisions } from './Decisions.tsx';
import { type Cell, HeatGrid } from './HeatGrid.tsx';
import { myTeams } from './my-teams.ts';
import { Offers, wantsReassign } from './Offers.tsx';
import { Promises } from './Promises.tsx';
import { ReassignDialog } from './ReassignDialog.tsx';
import { Strip } from './Strip.tsx';
import { TicketLines } from './TicketLines.tsx';
import { StaleBar } from './Tile.tsx';
import { type Moving, useBoard, useFreshness } from './use-board.ts';

/** One live page for a team, or for all of mine (`teamId` null). Everything on it is local and works offline. */
export function BoardPage({ teamId }: { teamId: TeamId | null }) {
  const reference = useReference();
  const me = useMe();
  const store = useStore();
  useLive(store.queue);
  const mine = useMemo(() => myTeams(me, reference), [me, reference]);
  const teamIds = useMemo(
    () => mine.filter((team) => teamId === null || team.id === teamId).map((team) => team.id),
    [mine, teamId],
  );
  if (!store.queue.loaded()) return <State title="Reading what this console holds." />;
  if (mine.length === 0) {
    return (
      <State title="There is no team to show yet.">
        <p>A board shows the teams you supervise or work in. An administrator can add you to one.</p>
      </State>
    );
  }
  if (teamIds.length === 0) {
    return (
      <State title="That is not one of your teams.">
        <p>
          <a href={hrefOf({ page: 'board', teamId: null })}>Show all my teams</a>
        </p>
      </State>
    );
  }
  return <BoardOf key={teamId ?? 'all'} teamIds={teamIds} teamId={teamId} teams={mine} />;
}

type Choice = { cell: Cell } | { personId: PersonId } | null;

function BoardOf({
  teamIds,
  teamId,
  teams,
}: {
  teamIds: readonly TeamId[];
  teamId: TeamId | null;
  teams: ReturnType<typeof myTeams>;
}) {
  const moving = useBoard(teamIds);
  const { board } = moving;
  const { live } = useFreshness();
  const [choice, setChoice] = useState<Choice>(null);
  const [reassigning, setReassigning] = useState<TicketId | null>(null);
  const { title, ids } = useChosen(moving, choice);
  useBoardKeys({ board, choice, clear: () => setChoice(null), reassign: setReassigning });
  return (
    <div className="board">
      <header className="board-head">
        <h1>Board</h1>
        <nav aria-label="Teams" className="board-teams">
          <TeamLink to={null} name="All my teams" here={teamId === null} />
          {teams.map((team) => (
            <TeamLink key={team.id} to={team.id} name={team.name} here={teamId === team.id} />
          ))}
        </nav>
        <KeyCap keys="f" />
      </header>
      <Strip figures={board.figures} known={live} />
      <StaleBar />
      <div className="board-tiles">
        <Agents
          groups={board.agents}
          chosen={choice && 'personId' in choice ? choice.personId : null}
          onChoose={(personId) => setChoice({ personId })}
        />
        <div className="board-rest">
          <div className="board-middle">
            <HeatGrid
              grid={board.grid}
              chosen={choice && 'cell' in choice ? choice.cell : null}
              onChoose={(cell) => setChoice({ cell })}
            />
            <TicketLines title={title} ids={ids} onClear={choice ? () => setChoice(null) : null} />
          </div>
          <div className="board-right">
            <Offers offers={board.offers} onReassign={setReassigning} />
            <Promises promises={board.promises} />
            <Decisions decisions={board.decisions} />
          </div>
        </div>
      </div>
      {reassigning ? <ReassignDialog ticketId={reassigning} onClose={() => setReassigning(null)} /> : null}
    </div>
  );
}

function TeamLink({ to, name, here }: { to: TeamId | null; name: string; here: boolean }) {
  return (
    <a href={hrefOf({ page: 'board', teamId: to })} aria-current={here ? 'page' : undefined}>
      {name}
    </a>
  );
}

/** The tickets behind a cell or a person, in the order of the queue; without a choice, what breaches next. */
function useChosen({ board, prepared, at }: Moving, choice: Choice): { title: string; ids: readonly TicketId[] } {
  const store = useStore();
  const rows = useLive(store.queue);
  const reference = useReference();
  const personId = choice && 'personId' in choice ? choice.personId : null;
  const held = useMemo(
    () => (personId ? rows.filter((row) => row.personId === personId && isOpen(row)).map((row) => row.id) : []),
    [rows, personId],
  );
  if (personId) return { title: reference.people.get(personId)?.name ?? 'Somebody', ids: held };
  if (!choice || !('cell' in choice)) return { title: 'Breaching next', ids: board.held.map((ticket) => ticket.id) };
  const { teamId, column } = choice.cell;
  const row = board.grid.rows.find((one) => one.teamId === teamId);
  return { title: `${row?.team ?? 'Team'}, ${columnWord[column]}`, ids: ticketsIn(prepared, teamId, column, at) };
}

const columnWord: Record<Cell['column'], string> = {
  breached: 'breached',
  to15m: 'within 15m',
  to30m: 'within 30m',
  to1h: 'within 1h',
  to2h: 'within 2h',
  to4h: 'within 4h',
  today: 'later today',
  after: 'after today',
  paused: 'held',
  unpromised: 'without a target',
};

function useBoardKeys({
  board,
  choice,
  clear,
  reassign,
}: {
  board: Board;
  choice: Choice;
  clear: () => void;
  reassign: (ticketId: TicketId) => void;
}) {
  const same = { group: 'Board' };
  const onLine = (run: (ticketId: TicketId) => void) => () => {
    const line = document.activeElement?.closest('[data-ticket]');
    const id = TicketIdShape.safeParse(line?.getAttribute('data-ticket'));
    if (id.success) run(id.data);
  };
  const open = (ticketId: TicketId) => go({ page: 'ticket', ticketId, do: null });
  useActions([
    {
      ...same,
      id: 'board.lines',
      label: 'Go to the list of tickets',
      keys: ['j', 'l'],
      run: () => enter('.lines-tile'),
    },
    { ...same, id: 'board.agents', label: 'Go to the agents', keys: ['a'], run: () => enter('.agents-tile') },
    { ...same, id: 'board.grid', label: 'Go to the grid', keys: ['h'], run: () => enter('.grid-tile') },
    { ...same, id: 'board.offers', label: 'Go to the offers', keys: ['x'], run: () => enter('.offers-tile') },
    { ...same, id: 'board.promises', label: 'Go to the promises', keys: ['p'], run: () => enter('.promises-tile') },
    {
      ...same,
      id: 'board.decisions',
      label: 'Go to the clocks to look at',
      keys: ['d'],
      run: () => enter('.decisions-tile'),
    },
    {
      ...same,
      id: 'board.teams',
      label: 'Choose the team',
      keys: ['f'],
      run: () => document.querySelector<HTMLElement>('.board-teams a[aria-current]')?.focus(),
    },
    { ...same, id: 'board.open', label: 'Open the ticket', keys: ['o'], scope: 'board-lines', run: onLine(open) },
    {
      ...same,
      id: 'board.reassign',
      label: 'Reassign the ticket',
      keys: ['r'],
      scope: 'board-lines',
      run: onLine(reassign),
    },
    {
      ...same,
      id: 'board.clear',
      label: 'Show what breaches next',
      keys: ['Escape'],
      enabled: choice !== null,
      run: clear,
    },
    ...board.offers.slice(0, 9).map((line, index) => ({
      ...same,
      id: `board.offer.${index + 1}`,
      label: `${wantsReassign(line) ? 'Reassign' : 'Open'} ${line.number ?? 'new'} ${line.subject}`,
      keys: [String(index + 1)],
      run: () => (wantsReassign(line) ? reassign(line.ticketId) : open(line.ticketId)),
    })),
  ]);
}
