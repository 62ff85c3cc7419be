import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import { json, PASSWORD, startTestServer, type TestConsole, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import { ada, command, fresh, ines, note, openTicket, text } from '#test/support/workspace.ts';
import { insertKey } from '../../server/db/keys.ts';
import { createLog } from '../../server/log.ts';
import { fingerprint } from '../../server/sessions/secrets.ts';

const SECRETS = {
  words: 'the router password is hunter2 and my dog is called Bello',
  wrongPassword: 'not the harbour at all',
  strangeToken: 'a token that nobody ever gave out',
  apiKey: 'tlk_logged-0123456789',
  code: 'aaaaa-bbbbb-ccccc-ddddd',
} as const;

describe('the log, at its most talkative', () => {
  const clock = createClock();
  let server: TestServer;
  let lines = '';
  let desk: TestConsole;

  beforeAll(async () => {
    const write = (line: string) => {
      lines += line;
    };
    server = await startTestServer(clock, {}, createLog('trace', { write }));
    desk = await server.signIn(ines);
  });
  afterAll(() => server.stop());

  const key = { name: 'Monitoring', scopes: ['tickets.create' as const], prefix: 'tlk_logg', by: ada.id };

  it('holds no message, password, token or key, of what goes well, is refused, is malformed or fails', async () => {
    const ticketId = fresh<TicketId>();
    const said = { ...openTicket('Call', { text: text(SECRETS.words) }) };
    await desk.push(command(ticketId, said, clock.now()));
    await desk.push(command(fresh<TicketId>(), note(SECRETS.words), clock.now()));
    const { database, workspace } = server.parts;
    const malformed = { ...command(ticketId, note(SECRETS.words), clock.now()), seq: SECRETS.words };
    const envelope = { protocol: 1, serverId: workspace.serverId, consoleId: malformed.consoleId };
    expect((await desk.ask('/api/push', json({ ...envelope, commands: [malformed] }))).status).toBe(400);
    expect((await desk.ask('/api/push', { ...json({}), body: `{"words": "${SECRETS.words}"` })).status).toBe(400);

    const signIn = { how: 'password', email: ines.email, password: SECRETS.wrongPassword, shell: 'electron' };
    expect((await server.ask('/api/session', json(signIn))).status).toBe(401);
    const withCode = { how: 'code', code: SECRETS.code, name: null, email: null, password: SECRETS.wrongPassword };
    expect((await server.ask('/api/session', json({ ...withCode, shell: 'electron' }))).status).toBe(401);
    const stranger = { headers: { authorization: `Bearer ${SECRETS.strangeToken}` } };
    expect((await server.ask('/api/pull?since=0', stranger)).status).toBe(401);

    const known = { ...key, id: ada.id, madeAt: clock.now(), lastUsedAt: null, revokedAt: null };
    await insertKey(database, fingerprint(SECRETS.apiKey), known);
    const asKey = { authorization: `Bearer ${SECRETS.apiKey}`, 'idempotency-key': 'once' };
    const made = await server.ask('/api/tickets', json({ subject: 'By key', description: SECRETS.words }, asKey));
    expect(made.status).toBe(201);

    await database.query('alter table events rename to events_gone');
    const broken = await desk.ask(
      '/api/push',
      json({ ...envelope, commands: [command(ticketId, note(SECRETS.words), clock.now())] }),
    );
    await database.query('alter table events_gone rename to events');
    expect(broken.status).toBe(500);

    expect(lines).toContain('a request failed');
    expect(lines).toContain('request refused');
    expect(lines).toContain('"route":"/api/push"');
    for (const secret of [...Object.values(SECRETS), PASSWORD, desk.token]) expect(lines).not.toContain(secret);
  });
});
