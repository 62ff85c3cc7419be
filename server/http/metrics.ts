import type { Answer } from '#core/sync/protocol.ts';
import { isLoopback } from '../config.ts';
import { feedEnd } from '../feed/append.ts';
import { sameSecret } from '../sessions/secrets.ts';
import { isAskedOnLoopback } from './doors.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

/** What is counted while the server runs. */
export type Metrics = {
  commandAnswered(outcome: Answer['outcome']): void;
  requestAnswered(route: string, status: number, seconds: number): void;
  /** Asked for when somebody looks. */
  gauge(name: string, says: string, read: () => number): void;
  text(): string;
};

/** Upper bounds of the histogram's buckets, seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Prometheus's text format, version 0.0.4. */
export function createMetrics(): Metrics {
  const commands = { done: 0, refused: 0 };
  const requests = new Map<string, { count: number; sum: number; buckets: number[] }>();
  const gauges: { name: string; says: string; read: () => number }[] = [];
  return {
    commandAnswered(outcome) {
      commands[outcome] += 1;
    },
    requestAnswered(route, status, seconds) {
      const key = `route="${route.replace(/["\\\n]/g, '_')}",status="${status}"`;
      const known = requests.get(key) ?? { count: 0, sum: 0, buckets: BUCKETS.map(() => 0) };
      known.count += 1;
      known.sum += seconds;
      known.buckets = known.buckets.map((count, index) => count + (seconds <= (BUCKETS[index] ?? 0) ? 1 : 0));
      requests.set(key, known);
    },
    gauge(name, says, read) {
      gauges.push({ name, says, read });
    },
    text() {
      const lines = ['# HELP tierline_commands_total Commands answered.', '# TYPE tierline_commands_total counter'];
      for (const [outcome, count] of Object.entries(commands)) {
        lines.push(`tierline_commands_total{outcome="${outcome}"} ${count}`);
      }
      lines.push(
        '# HELP tierline_request_seconds Time to answer a request.',
        '# TYPE tierline_request_seconds histogram',
      );
      for (const [key, { count, sum, buckets }] of requests) {
        BUCKETS.forEach((bound, index) => {
          lines.push(`tierline_request_seconds_bucket{${key},le="${bound}"} ${buckets[index] ?? 0}`);
        });
        lines.push(`tierline_request_seconds_bucket{${key},le="+Inf"} ${count}`);
        lines.push(`tierline_request_seconds_sum{${key}} ${sum}`, `tierline_request_seconds_count{${key}} ${count}`);
      }
      for (const { name, says, read } of gauges) {
        lines.push(`# HELP ${name} ${says}`, `# TYPE ${name} gauge`, `${name} ${read()}`);
      }
      return `${lines.join('\n')}\n`;
    },
  };
}

/** For this machine, or for who knows the token. */
export function metricsRoute(app: Routes, { config, metrics, database, clock }: RouteParts): void {
  app.addHook('onResponse', async (request, reply) => {
    metrics.requestAnswered(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000);
  });
  let feed = 0;
  let overdue = 0;
  metrics.gauge('tierline_feed_end', 'Last position of the feed.', () => feed);
  metrics.gauge(
    'tierline_due_rows_overdue',
    'Things that should have happened by themselves and have not.',
    () => overdue,
  );
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    const allowed = config.metricsToken && token && sameSecret(token, config.metricsToken);
    if (!allowed && !(isLoopback(request.ip) && isAskedOnLoopback(request.raw))) {
      throw new HttpProblem(
        403,
        'notHere',
        'Metrics are for this machine, or with the token in TIERLINE_METRICS_TOKEN.',
      );
    }
    feed = await feedEnd(database);
    const [row] = await database.query<{ count: number }>('select count(*) as count from due_rows where at < $1', [
      clock.now(),
    ]);
    overdue = row?.count ?? 0;
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(metrics.text());
  });
}
