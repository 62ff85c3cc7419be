import type { TeamId, TicketId } from '../ids.ts';
import { NEAR, NEARER, type Urgency } from '../sla/urgency.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { At } from './board.ts';
import type { Prepared } from './prepare.ts';

/** Time to breach, in wall time from now: each column ends where the next begins. */
export type Column =
  | 'breached'
  | 'to15m'
  | 'to30m'
  | 'to1h'
  | 'to2h'
  | 'to4h'
  | 'today'
  | 'after'
  | 'paused'
  | 'unpromised';

export const columns: readonly { key: Column; urgency: Urgency; says: string }[] = [
  { key: 'breached', urgency: 'breached', says: 'past due' },
  { key: 'to15m', urgency: 'nearer', says: 'to 15m' },
  { key: 'to30m', urgency: 'near', says: 'to 30m' },
  { key: 'to1h', urgency: 'near', says: 'to 1h' },
  { key: 'to2h', urgency: 'fine', says: 'to 2h' },
  { key: 'to4h', urgency: 'fine', says: 'to 4h' },
  { key: 'today', urgency: 'fine', says: 'today' },
  { key: 'after', urgency: 'fine', says: 'after' },
  { key: 'paused', urgency: 'paused', says: 'held' },
  { key: 'unpromised', urgency: 'fine', says: 'no target' },
];

export type GridRow = {
  teamId: TeamId;
  team: string;
  tier: string;
  /** Held by another team now, handed on from these: seen, not answered for. */
  handedOn: boolean;
  cells: Record<Column, number>;
  all: number;
};

/** Rows by tier, then by name. `totals` adds up what the teams hold themselves. */
export type Grid = { rows: GridRow[]; totals: Record<Column, number>; all: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Open tickets by who holds them and by when they breach: the teams' own rows, then where handed-on tickets are now. */
export function gridOf({ byTeam, reference, teamIds }: Prepared, at: At): Grid {
  const own = new Set(teamIds);
  const rows = [...byTeam].map(([teamId, tickets]): GridRow => {
    const team = reference.teams.get(teamId);
    const cells = nothing();
    for (const ticket of tickets) cells[columnOf(ticket.nearest, at)]++;
    return {
      teamId,
      team: team?.name ?? 'A team that is gone',
      tier: (team && reference.tiers.get(team.tierId)?.name) ?? '',
      handedOn: !own.has(teamId),
      cells,
      all: tickets.length,
    };
  });
  const rank = ({ teamId }: GridRow) => {
    const team = reference.teams.get(teamId);
    return (team && reference.tiers.get(team.tierId)?.rank) ?? 99;
  };
  const ordered = rows.sort(
    (a, b) => Number(a.handedOn) - Number(b.handedOn) || rank(a) - rank(b) || a.team.localeCompare(b.team, 'en'),
  );
  const totals = nothing();
  let all = 0;
  for (const row of ordered) {
    if (row.handedOn) continue;
    for (const { key } of columns) totals[key] += row.cells[key];
    all += row.all;
  }
  return { rows: ordered, totals, all };
}

/** The tickets of a cell, in the order given. */
export function ticketsIn({ byTeam }: Prepared, teamId: TeamId, column: Column, at: At): TicketId[] {
  const tickets = byTeam.get(teamId) ?? [];
  return tickets.filter((ticket) => columnOf(ticket.nearest, at) === column).map((ticket) => ticket.id);
}

export function columnOf(nearest: TargetInstance | null, { now, endOfDay }: At): Column {
  if (!nearest || nearest.state === 'ended') return 'unpromised';
  if (nearest.dueAt !== null && nearest.dueAt <= now) return 'breached';
  if (nearest.state === 'paused') return 'paused';
  if (nearest.dueAt === null) return 'after';
  const left = nearest.dueAt - now;
  if (left < NEARER) return 'to15m';
  if (left < 30 * MINUTE) return 'to30m';
  if (left < NEAR) return 'to1h';
  if (left < 2 * HOUR) return 'to2h';
  if (left < 4 * HOUR) return 'to4h';
  return nearest.dueAt < endOfDay ? 'today' : 'after';
}

function nothing(): Record<Column, number> {
  return {
    breached: 0,
    to15m: 0,
    to30m: 0,
    to1h: 0,
    to2h: 0,
    to4h: 0,
    today: 0,
    after: 0,
    paused: 0,
    unpromised: 0,
  };
}
