import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import { people } from '#test/support/workspace.ts';
import { createTransport, isFailure } from '../../renderer/sync/transport.ts';

const { ines, dele } = people;

/** The console's own transport against the real server: whose session it is that an outbox goes out in. */
describe('a console asks as its person', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(createClock());
  }, 120_000);
  afterAll(() => server.stop());

  const transportWith = (token: string) =>
    createTransport({
      server: server.url,
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } }),
      webSocket: () => {
        throw new Error('no socket here');
      },
      clock: { after: () => () => {} },
    });

  it('[SYNC22] in its own session it is served, in somebody else’s it is turned away', async () => {
    const { token } = await server.signIn(ines);
    const transport = transportWith(token);
    expect(await transport.as(ines.id).pull(0, 10)).toMatchObject({ rows: [] });
    const foreign = await transport.as(dele.id).pull(0, 10);
    expect(foreign).toMatchObject({ failed: 'refused', status: 401, problem: 'wrongPerson' });
    expect(isFailure(foreign) && foreign.says).toMatch(/Ines Kovač is signed in here now/);
  });

  it('[SYNC19] without a session it is told to sign in; [SYNC20] deactivated, that access is gone', async () => {
    const { token } = await server.signIn(dele);
    expect(await transportWith('x'.repeat(43)).as(dele.id).pull(0, 10)).toMatchObject({
      status: 401,
      problem: 'noSession',
    });
    await server.parts.changeReference(async (edit) => {
      await edit.people([{ ...dele, active: false }]);
    });
    expect(await transportWith(token).as(dele.id).pull(0, 10)).toMatchObject({ status: 401, problem: 'revoked' });
  });
});
