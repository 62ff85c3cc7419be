import { z } from 'zod';
import { PROTOCOL, Pull } from '#core/sync/protocol.ts';
import { pullSince } from '../feed/read.ts';
import type { RouteParts, Routes } from './routes.ts';

const Asked = z.object({
  since: z.coerce.number<string>().int().min(0),
  limit: z.coerce.number<string>().int().min(1).max(1_000).default(500),
  epoch: z.string().max(100).optional(),
});

/** What changed since a cursor, page by page. */
export function pullRoute(app: Routes, { workspace, reference, database, clock, door }: RouteParts): void {
  app.get('/api/pull', { schema: { querystring: Asked, response: { 200: Pull } } }, async (request): Promise<Pull> => {
    const { person } = await door(request);
    const { limit, epoch = workspace.epoch } = request.query;
    /** A cursor of another epoch says nothing, as one from beyond the feed's end. */
    const since = epoch === workspace.epoch ? request.query.since : Number.MAX_SAFE_INTEGER;
    const serverTime = clock.now();
    const page = await pullSince(database, person, since, limit);
    return {
      protocol: PROTOCOL,
      serverId: workspace.serverId,
      epoch: workspace.epoch,
      serverTime,
      ...page,
      referenceRevision: (await reference.current()).revision,
    };
  });
}
