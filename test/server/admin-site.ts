import cookie from '@fastify/cookie';
import fastify, { type InjectOptions } from 'fastify';
import type { Problem } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import type { FakeClock } from '#test/support/server-clock.ts';
import type { Config } from '../../server/config.ts';
import type { Database } from '../../server/db/database.ts';
import { adminRoutes } from '../../server/http/admin-routes.ts';
import { createMetrics } from '../../server/http/metrics.ts';
import { answerProblems } from '../../server/http/problem.ts';
import type { Routes } from '../../server/http/routes.ts';
import { createDoor } from '../../server/http/signed-in.ts';
import { validateByZod } from '../../server/http/validation.ts';
import { createParts } from '../../server/parts.ts';

const config: Config = {
  host: '127.0.0.1',
  port: 0,
  publicUrl: new URL('https://desk.example.com'),
  trustProxy: false,
  tls: null,
  place: { kind: 'memory' },
  demo: false,
  restored: false,
  log: 'silent',
  metricsToken: null,
  console: '',
};

/** The routes of administration on a database, and people who ask. */
export async function openSite({ database, clock }: { database: Database; clock: FakeClock }) {
  const parts = await createParts({ database, clock });
  const app: Routes = fastify().withTypeProvider();
  await app.register(cookie);
  validateByZod(app);
  answerProblems(app);
  adminRoutes(app, { ...parts, config, door: createDoor(parts.sessions, parts.reference), metrics: createMetrics() });

  /** Asks as somebody, with a session of their own. */
  const as = async (person: Person) => {
    const { token } = await parts.sessions.open(person.id, 'electron');
    const ask = async (method: InjectOptions['method'], path: string, body?: object) => {
      const asked: InjectOptions = { url: `/api/admin${path}`, headers: { authorization: `Bearer ${token}` } };
      if (method) asked.method = method;
      if (body) asked.payload = body;
      const answer = await app.inject(asked);
      return { status: answer.statusCode, body: answer.body ? answer.json() : null };
    };
    return {
      token,
      get: (path: string) => ask('GET', path),
      post: (path: string, body?: object) => ask('POST', path, body),
      patch: (path: string, body: object) => ask('PATCH', path, body),
      delete: (path: string) => ask('DELETE', path),
    };
  };
  return { parts, as, close: () => app.close() };
}

export type Site = Awaited<ReturnType<typeof openSite>>;

/** What a refusal says of where it went wrong. */
export function fieldOf(answer: { status: number; body: unknown }): [number, Problem['field']] {
  return [answer.status, (answer.body as Problem).field];
}
