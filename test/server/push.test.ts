import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import { PROTOCOL } from '#core/sync/protocol.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { json, startTestServer, type TestConsole, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import { CONSOLE, command, fresh, ines, note, openTicket, sofia } from '#test/support/workspace.ts';

describe('push: bad input', () => {
  const clock = createClock();
  let ground: Ground;
  let server: TestServer;
  let desk: TestConsole;

  beforeAll(async () => {
    ground = await startGround('pglite');
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    server = await startTestServer(clock, { database: await ground.fresh() });
    desk = await server.signIn(ines);
  });
  afterEach(() => server.stop());

  const push = (body: object) => {
    const { serverId } = server.parts.workspace;
    return desk.ask('/api/push', json({ protocol: PROTOCOL, serverId, consoleId: CONSOLE, commands: [], ...body }));
  };
  const problem = async (answer: Response) => ({ status: answer.status, ...((await answer.json()) as object) });

  it('an unknown command is refused by name, and stops no other', async () => {
    const strange = { ...command(fresh<TicketId>(), note('x'), clock.now()), type: 'mergeTickets' };
    const good = command(fresh<TicketId>(), openTicket('Goes through'), clock.now());
    const answers = await desk.push(strange as never, good);
    expect(answers).toMatchObject([
      { outcome: 'refused', commandId: strange.id, refusal: { reason: 'unknownCommand' } },
      { outcome: 'done', commandId: good.id },
    ]);
  });

  it('a malformed command is a 400 that names the field', async () => {
    const broken = command(fresh<TicketId>(), openTicket(''), clock.now());
    const said = await problem(await push({ commands: [broken] }));
    expect(said).toMatchObject({ status: 400, field: 'commands.0.body.subject' });
    expect(said).toHaveProperty('says', 'In "commands.0.body.subject": A ticket needs a subject.');
  });

  it('a text that is not the one hashed is a 400, and nothing is taken', async () => {
    const ticketId = fresh<TicketId>();
    await desk.push(command(ticketId, openTicket('Hash'), clock.now()));
    const changed = command(ticketId, note('as written'), clock.now());
    changed.body.text.body = 'as changed';
    expect(await problem(await push({ commands: [changed] }))).toMatchObject({
      status: 400,
      field: 'commands.0.body.text.hash',
    });
  });

  it('a character that no database keeps is a 400 that names the field', async () => {
    for (const strange of ['zero \0 inside', 'half a pair \ud800']) {
      const broken = command(fresh<TicketId>(), openTicket(strange), clock.now());
      expect(await problem(await push({ commands: [broken] }))).toMatchObject({
        status: 400,
        field: 'commands.0.body.subject',
      });
    }
  });

  it('another server or an older protocol is told so', async () => {
    expect(await problem(await push({ serverId: fresh() }))).toMatchObject({ status: 409, problem: 'wrongServer' });
    expect(await problem(await push({ protocol: 0 }))).toMatchObject({ status: 426, problem: 'tooOld' });
  });

  it('what only rules may ask is refused to people', async () => {
    const ticketId = fresh<TicketId>();
    await desk.push(command(ticketId, openTicket('Lapse'), clock.now()));
    const lapse = { type: 'lapseHandoff' as const, body: { escalationId: fresh() as never } };
    expect(await desk.push(command(ticketId, lapse, clock.now()))).toMatchObject([
      { outcome: 'refused', refusal: { reason: 'notAllowed' } },
    ]);
  });

  it('malformed JSON is a 400 that says so', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"protocol": 1,' };
    expect(await problem(await desk.ask('/api/push', init))).toMatchObject({ status: 400, problem: 'malformedJson' });
  });

  it('a nest too deep for anything is a 400, before anybody signed in', async () => {
    const deep = `{"how": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const headers = { 'content-type': 'application/json' };
    const answer = await server.ask('/api/session', { method: 'POST', headers, body: deep });
    const says = 'That is nested more than 64 levels deep.';
    expect(await problem(answer)).toEqual({ status: 400, problem: 'malformed', says, field: 'how' });
    const objects = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;
    const commands = `{"protocol":1,"commands":[${objects}]}`;
    const pushed = await desk.ask('/api/push', { method: 'POST', headers, body: commands });
    expect(await problem(pushed)).toMatchObject({ status: 400, field: 'commands' });
  });

  it('more than 1 MiB is a 413 that says so', async () => {
    const answer = await push({ commands: [{ text: 'x'.repeat(1_100_000) }] });
    expect(await problem(answer)).toMatchObject({ status: 413, problem: 'tooLarge' });
  });

  it('a script in a subject or a reply is kept as text, to the letter', async () => {
    const ticketId = fresh<TicketId>();
    const script = '<script>alert(1)</script>';
    await desk.push(command(ticketId, openTicket(script), clock.now()), command(ticketId, note(script), clock.now()));
    const answer = await desk.ask(`/api/tickets/${ticketId}`);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.json()).toMatchObject({ ticket: { subject: script }, messages: [{ body: script }] });
  });

  it('a command on a ticket one may not see is as one on none', async () => {
    const ticketId = fresh<TicketId>();
    await desk.push(command(ticketId, openTicket('Hidden'), clock.now()));
    const other = await server.signIn(sofia);
    expect(await other.push(command(ticketId, note('Hello'), clock.now()))).toMatchObject([
      { outcome: 'refused', refusal: { reason: 'notFound' } },
    ]);
  });
});
