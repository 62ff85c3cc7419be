import type { PersonId, TeamId, TicketId } from '../ids.ts';
import { isOpen } from '../ticket/ticket.ts';
import { type AgentGroup, agentsOf } from './agents.ts';
import type { BoardOf, BoardTicket } from './board.ts';

/**
 * Everything on a board that doesn't move with the clock: gone through once a change, so that each second looks only
 * at what these teams hold, handed on, offered or promised, and not at every ticket of the console.
 */
export type Prepared = Omit<BoardOf, 'tickets' | 'presence'> & {
  /** Open tickets of these teams, in the order given. */
  held: readonly BoardTicket[];
  /** Open tickets by who holds them: these teams' own, and those they handed on to others. */
  byTeam: ReadonlyMap<TeamId, readonly BoardTicket[]>;
  offered: readonly BoardTicket[];
  agents: AgentGroup[];
};

export function prepare({ tickets, presence, reference, teamIds }: BoardOf): Prepared {
  const own = new Set(teamIds);
  const held: BoardTicket[] = [];
  const offered: BoardTicket[] = [];
  const byTeam = new Map<TeamId, BoardTicket[]>(teamIds.map((teamId) => [teamId, []]));
  const byPerson = new Map<PersonId, BoardTicket[]>();
  const numbers = new Map<TicketId, number | null>();
  const looked = new Set(presence?.map((one) => one.ticketId));
  for (const ticket of tickets) {
    if (looked.has(ticket.id)) numbers.set(ticket.id, ticket.number);
    if (!isOpen(ticket)) continue;
    if (ticket.personId) into(byPerson, ticket.personId, ticket);
    const mine = own.has(ticket.teamId);
    if (mine) held.push(ticket);
    if (mine || ticket.heldBefore.some((teamId) => own.has(teamId))) into(byTeam, ticket.teamId, ticket);
    const offeredHere = ticket.offer !== null && (mine || own.has(ticket.offer.toTeamId));
    if (offeredHere || (mine && ticket.lapsed)) offered.push(ticket);
  }
  const agents = agentsOf({ byPerson, numbers, presence, reference, teamIds });
  return { reference, teamIds, held, byTeam, offered, agents };
}

function into<K>(map: Map<K, BoardTicket[]>, key: K, ticket: BoardTicket): void {
  const list = map.get(key);
  if (list) list.push(ticket);
  else map.set(key, [ticket]);
}
