import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ground, startGround } from '#test/support/database.ts';
import { json, startTestServer, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import type { Database } from '../../server/db/database.ts';
import { markDemo } from '../../server/db/workspace.ts';
import { demoPassword } from '../../server/demo/people.ts';

describe('a demo that is over', () => {
  const clock = createClock();
  let ground: Ground;
  let database: Database;

  beforeAll(async () => {
    ground = await startGround('pglite');
    database = await ground.fresh();
    const { parts, stop } = await startTestServer(clock, { database });
    const { data } = await parts.reference.current();
    await parts.accounts.setPasswords(
      database,
      data.people.map(({ id }) => id),
      demoPassword,
    );
    await markDemo(database);
    await stop();
  });
  afterAll(() => ground.stop());

  const signIn = (server: TestServer, password: string) =>
    server.ask(
      '/api/session',
      json({ how: 'password', email: 'ada.berg@tierline.example', password, shell: 'electron' }),
    );

  it('signs in none of its people, whatever their password', async () => {
    const server = await startTestServer(clock, { database, demo: false });
    const published = await signIn(server, demoPassword);
    expect([published.status, await published.json()]).toMatchObject([403, { problem: 'noDemo' }]);
    const { data } = await server.parts.reference.current();
    const ids = data.people.map(({ id }) => id);
    await server.parts.accounts.setPasswords(database, ids, 'quite another one');
    expect((await signIn(server, 'quite another one')).status).toBe(403);
    const invited = data.people.find(({ email }) => email === 'ada.berg@tierline.example');
    if (!invited) throw new Error('Ada is in the demo');
    await server.parts.changeReference((edit) => edit.people([{ ...invited, email: 'ada@example.com' }]));
    const own = (password: string) =>
      server.ask('/api/session', json({ how: 'password', email: 'ada@example.com', password, shell: 'electron' }));
    expect((await own('quite another one')).status, 'somebody of their own').toBe(200);
    await server.parts.accounts.setPasswords(database, ids, demoPassword);
    expect((await own(demoPassword)).status).toBe(403);
    await server.parts.changeReference((edit) => edit.people([invited]));
    await server.stop();
  });

  it('behind a proxy on this machine, its people are not signed in by password either', async () => {
    const server = await startTestServer(clock, { database, demo: true });
    const body = { how: 'password', email: 'ines.kovac@tierline.example', password: demoPassword, shell: 'electron' };
    expect((await server.ask('/api/session', json(body))).status).toBe(200);
    expect((await server.ask('/api/session', json(body, { 'x-forwarded-for': '203.0.113.9' }))).status).toBe(403);
    await server.stop();
  });

  it.each([{ host: '0.0.0.0' }, { publicUrl: new URL('https://desk.example.com') }, { trustProxy: true }])(
    'does not start where others reach it, and says why: %o',
    async (more) => {
      const started = startTestServer(clock, { database, demo: false, ...more }).then((server) => server.stop());
      await expect(started).rejects.toThrow(/^(HOST|PUBLIC_URL|TRUST_PROXY) is .*HOST.*TIERLINE_DEMO/);
    },
  );
});
