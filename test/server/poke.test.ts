import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { TicketId } from '#core/ids.ts';
import type { Here, SocketMessage } from '#core/sync/protocol.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { startTestServer, type TestConsole, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import { ada, command, dele, fresh, ines, marta, openTicket, ruben, sofia, teams } from '#test/support/workspace.ts';

/** A socket whose messages are waited for one by one, never by time. */
function listen(server: TestServer, { token }: TestConsole) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/poke`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const heard: SocketMessage[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  const why = new Promise<string>((resolve) => socket.on('close', (code, reason) => resolve(`${code} ${reason}`)));
  let wake = () => {};
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)));
    wake();
  });
  return {
    opened: new Promise((resolve) => socket.on('open', resolve)),
    closed,
    why,
    isOpen: () => socket.readyState === socket.OPEN,
    say: (here: Partial<Here>) =>
      socket.send(JSON.stringify({ type: 'here', state: 'here', ticketId: null, writing: false, unsent: 0, ...here })),
    sendRaw: (text: string) => socket.send(text),
    close: () => socket.close(),
    /** All that was said before has arrived. */
    answered: () =>
      new Promise<void>((resolve) => {
        socket.once('pong', () => resolve());
        socket.ping();
      }),
    async until<T extends SocketMessage['type']>(
      type: T,
      fits: (message: Extract<SocketMessage, { type: T }>) => boolean,
    ): Promise<Extract<SocketMessage, { type: T }>> {
      for (;;) {
        const found = heard.find(
          (one): one is Extract<SocketMessage, { type: T }> => one.type === type && fits(one as never),
        );
        if (found) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

describe.each(sizes)('the socket, on %s', (size) => {
  let ground: Ground;
  let server: TestServer;
  const clock = createClock();

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    server = await startTestServer(clock, { database: await ground.fresh() });
  });
  afterEach(() => server.stop());

  it('says "look" when it opens and after a change, with the position to look for', async () => {
    const desk = await server.signIn(ines);
    const line = listen(server, desk);
    await line.until('poke', () => true);
    const [answer] = await desk.push(command(fresh<TicketId>(), openTicket('Look'), clock.now()));
    const poke = await line.until('poke', ({ seq }) => seq >= (answer?.seq ?? 0));
    expect(poke.serverTime).toBe(clock.now());
  });

  it('shows who is here to all, and what they do only to colleagues of a team and to who sees all', async () => {
    const [agent, colleague, stranger, administrator] = await Promise.all(
      [ines, dele, sofia, ada].map(async (who) => listen(server, await server.signIn(who))),
    );
    if (!agent || !colleague || !stranger || !administrator) throw new Error('four were signed in');
    await Promise.all([agent, colleague, stranger, administrator].map((line) => line.opened));
    const ticketId = fresh<TicketId>();
    await (await server.signIn(ines)).push(command(ticketId, openTicket('Look'), clock.now()));
    agent.say({ ticketId, writing: true, unsent: 2 });
    const of = (message: Extract<SocketMessage, { type: 'presence' }>) =>
      message.people.find((one) => one.personId === ines.id);
    for (const line of [colleague, administrator]) {
      const seen = await line.until('presence', (message) => of(message)?.state === 'here');
      expect(of(seen)).toEqual({
        personId: ines.id,
        state: 'here',
        ticketId,
        writing: true,
        unsent: 2,
        since: clock.now(),
      });
    }
    const only = { ticketId: null, writing: false, unsent: 0, since: clock.now() };
    const outside = await stranger.until('presence', (message) => of(message) !== undefined);
    expect(of(outside)).toEqual({ personId: ines.id, state: 'here', ...only });
    administrator.say({ state: 'here' });
    stranger.say({ state: 'away' });
    const own = await stranger.until('presence', ({ people }) => people.some((one) => one.state === 'away'));
    expect(own.people.map((one) => one.personId).sort()).toEqual([ines.id, sofia.id].sort());
    agent.close();
    const left = await stranger.until('presence', (message) => of(message)?.state === 'offline');
    expect(of(left)).toEqual({ personId: ines.id, state: 'offline', ...only });
    const gone = await colleague.until('presence', (message) => of(message)?.state === 'offline');
    expect(of(gone)).toMatchObject({ ticketId: null, writing: false });
  });

  it('names the ticket somebody looks at only to who may see that ticket', async () => {
    const [supervisor, agent, administrator] = await Promise.all(
      [marta, ines, ada].map(async (who) => listen(server, await server.signIn(who))),
    );
    if (!supervisor || !agent || !administrator) throw new Error('three were signed in');
    await Promise.all([supervisor, agent, administrator].map((line) => line.opened));
    const ticketId = fresh<TicketId>();
    const elsewhere = openTicket('Of the network alone');
    const opened = command(ticketId, { ...elsewhere, body: { ...elsewhere.body, teamId: teams.network } }, clock.now());
    expect(await (await server.signIn(ruben)).push(opened)).toMatchObject([{ outcome: 'done' }]);
    const seen = async (line: typeof agent) => {
      const { people } = await line.until('presence', (message) => message.people.some((one) => one.unsent === 3));
      return people.find((one) => one.personId === marta.id);
    };
    supervisor.say({ ticketId, writing: true, unsent: 3 });
    expect(await seen(agent)).toMatchObject({ state: 'here', ticketId: null, writing: false, unsent: 3 });
    expect(await seen(administrator)).toMatchObject({ ticketId, writing: true });
  });

  it('ends at once for who is deactivated, and for who talks nonsense', async () => {
    const line = listen(server, await server.signIn(ines));
    const other = listen(server, await server.signIn(sofia));
    await Promise.all([line.opened, other.opened]);
    await server.parts.changeReference((edit) => edit.people([{ ...ines, active: false }]));
    expect(await line.closed).toBe(4401);
    other.sendRaw('{"type":"shout"}');
    expect(await other.closed).toBe(1007);
  });

  it('a console that says much is heard by its newest word, one question to the database at a time', async () => {
    await server.stop();
    const database = await ground.fresh();
    let asked = 0;
    let letGo = () => {};
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const slow: typeof database.query = async (sql, params) => {
      if (!sql.startsWith('select scope from tickets')) return database.query(sql, params);
      asked += 1;
      await gate;
      return database.query(sql, params);
    };
    server = await startTestServer(clock, { database: { ...database, query: slow } });
    const [agent, colleague] = [listen(server, await server.signIn(ines)), listen(server, await server.signIn(dele))];
    await Promise.all([agent.opened, colleague.opened]);
    const ticketId = fresh<TicketId>();
    for (let unsent = 1; unsent <= 60; unsent += 1) agent.say({ ticketId, unsent });
    await agent.answered();
    letGo();
    await colleague.until('presence', ({ people }) => people.some((one) => one.unsent === 60));
    expect(asked).toBe(2);
  });

  it('hangs up on a console that says more in a second than anybody can do', async () => {
    const line = listen(server, await server.signIn(ines));
    await line.opened;
    for (let unsent = 1; unsent <= 101; unsent += 1) line.say({ unsent });
    expect(await line.why).toBe('4429 too many messages');
  });

  it('keeps the newest ten sockets of a session and thirty of a person, and says so to the others', async () => {
    const open = async (desk: TestConsole) => {
      const line = listen(server, desk);
      await line.until('presence', () => true);
      return line;
    };
    const desks = [];
    for (let n = 0; n < 4; n += 1) desks.push(await server.signIn(ines));
    const lines: ReturnType<typeof listen>[] = [];
    for (const desk of desks) for (let n = 0; n < 8; n += 1) lines.push(await open(desk));
    expect(await Promise.all(lines.slice(0, 2).map(({ why }) => why))).toEqual(
      Array(2).fill('4429 too many of one person'),
    );
    expect(lines.slice(2).every((line) => line.isOpen())).toBe(true);
    const other = await server.signIn(dele);
    const own = [];
    for (let n = 0; n < 11; n += 1) own.push(await open(other));
    expect(await own[0]?.why).toBe('4429 too many of one session');
    expect(own.slice(1).every((line) => line.isOpen())).toBe(true);
  });

  it('ends at once where the sign-in is reset', async () => {
    const line = listen(server, await server.signIn(ines));
    await line.opened;
    const answer = await (await server.signIn(ada)).ask(`/api/admin/people/${ines.id}/reset`, { method: 'POST' });
    expect(answer.status).toBe(200);
    expect(await line.closed).toBe(4401);
  });

  it('ends when the server stops', async () => {
    const line = listen(server, await server.signIn(ines));
    await line.opened;
    await server.stop();
    expect([1001, 1006]).toContain(await line.closed);
  });
});

describe('two servers on one PostgreSQL', () => {
  it('a change on one is heard on the other', async () => {
    const ground = await startGround('postgres');
    const database = await ground.fresh();
    const clock = createClock();
    const first = await startTestServer(clock, { database });
    const second = await startTestServer(clock, { database: { ...database, close: async () => {} } });
    const line = listen(second, await second.signIn(dele));
    await line.opened;
    const [answer] = await (await first.signIn(ines)).push(
      command(fresh<TicketId>(), openTicket('There'), clock.now()),
    );
    expect((await line.until('poke', ({ seq }) => seq >= (answer?.seq ?? 0))).seq).toBeGreaterThan(0);
    await second.stop();
    await first.stop();
    await ground.stop();
  });
});
