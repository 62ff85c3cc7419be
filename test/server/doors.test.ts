import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ground, startGround } from '#test/support/database.ts';
import { startTestServer, type TestServer } from '#test/support/server.ts';
import { createClock } from '#test/support/server-clock.ts';
import { ines } from '#test/support/workspace.ts';

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** As the wire has it: `fetch` doesn't let a page choose Host, Origin and Sec-Fetch-Site. */
function send(server: TestServer, method: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const body = method === 'POST' ? JSON.stringify({ how: 'demo', personId: ines.id, shell: 'browser' }) : '';
  return new Promise((resolve, reject) => {
    const url = new URL(path, server.url);
    const all = method === 'POST' ? { 'content-type': 'application/json', ...headers } : headers;
    const request = httpRequest(url, { method, headers: all }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      resolve({ status: 101, headers: {}, body: '' });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const upgrade = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

let ground: Ground;
beforeAll(async () => {
  ground = await startGround('pglite');
});
afterAll(() => ground.stop());

describe('doors', () => {
  let server: TestServer;
  let own: string;

  beforeAll(async () => {
    server = await startTestServer(createClock(), { database: await ground.fresh() });
    own = server.url;
  });
  afterAll(() => server.stop());

  const problem = ({ status, body }: Answer) => ({ status, problem: JSON.parse(body).problem });
  /** Past the door: the demo is off here, so the refusal is the route's own. */
  const letIn = { status: 403, problem: 'noDemo' };

  it('a change by a foreign Host is refused', async () => {
    const answer = await send(server, 'POST', '/api/session', { host: 'evil.example:4680' });
    expect(problem(answer)).toEqual({ status: 403, problem: 'foreignHost' });
  });

  it('so is reading by one: what is here must not be read by a page that points its own name at us', async () => {
    for (const path of [
      '/',
      '/api/hello',
      '/api/session',
      '/api/openapi.json',
      '/assets/index.js',
      '/healthz/../api/hello',
    ]) {
      const answer = await send(server, 'GET', path, { host: 'evil.example:4680' });
      expect([path, problem(answer)]).toEqual([path, { status: 403, problem: 'foreignHost' }]);
    }
    expect((await send(server, 'HEAD', '/api/hello', { host: 'evil.example' })).status).toBe(403);
  });

  it('what watches the machine asks by whatever name it has for it', async () => {
    for (const path of ['/healthz', '/readyz', '/healthz?from=balancer']) {
      expect([path, (await send(server, 'GET', path, { host: '10.0.0.7:4680' })).status]).toEqual([path, 200]);
      expect([path, (await send(server, 'GET', path, { host: 'tierline.pods.local' })).status]).toEqual([path, 200]);
    }
    // Numbers are for this machine, or for who has the token: the route's own refusal.
    const metrics = await send(server, 'GET', '/metrics', { host: 'tierline.pods.local' });
    expect(problem(metrics)).toEqual({ status: 403, problem: 'notHere' });
  });

  it('this machine has several names, in small letters or not', async () => {
    const { port } = new URL(own);
    for (const host of ['127.0.0.1', `localhost:${port}`, 'LOCALHOST', '[::1]:4680', '127.8.8.8']) {
      expect([host, (await send(server, 'GET', '/api/hello', { host })).status]).toEqual([host, 200]);
    }
    expect((await send(server, 'GET', '/api/hello', { host: 'localhost.evil.example' })).status).toBe(403);
  });

  it('a change from a foreign Origin is refused, whatever it says it is', async () => {
    for (const origin of ['https://evil.example', 'null', 'app://tierline.evil', 'http://127.0.0.1:1', 'file://']) {
      const answer = await send(server, 'POST', '/api/session', { origin });
      expect([origin, problem(answer)]).toEqual([origin, { status: 403, problem: 'foreignOrigin' }]);
    }
    for (const site of ['cross-site', 'same-site']) {
      const answer = await send(server, 'POST', '/api/session', { 'sec-fetch-site': site });
      expect(problem(answer)).toEqual({ status: 403, problem: 'foreignOrigin' });
    }
  });

  it('our own page, the desktop app and programs come in', async () => {
    expect(
      problem(await send(server, 'POST', '/api/session', { origin: own, 'sec-fetch-site': 'same-origin' })),
    ).toEqual(letIn);
    expect(
      problem(await send(server, 'POST', '/api/session', { origin: 'app://tierline', 'sec-fetch-site': 'cross-site' })),
    ).toEqual(letIn);
    expect(problem(await send(server, 'POST', '/api/session'))).toEqual(letIn);
  });

  it('CORS lets the desktop app read, nobody else, and never with cookies', async () => {
    const desktop = await send(server, 'GET', '/api/hello', { origin: 'app://tierline' });
    expect(desktop.headers['access-control-allow-origin']).toBe('app://tierline');
    expect(desktop.headers['access-control-allow-credentials']).toBeUndefined();
    const preflight = await send(server, 'OPTIONS', '/api/push', { origin: 'app://tierline' });
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('authorization, content-type');
    const foreign = await send(server, 'GET', '/api/hello', { origin: 'https://evil.example' });
    expect(foreign.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('the socket wants a session, an own Host and an own Origin', async () => {
    const { token } = await server.signIn(ines);
    const authorization = `Bearer ${token}`;
    expect((await send(server, 'GET', '/api/poke', { ...upgrade, authorization })).status).toBe(101);
    expect((await send(server, 'GET', '/api/poke', { ...upgrade, authorization, origin: own })).status).toBe(101);
    expect((await send(server, 'GET', '/api/poke', upgrade)).status).toBe(401);
    for (const foreign of [
      { host: 'evil.example' },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      expect((await send(server, 'GET', '/api/poke', { ...upgrade, authorization, ...foreign })).status).toBe(403);
    }
    expect((await send(server, 'GET', '/api/elsewhere', { ...upgrade, authorization })).status).toBe(404);
  });

  it('every answer carries the policy that the design asks for', async () => {
    const { headers } = await send(server, 'GET', '/');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; " +
        "worker-src 'self'; manifest-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
        "frame-ancestors 'none'; form-action 'self'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  it('no answer of the API stays in a cache', async () => {
    expect((await send(server, 'GET', '/api/hello')).headers['cache-control']).toBe('no-store');
  });

  it('alive, ready, and measured for this machine only', async () => {
    expect((await send(server, 'GET', '/healthz')).status).toBe(200);
    expect((await send(server, 'GET', '/readyz')).status).toBe(200);
    const metrics = await send(server, 'GET', '/metrics');
    expect(metrics.body).toContain('tierline_commands_total{outcome="done"}');
    expect(metrics.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    const forwarded = await send(server, 'GET', '/metrics', { 'x-forwarded-for': '203.0.113.9' });
    expect(problem(forwarded)).toEqual({ status: 403, problem: 'notHere' });
  });

  it('the API describes itself, with the limits that it checks', async () => {
    const { status, body } = await send(server, 'GET', '/api/openapi.json');
    const described = JSON.parse(body);
    expect(status).toBe(200);
    expect(Object.keys(described.paths)).toEqual(expect.arrayContaining(['/api/push', '/api/pull', '/api/session']));
    const push = described.paths['/api/push'].post.requestBody.content['application/json'].schema;
    expect(push.properties.commands.maxItems).toBe(100);
  });

  it('what is not there is a 404, and a console that is not built says so', async () => {
    expect(problem(await send(server, 'GET', '/api/nothing'))).toEqual({ status: 404, problem: 'notFound' });
    expect(problem(await send(server, 'GET', '/', { accept: 'text/html' }))).toEqual({
      status: 503,
      problem: 'notBuilt',
    });
  });
});

describe('doors: the demo', () => {
  it('shows its people, and signs them in by one click, on loopback only', async () => {
    const database = await ground.fresh();
    await (await startTestServer(createClock(), { database })).stop();
    const server = await startTestServer(createClock(), { database, demo: true });
    const demo = async (headers: Record<string, string>) =>
      JSON.parse((await send(server, 'GET', '/api/hello', headers)).body).demo;
    expect((await demo({})).map((person: { name: string }) => person.name)).toEqual([
      'Ines Kovač',
      'Ruben Halle',
      'Sofia Lind',
      'Marta Vogl',
      'Ada Berg',
    ]);
    expect(await demo({ 'x-forwarded-for': '203.0.113.9' })).toEqual([]);
    expect((await send(server, 'POST', '/api/session')).status).toBe(200);
    expect((await send(server, 'POST', '/api/session', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
    await server.stop();
  });
});
