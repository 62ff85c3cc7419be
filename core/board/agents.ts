import type { PersonId, TeamId } from '../ids.ts';
import { dueOrder } from '../sla/urgency.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Person } from '../workspace/person.ts';
import type { BoardOf, BoardPresence, BoardTicket } from './board.ts';

export type AgentLine = {
  personId: PersonId;
  name: string;
  /** Without a word from any of their consoles a person counts as offline; `unknown` while we hear of nobody. */
  state: BoardPresence['state'] | 'unknown';
  presence: BoardPresence | null;
  /** Number of the ticket they look at; null where none, or not known here. */
  looksAt: number | null;
  /** Open tickets they hold, of those this console sees, against their work limit; and how many of these wait for somebody. */
  load: number;
  waiting: number;
  limit: number;
  /** True while their own changes haven't reached the server: the load shown may be behind. */
  unconfirmed: boolean;
  nearest: { ticketId: BoardTicket['id']; number: number | null; target: TargetInstance } | null;
};

export type AgentGroup = { teamId: TeamId; name: string; here: number; agents: AgentLine[] };

/** Who works in each team, by name; supervisors and lookers-on only while they hold something. */
export function agentsOf({ tickets, presence: heard, reference, teamIds }: BoardOf): AgentGroup[] {
  const presence = heard ?? [];
  const silence = heard ? 'offline' : 'unknown';
  const holdings = new Map<PersonId, BoardTicket[]>();
  const numbers = new Map<string, number | null>();
  const looked = new Set(presence.map((one) => one.ticketId));
  for (const ticket of tickets) {
    if (looked.has(ticket.id)) numbers.set(ticket.id, ticket.number);
    if (!ticket.personId || ticket.status === 'resolved' || ticket.status === 'closed') continue;
    const held = holdings.get(ticket.personId);
    if (held) held.push(ticket);
    else holdings.set(ticket.personId, [ticket]);
  }
  const present = new Map(presence.map((one) => [one.personId, one]));
  const line = (person: Person) =>
    lineOf(person, holdings.get(person.id) ?? [], present.get(person.id) ?? null, numbers, silence);

  return teamIds.flatMap((teamId) => {
    const team = reference.teams.get(teamId);
    if (!team) return [];
    const agents = reference.data.people
      .filter((person) => worksIn(person, teamId, holdings.get(person.id) ?? []))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
      .map(line);
    const here = agents.filter((agent) => agent.state === 'here').length;
    return [{ teamId, name: team.name, here, agents }];
  });
}

function worksIn(person: Person, teamId: TeamId, held: readonly BoardTicket[]): boolean {
  const role = person.memberships.find((membership) => membership.teamId === teamId)?.role;
  if (held.some((ticket) => ticket.teamId === teamId)) return true;
  return person.active && (role === 'agent' || role === 'dispatcher');
}

function lineOf(
  person: Person,
  held: readonly BoardTicket[],
  presence: BoardPresence | null,
  numbers: ReadonlyMap<string, number | null>,
  silence: 'offline' | 'unknown',
): AgentLine {
  let nearest: AgentLine['nearest'] = null;
  for (const { id, number, nearest: target } of held) {
    if (!target || target.state === 'ended') continue;
    if (!nearest || dueOrder(target) < dueOrder(nearest.target)) nearest = { ticketId: id, number, target };
  }
  return {
    personId: person.id,
    name: person.name,
    state: presence?.state ?? silence,
    presence,
    looksAt: presence?.ticketId ? (numbers.get(presence.ticketId) ?? null) : null,
    load: held.length,
    waiting: held.filter((ticket) => ticket.status === 'pending' || ticket.status === 'onHold').length,
    limit: person.workLimit,
    unconfirmed: (presence?.unsent ?? 0) > 0,
    nearest,
  };
}
