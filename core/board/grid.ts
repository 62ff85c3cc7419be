import type { Instant, TeamId, TicketId } from '../ids.ts';
import { NEAR, NEARER, type Urgency } from '../sla/urgency.ts';
import type { TargetInstance } from '../ticket/target.ts';
import { isOpen } from '../ticket/ticket.ts';
import type { BoardOf, BoardTicket } from './board.ts';

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
  cells: Record<Column, TicketId[]>;
  all: number;
};

/** Rows by tier, then by name. `totals` adds up what the teams hold themselves. */
export type Grid = { rows: GridRow[]; totals: Record<Column, number>; all: number };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Open tickets by who holds them and by when they breach: the teams' own rows, then where handed-on tickets are now. */
export function gridOf({ tickets, reference, teamIds, now, endOfDay }: BoardOf): Grid {
  const own = new Set(teamIds);
  const rows = new Map<TeamId, GridRow>();
  const rowOf = (teamId: TeamId): GridRow => {
    const known = rows.get(teamId);
    if (known) return known;
    const team = reference.teams.get(teamId);
    const row: GridRow = {
      teamId,
      team: team?.name ?? 'A team that is gone',
      tier: (team && reference.tiers.get(team.tierId)?.name) ?? '',
      handedOn: !own.has(teamId),
      cells: empty(() => []),
      all: 0,
    };
    rows.set(teamId, row);
    return row;
  };
  for (const teamId of teamIds) rowOf(teamId);
  for (const ticket of tickets) {
    if (!isOpen(ticket) || !concerns(ticket, own)) continue;
    const row = rowOf(ticket.teamId);
    row.cells[columnOf(ticket.nearest, now, endOfDay)].push(ticket.id);
    row.all++;
  }
  const rank = ({ teamId }: GridRow) => {
    const team = reference.teams.get(teamId);
    return (team && reference.tiers.get(team.tierId)?.rank) ?? 99;
  };
  const ordered = [...rows.values()].sort(
    (a, b) => Number(a.handedOn) - Number(b.handedOn) || rank(a) - rank(b) || a.team.localeCompare(b.team, 'en'),
  );
  const totals = empty(() => 0);
  let all = 0;
  for (const row of ordered) {
    if (row.handedOn) continue;
    for (const { key } of columns) totals[key] += row.cells[key].length;
    all += row.all;
  }
  return { rows: ordered, totals, all };
}

export function columnOf(nearest: TargetInstance | null, now: Instant, endOfDay: Instant): Column {
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

function concerns(ticket: BoardTicket, own: ReadonlySet<TeamId>): boolean {
  return own.has(ticket.teamId) || ticket.heldBefore.some((teamId) => own.has(teamId));
}

function empty<T>(make: () => T): Record<Column, T> {
  return {
    breached: make(),
    to15m: make(),
    to30m: make(),
    to1h: make(),
    to2h: make(),
    to4h: make(),
    today: make(),
    after: make(),
    paused: make(),
    unpromised: make(),
  };
}
