import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import { type FastifyBaseLogger, fastify, LogController } from 'fastify';
import type { Config } from '../config.ts';
import type { Parts } from '../parts.ts';
import { adminRoutes } from './admin-routes.ts';
import { guardDoors } from './doors.ts';
import { rememberFound } from './found.ts';
import { healthRoutes } from './health.ts';
import { helloRoute } from './hello.ts';
import { importApi } from './import-api.ts';
import { createMetrics, metricsRoute } from './metrics.ts';
import { describeApi } from './openapi.ts';
import { startPokes } from './poke.ts';
import { answerProblems } from './problem.ts';
import { pullRoute } from './pull.ts';
import { pushRoute } from './push.ts';
import { referenceRoute } from './reference.ts';
import type { RouteParts, Routes } from './routes.ts';
import { sessionRoutes } from './session.ts';
import { createDoor } from './signed-in.ts';
import { snapshotRoute } from './snapshot.ts';
import { serveConsole } from './static.ts';
import { ticketRoute } from './tickets.ts';
import { ticketsApi } from './tickets-api.ts';
import { validateByZod, type ZodProvider } from './validation.ts';

const LARGEST_BODY = 1_048_576;
/** A request that takes longer to arrive is cut off, ms. */
const SLOWEST_REQUEST = 60_000;
/** Requests a minute, per session that was found or else per address. */
const REQUESTS = 6_000;

export type Http = {
  /** Where it listens. */
  port: number;
  /** Takes no more requests, finishes those under way, closes sockets. */
  stop(): Promise<void>;
};

/** HTTP in, core types out. Resolves once it listens. */
export async function startHttp(config: Config, parts: Parts, log: FastifyBaseLogger): Promise<Http> {
  const app: Routes = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: LARGEST_BODY,
    requestTimeout: SLOWEST_REQUEST,
    trustProxy: config.trustProxy,
    ...(config.tls ? { https: config.tls } : {}),
  }).withTypeProvider<ZodProvider>();
  let stopping = false;
  const metrics = createMetrics();
  const found = rememberFound(parts.sessions);
  const all: RouteParts = { ...parts, config, metrics, door: createDoor(found.sessions, parts.reference) };

  answerProblems(app);
  validateByZod(app);
  guardDoors(app, config);
  logRequests(app);
  await app.register(cookie);
  await app.register(compress, { encodings: ['gzip', 'identity'], threshold: 2_048 });
  await app.register(rateLimit, {
    max: REQUESTS,
    timeWindow: 60_000,
    keyGenerator: ({ raw, ip }) => found.tokenOf(raw) ?? ip,
  });
  await describeApi(app);
  helloRoute(app, all);
  sessionRoutes(app, all);
  referenceRoute(app, all);
  pushRoute(app, all);
  pullRoute(app, all);
  snapshotRoute(app, all);
  ticketRoute(app, all);
  ticketsApi(app, all);
  importApi(app, all);
  adminRoutes(app, all);
  healthRoutes(app, all, () => stopping);
  metricsRoute(app, all);
  await serveConsole(app, config.console);
  const stopPokes = await startPokes(app.server, all, log);
  try {
    await app.listen({ host: config.host, port: config.port });
  } catch (failure) {
    await stopPokes();
    await app.close();
    throw failure;
  }
  const address = app.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : config.port,
    async stop() {
      stopping = true;
      await stopPokes();
      await app.close();
    },
  };
}

/** One line a request, never a body: what went wrong at `info`, what went well at `debug`. */
function logRequests(app: Routes): void {
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? request.url.split('?')[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      reqId: request.id,
    };
    if (reply.statusCode >= 400) request.log.info(line, 'request refused');
    else request.log.debug(line, 'request');
  });
}
