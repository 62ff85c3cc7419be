import { z } from 'zod';
import { TicketId } from '#core/ids.ts';
import { PROTOCOL, SnapshotPage } from '#core/sync/protocol.ts';
import { type Place, readSnapshot } from '../feed/snapshot.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

const FIRST = 1_000;
const Asked = z.object({
  after: z.string().max(500).optional(),
  limit: z.coerce.number<string>().int().min(1).max(FIRST).optional(),
});
const Token = z.object({
  epoch: z.uuid(),
  cursor: z.int(),
  total: z.int(),
  due: z.number(),
  last: TicketId,
  after: TicketId.nullable(),
});

/** First sync: all that a person sees, page by page, the most urgent first. */
export function snapshotRoute(app: Routes, { workspace, database, clock, door }: RouteParts): void {
  const schema = { querystring: Asked, response: { 200: SnapshotPage } };
  app.get('/api/snapshot', { schema }, async (request): Promise<SnapshotPage> => {
    const { person } = await door(request);
    const { after, limit } = request.query;
    const place = after === undefined ? null : readToken(after, workspace.epoch);
    const serverTime = clock.now();
    const page = await readSnapshot(database, person, place, limit ?? FIRST, serverTime);
    const next =
      page.next && Buffer.from(JSON.stringify({ epoch: workspace.epoch, ...page.next })).toString('base64url');
    const { serverId, epoch } = workspace;
    return {
      protocol: PROTOCOL,
      serverId,
      epoch,
      serverTime,
      cursor: page.cursor,
      total: page.total,
      rows: page.rows,
      next,
    };
  });
}

function readToken(text: string, epoch: string): Place {
  const token = Token.safeParse(parsed(Buffer.from(text, 'base64url').toString('utf8')));
  if (token.success && token.data.epoch === epoch) return token.data;
  throw new HttpProblem(
    400,
    'badToken',
    'That page of the snapshot is not there any more. Start the snapshot anew.',
    'after',
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
