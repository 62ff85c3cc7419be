import type { EscalationId, Instant, PersonId, TeamId, TicketId } from '../ids.ts';
import type { Priority, Status } from '../ticket/history.ts';
import type { TargetInstance } from '../ticket/target.ts';
import type { Reference } from '../workspace/reference.ts';
import type { AgentGroup } from './agents.ts';
import { type DecisionLine, decisionsOf } from './decisions.ts';
import { type Grid, gridOf } from './grid.ts';
import { type OfferLine, offersOf } from './offers.ts';
import type { Prepared } from './prepare.ts';
import { type PromiseLine, promisesOf } from './promises.ts';

/** As much of a ticket as a board needs; a row of the console's queue is one. */
export type BoardTicket = {
  id: TicketId;
  number: number | null;
  subject: string;
  status: Status;
  priority: Priority;
  teamId: TeamId;
  personId: PersonId | null;
  /** The unended target that breaches first. */
  nearest: TargetInstance | null;
  offer: {
    id: EscalationId;
    toTeamId: TeamId;
    toPersonId: PersonId | null;
    offeredBy: PersonId;
    lapsesAt: Instant;
  } | null;
  /** The last offer lapsed and nothing has happened since. */
  lapsed: boolean;
  promisedUntil: Instant | null;
  disputes: number;
  earlyHolds: number;
  heldBefore: readonly TeamId[];
};

/** What a person's consoles say of themselves: ephemeral, never stored. */
export type BoardPresence = {
  personId: PersonId;
  state: 'here' | 'away' | 'locked' | 'offline';
  ticketId: TicketId | null;
  writing: boolean;
  /** Commands on that device that the server hasn't seen. */
  unsent: number;
  since: Instant;
};

export type BoardOf = {
  tickets: readonly BoardTicket[];
  /** Null where nobody knows: this console hears of nobody while it is offline. */
  presence: readonly BoardPresence[] | null;
  reference: Reference;
  /** The teams looked at. */
  teamIds: readonly TeamId[];
};

/** The moment of a board. `endOfDay`: the reader's; what is due before it is "today". */
export type At = { now: Instant; endOfDay: Instant };

/** The few figures that matter at once, of the tickets that these teams hold. */
export type Figures = {
  breached: number;
  nearer: number;
  near: number;
  /** Offered and not taken, lapsed ones among them. */
  offers: number;
  /** Changes made by these agents which the server hasn't seen; how many of the agents said that they are offline, and of how many nothing was heard. */
  unconfirmed: number;
  offline: number;
  unheard: number;
  promisesOverdue: number;
};

export type Board = {
  /** What these teams hold, open, in the order given. */
  held: readonly BoardTicket[];
  figures: Figures;
  agents: AgentGroup[];
  grid: Grid;
  offers: OfferLine[];
  promises: PromiseLine[];
  decisions: DecisionLine[];
};

/**
 * One live page for a team, or several: a pure answer from what this console holds, so that it works offline
 * and changes with the row that changed.
 */
export function boardOf(prepared: Prepared, at: At): Board {
  const { held, agents } = prepared;
  const grid = gridOf(prepared, at);
  const offers = offersOf(prepared, at.now);
  const promises = promisesOf(held, at.now);
  const { breached, to15m, to30m, to1h } = grid.totals;
  return {
    held,
    figures: {
      breached,
      nearer: to15m,
      near: to30m + to1h,
      ...unconfirmedOf(agents),
      offers: offers.length,
      promisesOverdue: promises.filter((line) => line.overdue).length,
    },
    agents,
    grid,
    offers,
    promises,
    decisions: decisionsOf(held),
  };
}

/** Each person once, in however many teams they work. */
function unconfirmedOf(agents: readonly AgentGroup[]) {
  const people = new Map(agents.flatMap((group) => group.agents.map((line) => [line.personId, line])));
  let unconfirmed = 0;
  let offline = 0;
  let unheard = 0;
  for (const { presence, state } of people.values()) {
    unconfirmed += presence?.unsent ?? 0;
    if (state === 'offline') offline++;
    if (state === 'unknown') unheard++;
  }
  return { unconfirmed, offline, unheard };
}
