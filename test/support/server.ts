import { type FastifyBaseLogger, fastify } from 'fastify';
import type { Command } from '#core/commands/command.ts';
import { type Answer, PROTOCOL, type Pull, type PushAnswer, type SnapshotPage } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import { type RunningServer, startServer } from '../../server/app.ts';
import type { Clock } from '../../server/clock.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { CONSOLE, people, seedWorkspace } from './workspace.ts';

/** Everybody of the test workspace has this password. */
export const PASSWORD = 'harbour works';

export type TestServer = RunningServer & {
  signIn(who: Person): Promise<TestConsole>;
  /** As `fetch`, with a path. */
  ask(path: string, init?: RequestInit): Promise<Response>;
};

/** One person signed in as the desktop app is, by token. */
export type TestConsole = {
  token: string;
  ask(path: string, init?: RequestInit): Promise<Response>;
  push(...commands: Command[]): Promise<Answer[]>;
  pull(since: number, limit?: number): Promise<Pull>;
  snapshot(after?: string | null, limit?: number): Promise<SnapshotPage>;
};

export function testConfig(more: Partial<Config> = {}): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    publicUrl: null,
    trustProxy: false,
    tls: null,
    place: { kind: 'memory' },
    demo: false,
    restored: false,
    log: 'silent',
    metricsToken: null,
    console: '/nowhere',
    ...more,
  };
}

/** The real server on port 0, with the small workspace of `workspace.ts` unless it is there already. */
export async function startTestServer(
  clock: Clock,
  { database, ...more }: Partial<Config> & { database?: Database } = {},
  log: FastifyBaseLogger = fastify({ logger: { level: 'silent' } }).log,
): Promise<TestServer> {
  const server = await startServer(testConfig(more), { clock, log, ...(database ? { database } : {}) });
  const { reference, changeReference, accounts } = server.parts;
  if ((await reference.current()).people.size === 0) {
    await seedWorkspace(changeReference);
    const ids = Object.values(people).map((person) => person.id);
    await accounts.setPasswords(server.parts.database, ids, PASSWORD);
  }
  const ask = (path: string, init: RequestInit = {}) => fetch(server.url + path, init);
  return { ...server, ask, signIn: (who) => signIn(ask, server.parts.workspace.serverId, who) };
}

export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

async function signIn(ask: TestServer['ask'], serverId: string, who: Person): Promise<TestConsole> {
  const answer = await ask(
    '/api/session',
    json({ how: 'password', email: who.email, password: PASSWORD, shell: 'electron' }),
  );
  if (!answer.ok) throw new Error(`${who.name} could not sign in: ${await answer.text()}`);
  const { token } = (await answer.json()) as { token: string };
  const asked: TestConsole['ask'] = (path, init = {}) =>
    ask(path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token}` } });
  const read = async <T>(path: string, init?: RequestInit) => {
    const response = await asked(path, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    token,
    ask: asked,
    push: async (...commands) =>
      (await read<PushAnswer>('/api/push', json({ protocol: PROTOCOL, serverId, consoleId: CONSOLE, commands })))
        .answers,
    pull: (since, limit = 500) => read<Pull>(`/api/pull?since=${since}&limit=${limit}`),
    snapshot: (after = null, limit = 1_000) =>
      read<SnapshotPage>(`/api/snapshot?limit=${limit}${after ? `&after=${after}` : ''}`),
  };
}
