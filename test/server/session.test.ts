import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '#core/sync/protocol.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { json, PASSWORD, startTestServer, type TestServer } from '#test/support/server.ts';
import { createClock, DAY, type FakeClock, HOUR, MINUTE } from '#test/support/server-clock.ts';
import { ada, ines, marta, ruben } from '#test/support/workspace.ts';
import type { Database } from '../../server/db/database.ts';
import { createAttempts } from '../../server/sessions/attempts.ts';

describe('sessions', () => {
  let ground: Ground;
  let database: Database;
  let clock: FakeClock;
  let server: TestServer;

  beforeAll(async () => {
    ground = await startGround('pglite');
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    database = await ground.fresh();
    server = await startTestServer(clock, { database });
  });
  afterEach(() => server.stop());

  const password = (email: string, given: string) =>
    server.ask('/api/session', json({ how: 'password', email, password: given, shell: 'browser' }));
  const withCode = (code: string, more: object = {}) =>
    server.ask(
      '/api/session',
      json({ how: 'code', code, name: null, email: null, password: 'a new password', shell: 'electron', ...more }),
    );
  const session = (token: string) => server.ask('/api/session', { headers: { authorization: `Bearer ${token}` } });

  it('a browser gets a cookie that scripts and other sites cannot use, and no token', async () => {
    const answer = await password('INES.kovac@tierline.example', PASSWORD);
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^tierline_session=[\w-]{43};/);
    for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part);
    expect(await answer.json()).toMatchObject({
      person: { id: ines.id },
      token: null,
      expiresAt: clock.now() + 12 * HOUR,
    });
    const again = await server.ask('/api/session', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(await again.json()).toMatchObject({ person: { id: ines.id } });
  });

  it('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await password(ines.email, 'not this one');
    const unknown = await password('nobody@tierline.example', PASSWORD);
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('after ten wrong passwords an account waits, even with the right one', async () => {
    for (let n = 0; n < 10; n += 1) await password(ines.email, `wrong ${n}`);
    const blocked = await password(ines.email, PASSWORD);
    expect([blocked.status, blocked.headers.get('retry-after')]).toEqual([429, '300']);
    expect((await password(ruben.email, PASSWORD)).status).toBe(200);
    clock.advance(5 * MINUTE);
    expect((await password(ines.email, PASSWORD)).status).toBe(200);
  });

  it.each(['code', 'demo'])(
    'wrong passwords for an account called "%s" lock out nobody else',
    { timeout: 60_000 },
    async (account) => {
      for (let n = 0; n < 11; n += 1) await password(account, `wrong ${n}`);
      expect((await password(account, 'wrong')).status).toBe(429);
      const code = await server.parts.accounts.issueCode('reset', marta.id);
      expect((await withCode(code)).status).toBe(200);
      const demo = await server.ask('/api/session', json({ how: 'demo', personId: ines.id, shell: 'browser' }));
      expect([demo.status, await demo.json()]).toMatchObject([403, { problem: 'noDemo' }]);
    },
  );

  it('wrong passwords asked at once count like those asked one by one; the right one costs nothing', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, (_, n) => password(ines.email, `wrong ${n}`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    clock.advance(5 * MINUTE);
    const right = await Promise.all(Array.from({ length: 4 }, () => password(ines.email, PASSWORD)));
    expect(right.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('an attempt counts until it is taken back, and no other with it', () => {
    const attempts = createAttempts(clock, { failures: 2, within: MINUTE });
    const takeBack = attempts.count('here');
    attempts.count('here');
    expect(attempts.wait('here')).toBe(MINUTE);
    takeBack();
    takeBack();
    expect(attempts.wait('here')).toBe(0);
    attempts.count('here');
    expect(attempts.wait('here')).toBe(MINUTE);
  });

  it('made-up tokens share the limit of their address, a session has its own', async () => {
    const { token } = await server.signIn(ines);
    const left = async (headers: Record<string, string>) =>
      Number((await server.ask('/api/hello', { headers })).headers.get('x-ratelimit-remaining'));
    const start = await left({});
    expect(await left({ authorization: `Bearer ${'x'.repeat(43)}` })).toBe(start - 1);
    expect(await left({ cookie: `tierline_session=${'y'.repeat(43)}` })).toBe(start - 2);
    await session(token);
    const own = await left({ authorization: `Bearer ${token}` });
    expect(own).toBeGreaterThan(start);
    expect(await left({})).toBeLessThan(start);
    expect(await left({ authorization: `Bearer ${token}` })).toBe(own - 1);
  });

  it('without a session, or with a tampered token, nothing is answered', async () => {
    const { token } = await server.signIn(ines);
    const tampered = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    for (const headers of [{}, { authorization: `Bearer ${tampered}` }, { cookie: 'tierline_session=abc' }]) {
      for (const path of [
        '/api/session',
        '/api/reference',
        '/api/pull?since=0',
        '/api/snapshot',
        `/api/tickets/${ines.id}`,
      ]) {
        const answer = await server.ask(path, { headers });
        expect([path, answer.status, await answer.json()]).toMatchObject([path, 401, { problem: 'noSession' }]);
      }
    }
  });

  it("another person's session answers nothing to a console that is meant for somebody", async () => {
    const { token } = await server.signIn(ines);
    const ask = (who: { id: string }) =>
      server.ask('/api/session', { headers: { authorization: `Bearer ${token}`, 'x-tierline-person': who.id } });
    expect((await ask(ines)).status).toBe(200);
    const answer = await ask(ruben);
    expect([answer.status, await answer.json()]).toMatchObject([401, { problem: 'wrongPerson' }]);
  });

  it('lasts twelve hours after its last use', async () => {
    const { token } = await server.signIn(ines);
    clock.advance(11 * HOUR);
    expect((await session(token)).status).toBe(200);
    clock.advance(11 * HOUR);
    expect((await session(token)).status).toBe(200);
    clock.advance(12 * HOUR + MINUTE);
    expect((await session(token)).status).toBe(401);
  });

  it('who is deactivated is told so in their console, in nobody else’s, and no longer once they are back', async () => {
    const { token } = await server.signIn(ines);
    const administrator = await server.signIn(ada);
    const meant = async (who: { id: string }) => {
      const headers = { authorization: `Bearer ${token}`, 'x-tierline-person': who.id };
      const answer = await server.ask('/api/pull?since=0', { headers });
      return [answer.status, await answer.json()];
    };
    const act = (what: string) => administrator.ask(`/api/admin/people/${ines.id}/${what}`, { method: 'POST' });
    expect((await act('deactivate')).status).toBe(200);
    const says = 'Your access to this workspace was taken away.';
    expect(await meant(ines)).toEqual([401, { problem: 'revoked', says, field: null }]);
    expect(await meant(ruben)).toMatchObject([401, { problem: 'noSession' }]);
    expect((await act('activate')).status).toBe(200);
    expect(await meant(ines)).toMatchObject([401, { problem: 'noSession' }]);
  });

  it('outlives a restart of the server', async () => {
    const { token } = await server.signIn(ines);
    await server.stop();
    server = await startTestServer(clock, { database });
    expect((await session(token)).status).toBe(200);
  });

  it('ends with signing out, and at once with the account', async () => {
    const first = await server.signIn(ines);
    await first.ask('/api/session', { method: 'DELETE' });
    expect((await session(first.token)).status).toBe(401);
    const second = await server.signIn(ines);
    await server.parts.changeReference((edit) => edit.people([{ ...ines, active: false }]));
    expect((await session(second.token)).status).toBe(401);
    expect((await password(ines.email, PASSWORD)).status).toBe(401);
  });

  it('only hashes of tokens, codes and passwords lie in the database', async () => {
    const { token } = await server.signIn(ines);
    const code = await server.parts.accounts.issueCode('reset', ines.id);
    const rows = await database.query<object>('select * from sessions, codes, accounts');
    const text = JSON.stringify(rows);
    for (const secret of [token, code, PASSWORD]) expect(text).not.toContain(secret);
    expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1$');
  });

  it('a code sets a new password once, ends other sessions, and the code before it', async () => {
    const { token } = await server.signIn(ines);
    const old = await server.parts.accounts.issueCode('invite', ines.id);
    const code = await server.parts.accounts.issueCode('reset', ines.id);
    expect((await withCode(old)).status).toBe(401);
    const answer = await withCode(code.toUpperCase());
    expect(((await answer.json()) as Session).person.id).toBe(ines.id);
    expect((await session(token)).status).toBe(401);
    expect((await withCode(code)).status).toBe(401);
    expect((await password(ines.email, 'a new password')).status).toBe(200);
  });

  it('a code lasts seven days, and a short password does not use it up', async () => {
    const code = await server.parts.accounts.issueCode('invite', marta.id);
    const short = await withCode(code, { password: 'short' });
    expect([short.status, await short.json()]).toMatchObject([400, { field: 'password' }]);
    clock.advance(7 * DAY);
    expect((await withCode(code)).status).toBe(401);
  });

  it('the first administrator comes by the code from the log, once', async () => {
    const empty = await startTestServer(clock, { database: await ground.fresh() });
    const { accounts, database: fresh } = empty.parts;
    await fresh.query('delete from accounts');
    const code = (await accounts.firstCode()) ?? '';
    const body = { how: 'code', code, password: 'a new password', shell: 'electron', name: null, email: null };
    const nameless = await empty.ask('/api/session', json(body));
    expect([nameless.status, await nameless.json()]).toMatchObject([400, { field: 'name' }]);
    for (const email of ['jörg@firma.de', 'a@b.c', 'nora']) {
      const strange = await empty.ask('/api/session', json({ ...body, name: 'Nora First', email }));
      expect([strange.status, await strange.json()], email).toMatchObject([400, { field: 'email' }]);
    }
    const answer = await empty.ask('/api/session', json({ ...body, name: 'Nora First', email: 'Nora@example.com ' }));
    expect(await answer.json()).toMatchObject({ person: { name: 'Nora First', administrator: true } });
    expect(await accounts.firstCode()).toBeNull();
    await empty.stop();
  });
});
