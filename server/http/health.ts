import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

/** For whatever watches the process: alive, and able to serve. */
export function healthRoutes(app: Routes, { database }: Pick<RouteParts, 'database'>, isStopping: () => boolean): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ ok: true }));
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (isStopping()) throw new HttpProblem(503, 'stopping', 'The server is stopping.');
    try {
      await database.query('select 1');
    } catch {
      throw new HttpProblem(503, 'notReady', "The database doesn't answer.");
    }
    return { ok: true };
  });
}
