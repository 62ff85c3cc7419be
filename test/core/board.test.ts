import { describe, expect, it } from 'vitest';
import { type BoardPresence, type BoardTicket, boardOf } from '#core/board/board.ts';
import { columnOf, columns, ticketsIn } from '#core/board/grid.ts';
import { offerUrgency } from '#core/board/offers.ts';
import { prepare } from '#core/board/prepare.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import {
  always,
  dele,
  escalationId,
  greta,
  HOUR,
  ines,
  MINUTE,
  marta,
  monday,
  personId,
  policy,
  reference,
  ruben,
  teamId,
  ticketId,
} from './desk.ts';

const now = monday;
const endOfDay = monday + 12 * HOUR;

const due = (inMs: number | null, more: Partial<TargetInstance> = {}): TargetInstance => ({
  kind: 'resolution',
  cycle: 1,
  state: inMs === null ? 'paused' : 'running',
  amount: 8 * HOUR,
  used: HOUR,
  usedAt: now,
  startedAt: now - HOUR,
  dueAt: inMs === null ? null : now + inMs,
  endedAt: null,
  endedBy: null,
  verdict: null,
  warnings: [],
  policyId: policy().id,
  policyVersion: 1,
  calendarId: always.id,
  calendarVersion: 1,
  ...more,
});

let count = 0;
const ticket = (part: Partial<BoardTicket> = {}): BoardTicket => {
  count += 1;
  return {
    id: ticketId(count),
    number: 1_000 + count,
    subject: 'VPN drops',
    status: 'open',
    priority: 2,
    teamId: teamId(1),
    personId: null,
    nearest: due(5 * HOUR),
    offer: null,
    lapsed: false,
    promisedUntil: null,
    disputes: 0,
    earlyHolds: 0,
    heldBefore: [],
    ...part,
  };
};
const offerTo = (team: number, lapsesIn: number) => ({
  id: escalationId(count),
  toTeamId: teamId(team),
  toPersonId: null,
  offeredBy: ines.id,
  lapsesAt: now + lapsesIn,
});
const here = (who: { id: BoardPresence['personId'] }, more: Partial<BoardPresence> = {}): BoardPresence => ({
  personId: who.id,
  state: 'here',
  ticketId: null,
  writing: false,
  unsent: 0,
  since: now - MINUTE,
  ...more,
});
const at = { now, endOfDay };
const prepared = (tickets: BoardTicket[], presence: BoardPresence[] | null = [], teams = [1]) =>
  prepare({ tickets, presence, reference: reference(), teamIds: teams.map(teamId) });
const board = (tickets: BoardTicket[], presence: BoardPresence[] | null = [], teams = [1]) =>
  boardOf(prepared(tickets, presence, teams), at);

describe('the figures', () => {
  it('[BRD1] count what the team holds and is open, each ticket once, by its nearest target', () => {
    const { figures, held } = board([
      ticket({ nearest: due(-MINUTE) }),
      ticket({ nearest: due(10 * MINUTE) }),
      ticket({ nearest: due(40 * MINUTE) }),
      ticket({ nearest: due(null) }),
      ticket({ nearest: due(-MINUTE), status: 'resolved' }),
      ticket({ nearest: due(-MINUTE), teamId: teamId(2) }),
    ]);
    expect(held).toHaveLength(4);
    expect(figures).toMatchObject({ breached: 1, nearer: 1, near: 1 });
  });

  it('[BRD2] a promise is overdue from its instant on, while the ticket is open', () => {
    const tickets = [
      ticket({ promisedUntil: now + 1 }),
      ticket({ promisedUntil: now }),
      ticket({ promisedUntil: now + HOUR }),
      ticket({ promisedUntil: now - HOUR, status: 'closed' }),
    ];
    const { figures, promises } = board(tickets);
    expect(figures.promisesOverdue).toBe(1);
    expect(promises.map((line) => [line.ticketId, line.overdue])).toEqual([
      [tickets[1]?.id, true],
      [tickets[0]?.id, false],
    ]);
  });

  it('[BRD3] what agents made and the server has not seen is unconfirmed, each person once', () => {
    const { figures } = board(
      [ticket({ personId: marta.id }), ticket({ personId: marta.id, teamId: teamId(2) })],
      [here(marta, { unsent: 2 }), here(ines, { state: 'offline', unsent: 3 }), here(greta, { unsent: 9 })],
      [1, 2],
    );
    expect(figures.unconfirmed).toBe(5);
    // Ines by her own word; of Dele, Ruben and Mirel nothing was heard, which is no word that they are offline.
    expect([figures.offline, figures.unheard]).toEqual([1, 3]);
  });
});

describe('the agents', () => {
  it('[BRD4] stand by team and name: who works there, and whoever else holds something of it', () => {
    const [desk] = board([ticket({ personId: marta.id })]).agents;
    expect(desk?.agents.map((agent) => agent.name)).toEqual(['Dele', 'Ines', 'Marta']);
  });

  it('[BRD5] load counts open tickets of every team, and says how many of these wait for somebody', () => {
    const mine = { personId: ines.id };
    const [desk] = board([
      ticket(mine),
      ticket({ ...mine, status: 'new' }),
      ticket({ ...mine, status: 'pending' }),
      ticket({ ...mine, status: 'onHold' }),
      ticket({ ...mine, status: 'resolved' }),
      ticket({ ...mine, teamId: teamId(3) }),
    ]).agents;
    expect(desk?.agents.find((agent) => agent.personId === ines.id)).toMatchObject({ load: 5, waiting: 2, limit: 6 });
  });

  it('[BRD6] show presence as told: state, ticket looked at, writing, unsent; silence claims nothing', () => {
    const looked = ticket();
    const [desk] = board([looked], [here(ines, { ticketId: looked.id, writing: true, unsent: 1 })]).agents;
    expect(desk).toMatchObject({ here: 1 });
    expect(desk?.agents.find((agent) => agent.personId === ines.id)).toMatchObject({
      state: 'here',
      looksAt: looked.number,
      unconfirmed: true,
      presence: { writing: true, unsent: 1 },
    });
    expect(desk?.agents.find((agent) => agent.personId === dele.id)).toMatchObject({
      state: 'unknown',
      presence: null,
    });
  });

  it('[BRD7] while this console hears of nobody, everybody is unknown and nobody is called offline', () => {
    const { agents, figures } = board([], null);
    expect(agents.flatMap((group) => group.agents.map((agent) => agent.state))).toEqual(['unknown', 'unknown']);
    expect(figures.offline).toBe(0);
  });

  it('[BRD8] show the nearest clock of what they hold, a running one before a paused one', () => {
    const [desk] = board([
      ticket({ personId: ines.id, nearest: due(null) }),
      ticket({ personId: ines.id, nearest: due(3 * HOUR), number: 42 }),
      ticket({ personId: ines.id, nearest: due(-HOUR, { state: 'ended' }) }),
    ]).agents;
    expect(desk?.agents.find((agent) => agent.personId === ines.id)?.nearest).toMatchObject({ number: 42 });
  });
});

describe('the grid', () => {
  it.each([
    [-1, 'breached'],
    [0, 'breached'],
    [15 * MINUTE - 1, 'to15m'],
    [15 * MINUTE, 'to30m'],
    [30 * MINUTE, 'to1h'],
    [HOUR, 'to2h'],
    [2 * HOUR, 'to4h'],
    [4 * HOUR, 'today'],
    [12 * HOUR, 'after'],
  ] as const)('[BRD9] %i ms to breach stands under %s', (left, column) => {
    expect(columnOf(due(left), at)).toBe(column);
  });

  it('[BRD10] a held target stands under paused, one held past its time under breached, none under no target', () => {
    expect(columnOf(due(null), at)).toBe('paused');
    expect(columnOf(due(-1, { state: 'paused' }), at)).toBe('breached');
    expect(columnOf(null, at)).toBe('unpromised');
  });

  it('[BRD11] every open ticket stands in exactly one cell, and the totals add up', () => {
    const tickets = [-1, 1, 20 * MINUTE, 3 * HOUR, 20 * HOUR].map((left) => ticket({ nearest: due(left) }));
    const all = [...tickets, ticket({ nearest: null }), ticket({ nearest: due(null), teamId: teamId(2) })];
    const { grid } = board(all, [], [1, 2]);
    const inCells = grid.rows.flatMap((row) =>
      columns.flatMap(({ key }) => {
        const ids = ticketsIn(prepared(all, [], [1, 2]), row.teamId, key, at);
        expect(row.cells[key]).toBe(ids.length);
        return ids;
      }),
    );
    expect(new Set(inCells).size).toBe(inCells.length);
    expect(inCells).toHaveLength(7);
    expect(Object.values(grid.totals).reduce((sum, one) => sum + one, 0)).toBe(grid.all);
    expect(grid.all).toBe(7);
  });

  it('[BRD12] stands by tier, then name; what was handed on is shown below and not counted', () => {
    const { grid } = board([ticket({ teamId: teamId(3), heldBefore: [teamId(1)] }), ticket()], [], [2, 1]);
    expect(grid.rows.map((row) => [row.team, row.tier, row.handedOn, row.all])).toEqual([
      ['Service Desk', 'Tier 1', false, 1],
      ['Network', 'Tier 2', false, 0],
      ['Endpoint', 'Tier 2', true, 1],
    ]);
    expect(grid.all).toBe(1);
  });
});

describe('handoffs nobody has taken', () => {
  it('[BRD13] lapsed first, then what lapses next, from either side', () => {
    const later = ticket({ offer: offerTo(2, 4 * MINUTE) });
    const lapsed = ticket({ lapsed: true });
    const sooner = ticket({ teamId: teamId(3), offer: offerTo(1, MINUTE) });
    const foreign = ticket({ teamId: teamId(3), offer: offerTo(2, MINUTE) });
    const { offers, figures } = board([later, lapsed, sooner, foreign]);
    expect(offers.map((line) => [line.ticketId, line.state])).toEqual([
      [lapsed.id, 'lapsed'],
      [sooner.id, 'offered'],
      [later.id, 'offered'],
    ]);
    expect(figures.offers).toBe(3);
  });

  it('[BRD14] an offer past its time counts as lapsed before the server has said so', () => {
    expect(board([ticket({ offer: offerTo(2, 0) })]).offers[0]).toMatchObject({ state: 'lapsed', urgency: 'breached' });
  });

  it('[BRD15] thresholds are shares of an offer’s own life: five minutes are fine at 4m 32s', () => {
    const life = 5 * MINUTE;
    expect(offerUrgency(272_000, life)).toBe('fine');
    expect(offerUrgency(140_000, life)).toBe('near');
    expect(offerUrgency(65_000, life)).toBe('nearer');
    expect(offerUrgency(0, life)).toBe('breached');
  });
});

it('[BRD16] a team that is gone is left out, a person that is gone is not invented', () => {
  const { agents, grid } = board([ticket({ personId: personId(99) })], [here(ruben)], [1, 77]);
  expect(agents.map((group) => group.name)).toEqual(['Service Desk']);
  expect(grid.rows).toHaveLength(2);
});
