import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import type { Pull } from '#core/sync/protocol.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { startTestServer, type TestConsole, type TestServer } from '#test/support/server.ts';
import { createClock, DAY, type FakeClock, MINUTE } from '#test/support/server-clock.ts';
import {
  command,
  fresh,
  ines,
  marta,
  note,
  offerTo,
  openTicket,
  ruben,
  sofia,
  teams,
} from '#test/support/workspace.ts';
import type { Queryable } from '../../server/db/database.ts';
import { pullSince } from '../../server/feed/read.ts';

describe.each(sizes)('sync, on %s', (size) => {
  let ground: Ground;
  let server: TestServer;
  let clock: FakeClock;
  let desk: TestConsole;
  let network: TestConsole;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    server = await startTestServer(clock, { database: await ground.fresh() });
    desk = await server.signIn(ines);
    network = await server.signIn(ruben);
  });
  afterEach(() => server.stop());

  const open = async (subject = 'No network', by = desk) => {
    const ticketId = fresh<TicketId>();
    await by.push(command(ticketId, openTicket(subject), clock.now()));
    return ticketId;
  };
  const end = async (who: TestConsole) => (await who.snapshot()).cursor;

  it('a push is answered with the position behind which its effect lies', async () => {
    const ticketId = fresh<TicketId>();
    const [opened, noted] = await desk.push(
      command(ticketId, openTicket('Two in one push'), clock.now()),
      command(ticketId, note('Second.'), clock.now(), { seq: 2 }),
    );
    const page = await desk.pull((noted?.seq ?? 0) - 1);
    expect([opened?.outcome, noted?.outcome]).toEqual(['done', 'done']);
    expect(page.rows.map((row) => row.ticket.id)).toEqual([ticketId]);
    expect(page.cursor).toBe(noted?.seq);
  });

  it('each changed ticket comes once, with only what is new of it', async () => {
    const ticketId = await open();
    const cursor = await end(desk);
    await desk.push(command(ticketId, note('One.'), clock.now()));
    await desk.push(command(ticketId, note('Two.'), clock.now()));
    const { rows, drops, more } = await desk.pull(cursor);
    expect([rows.length, drops.length, more]).toEqual([1, 0, false]);
    expect(rows[0]?.whole).toBe(false);
    expect(rows[0]?.messages.map((message) => message.body)).toEqual(['One.', 'Two.']);
    expect(rows[0]?.events.map((event) => event.type)).toEqual(['messageAdded', 'messageAdded']);
  });

  it('a change while a page is read is wholly in it or wholly in the next', async () => {
    const ticketId = await open();
    const cursor = await end(desk);
    await desk.push(command(ticketId, note('Before.'), clock.now()));
    const { database } = server.parts;
    let isMeanwhile = false;
    const disturbed: Queryable = {
      ...database,
      async query<T>(sql: string, params?: readonly unknown[]) {
        if (sql.includes('unnest') && !isMeanwhile) {
          isMeanwhile = true;
          await desk.push(command(ticketId, note('Meanwhile.'), clock.now()));
        }
        return database.query<T>(sql, params);
      },
    };
    const page = await pullSince(disturbed, ines, cursor, 10);
    const [row] = page.rows;
    expect(row?.messages.map((message) => message.body)).toEqual(['Before.']);
    expect(row?.events.at(-1)?.n).toBe(row?.ticket.rev);
    const [next] = (await desk.pull(page.cursor)).rows;
    expect(next?.messages.map((message) => message.body)).toEqual(['Meanwhile.']);
  });

  it('nothing new is an empty page, and what is not mine never comes', async () => {
    const cursor = await end(network);
    await open();
    expect(await network.pull(cursor)).toMatchObject({ rows: [], drops: [], more: false, startAfresh: false });
  });

  it('what comes into scope comes whole, what leaves it is dropped', async () => {
    const ticketId = await open();
    const cursor = await end(network);
    const offer = offerTo(teams.network);
    await desk.push(command(ticketId, note('Before the offer.'), clock.now()));
    await desk.push(command(ticketId, offer, clock.now()));
    const came = await network.pull(cursor);
    expect(came.rows.map((row) => [row.ticket.id, row.whole])).toEqual([[ticketId, true]]);
    expect(came.rows[0]?.messages.map((message) => message.body)).toEqual(['Before the offer.']);
    expect(came.rows[0]?.events[0]?.type).toBe('opened');

    const { escalationId } = offer.body;
    await desk.push(command(ticketId, { type: 'withdrawHandoff', body: { escalationId, note: '' } }, clock.now()));
    const left = await network.pull(came.cursor);
    expect([left.rows, left.drops]).toEqual([[], [ticketId]]);
  });

  it('[SYNC33] what came and left between two pulls is a drop: something in between may have brought it', async () => {
    const ticketId = await open();
    const cursor = await end(network);
    const offer = offerTo(teams.network);
    await desk.push(command(ticketId, offer, clock.now()));
    const { escalationId } = offer.body;
    await desk.push(command(ticketId, { type: 'withdrawHandoff', body: { escalationId, note: '' } }, clock.now()));
    const page = await network.pull(cursor);
    expect([page.rows, page.drops]).toEqual([[], [ticketId]]);
    expect(page.cursor).toBe(await end(network));
  });

  it('[SYNC33] what a snapshot brought and what left while it was read is dropped by the pull after it', async () => {
    for (let n = 0; n < 2; n += 1) {
      const offer = offerTo(teams.network);
      await desk.push(command(await open(`Kept ${n}`), offer, clock.now()));
    }
    const first = await network.snapshot(null, 1);
    const ticketId = await open('Came and left');
    const offer = offerTo(teams.network);
    await desk.push(command(ticketId, offer, clock.now()));
    const rest = await network.snapshot(first.next, 10);
    expect(rest.rows.map((row) => row.ticket.id)).toContain(ticketId);
    const { escalationId } = offer.body;
    await desk.push(command(ticketId, { type: 'withdrawHandoff', body: { escalationId, note: '' } }, clock.now()));
    const page = await network.pull(first.cursor);
    expect(page.drops).toEqual([ticketId]);
  });

  it('[SYNC33] what the first of two pages brought is dropped by the second', async () => {
    const ticketId = await open('Came and left');
    const other = await open('Stays');
    const offer = async (id: TicketId) => {
      const intent = offerTo(teams.network);
      await desk.push(command(id, intent, clock.now()));
      const { escalationId } = intent.body;
      const withdraw = { type: 'withdrawHandoff' as const, body: { escalationId, note: '' } };
      return () => desk.push(command(id, withdraw, clock.now()));
    };
    const cursor = await end(network);
    await (await offer(ticketId))();
    await offer(other);
    const withdraw = await offer(ticketId);
    const page = await network.pull(cursor, 1);
    expect([page.more, page.rows.map((row) => row.ticket.id)]).toEqual([true, [ticketId]]);
    await withdraw();
    const next = await network.pull(page.cursor);
    expect([next.rows.map((row) => row.ticket.id), next.drops]).toEqual([[other], [ticketId]]);
  });

  it('what left and came back between two pulls comes whole', async () => {
    const ticketId = await open();
    const first = offerTo(teams.network);
    await desk.push(command(ticketId, first, clock.now()));
    const cursor = await end(network);
    const withdraw = { escalationId: first.body.escalationId, note: '' };
    await desk.push(command(ticketId, { type: 'withdrawHandoff', body: withdraw }, clock.now()));
    await desk.push(command(ticketId, offerTo(teams.network), clock.now()));
    expect((await network.pull(cursor)).rows.map((row) => row.whole)).toEqual([true]);
  });

  it('pages hold a limited number of tickets and together all of them', async () => {
    const cursor = await end(desk);
    const ids: TicketId[] = [];
    for (let n = 0; n < 7; n += 1) ids.push(await open(`Ticket ${n}`));
    for (const id of ids) await desk.push(command(id, note('Again.'), clock.now()));
    const seen: TicketId[] = [];
    let page = await desk.pull(cursor, 3);
    const sizesOfPages = [page.rows.length];
    seen.push(...page.rows.map((row) => row.ticket.id));
    while (page.more) {
      page = await desk.pull(page.cursor, 3);
      sizesOfPages.push(page.rows.length);
      seen.push(...page.rows.map((row) => row.ticket.id));
    }
    expect(Math.max(...sizesOfPages)).toBeLessThanOrEqual(3);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it('a snapshot: the most urgent first, then the rest, each once, at one fixed cursor', async () => {
    const ids: TicketId[] = [];
    for (let n = 0; n < 9; n += 1) {
      ids.push(await open(`Ticket ${n}`));
      clock.advance(MINUTE);
    }
    const first = await desk.snapshot(null, 4);
    expect(first.rows.map((row) => row.ticket.id)).toEqual(ids.slice(0, 4));
    expect([first.total, first.rows.every((row) => row.whole)]).toEqual([9, true]);
    const seen = first.rows.map((row) => row.ticket.id);
    let { next } = first;
    while (next) {
      const page = await desk.snapshot(next, 4);
      expect(page.cursor).toBe(first.cursor);
      seen.push(...page.rows.map((row) => row.ticket.id));
      next = page.next;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  it('what moves to the front while a snapshot is read is not lost', async () => {
    const ids: TicketId[] = [];
    for (let n = 0; n < 4; n += 1) {
      ids.push(await open(`Ticket ${n}`));
      clock.advance(MINUTE);
    }
    const first = await desk.snapshot(null, 2);
    const last = ids[3] as TicketId;
    const urgent = { type: 'setPriority' as const, body: { impact: 1 as const, urgency: 1 as const, override: null } };
    await desk.push(command(last, urgent, clock.now()));
    const rest = await desk.snapshot(first.next, 10);
    expect(rest.rows.filter((row) => row.ticket.id === last).map((row) => row.whole)).toEqual([true]);
  });

  it('tickets closed more than 14 days ago are not in a snapshot, and still are there when asked for', async () => {
    const ticketId = await open();
    const close = { type: 'setStatus' as const, body: { to: 'closed' as const, waitingOn: null, note: null } };
    const resolve = { type: 'setStatus' as const, body: { to: 'resolved' as const, waitingOn: null, note: null } };
    await desk.push(command(ticketId, resolve, clock.now()), command(ticketId, close, clock.now(), { seq: 2 }));
    expect((await desk.snapshot()).rows).toHaveLength(1);
    clock.advance(14 * DAY + MINUTE);
    const again = await server.signIn(ines);
    expect((await again.snapshot()).rows).toEqual([]);
    const row = await (await again.ask(`/api/tickets/${ticketId}`)).json();
    expect(row).toMatchObject({ whole: true, ticket: { id: ticketId, status: 'closed' } });
  });

  it('a change of teams makes that console start afresh, and nobody else', async () => {
    const ticketId = await open();
    const [mine, other] = [await end(desk), await end(network)];
    const joined = { ...ruben, memberships: [...ruben.memberships, { teamId: teams.desk, role: 'agent' as const }] };
    const { revision } = await server.parts.changeReference((edit) => edit.people([joined]));
    expect((await network.pull(other)).startAfresh).toBe(true);
    expect(await desk.pull(mine)).toMatchObject({ startAfresh: false, referenceRevision: revision });
    const afresh = await network.snapshot();
    expect(afresh.rows.map((row) => row.ticket.id)).toEqual([ticketId]);
    expect((await network.pull(afresh.cursor)).startAfresh).toBe(false);
  });

  it('a cursor from the future, as after a restore, starts afresh', async () => {
    expect((await desk.pull((await end(desk)) + 1)).startAfresh).toBe(true);
  });

  it('a restored database gets a new epoch once it is said so, and who knew the old one starts afresh', async () => {
    const { database, workspace } = server.parts;
    const cursor = await end(desk);
    const pull = async (epoch: string) => {
      const answer = await desk.ask(`/api/pull?since=${cursor}&epoch=${epoch}`);
      return (await answer.json()) as Pull;
    };
    expect(await pull(workspace.epoch)).toMatchObject({ epoch: workspace.epoch, startAfresh: false });
    const restored = await startTestServer(clock, {
      database: { ...database, close: async () => {} },
      restored: true,
    });
    const renewed = restored.parts.workspace;
    await restored.stop();
    expect(renewed.serverId).toBe(workspace.serverId);
    expect(renewed.epoch).not.toBe(workspace.epoch);

    const again = await startTestServer(clock, { database: { ...database, close: async () => {} } });
    expect(again.parts.workspace.epoch, 'a start like any other').toBe(renewed.epoch);
    const ask = async (query: string) => {
      const headers = { authorization: `Bearer ${desk.token}` };
      return (await (await again.ask(`/api/pull?since=${cursor}${query}`, { headers })).json()) as Pull;
    };
    expect(await ask(`&epoch=${workspace.epoch}`)).toMatchObject({ epoch: renewed.epoch, startAfresh: true, rows: [] });
    expect(await ask(`&epoch=${renewed.epoch}`)).toMatchObject({ startAfresh: false });
    expect(await ask('')).toMatchObject({ epoch: renewed.epoch, startAfresh: false });
    await again.stop();
  });

  it('a ticket one may not see is a 404, as one that is not there', async () => {
    const ticketId = await open();
    const applications = await server.signIn(sofia);
    const hidden = await applications.ask(`/api/tickets/${ticketId}`);
    const missing = await applications.ask(`/api/tickets/${fresh()}`);
    expect([hidden.status, missing.status]).toEqual([404, 404]);
    expect(await hidden.json()).toEqual(await missing.json());
    const supervisor = await server.signIn(marta);
    expect((await supervisor.ask(`/api/tickets/${ticketId}`)).status).toBe(200);
  });

  it('a tampered snapshot token is a 400 that says what to do', async () => {
    const answer = await desk.ask('/api/snapshot?after=bm9wZQ');
    expect([answer.status, await answer.json()]).toMatchObject([400, { problem: 'badToken', field: 'after' }]);
  });
});
