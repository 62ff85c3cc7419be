import type { PersonId, TeamId, TicketId } from '../ids.ts';
import { dueOrder } from '../sla/urgency.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Person } from '../workspace/person.ts';
import type { BoardOf, BoardPresence, BoardTicket } from './board.ts';

export type AgentLine = {
  personId: PersonId;
  name: string;
  /** `unknown`: no console of theirs has said a word, here or to the server that we hear. Silence claims nothing. */
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

type Given = Pick<BoardOf, 'presence' | 'reference' | 'teamIds'> & {
  /** Open tickets by who holds them. */
  byPerson: ReadonlyMap<PersonId, readonly BoardTicket[]>;
  /** Numbers of the tickets that somebody looks at. */
  numbers: ReadonlyMap<TicketId, number | null>;
};

/** Who works in each team, by name; supervisors and lookers-on only while they hold something. */
export function agentsOf({ byPerson, numbers, presence, reference, teamIds }: Given): AgentGroup[] {
  const present = new Map(presence?.map((one) => [one.personId, one]));
  const heldBy = (person: Person) => byPerson.get(person.id) ?? [];
  const line = (person: Person) => lineOf(person, heldBy(person), present.get(person.id) ?? null, numbers);

  return teamIds.flatMap((teamId) => {
    const team = reference.teams.get(teamId);
    if (!team) return [];
    const agents = reference.data.people
      .filter((person) => worksIn(person, teamId, heldBy(person)))
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
  numbers: ReadonlyMap<TicketId, number | null>,
): AgentLine {
  let nearest: AgentLine['nearest'] = null;
  for (const { id, number, nearest: target } of held) {
    if (!target || target.state === 'ended') continue;
    if (!nearest || dueOrder(target) < dueOrder(nearest.target)) nearest = { ticketId: id, number, target };
  }
  return {
    personId: person.id,
    name: person.name,
    state: presence?.state ?? 'unknown',
    presence,
    looksAt: presence?.ticketId ? (numbers.get(presence.ticketId) ?? null) : null,
    load: held.length,
    waiting: held.filter((ticket) => ticket.status === 'pending' || ticket.status === 'onHold').length,
    limit: person.workLimit,
    unconfirmed: (presence?.unsent ?? 0) > 0,
    nearest,
  };
}
