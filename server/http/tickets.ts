import { z } from 'zod';
import { TicketId } from '#core/ids.ts';
import { TicketRow } from '#core/sync/protocol.ts';
import { readWhole } from '../feed/read.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';

/** One ticket whole, also such as left the working set. */
export function ticketRoute(app: Routes, { database, door }: RouteParts): void {
  const schema = { params: z.object({ id: TicketId }), response: { 200: TicketRow } };
  app.get('/api/tickets/:id', { schema }, async (request) => {
    const { person } = await door(request);
    const row = await readWhole(database, person, request.params.id);
    if (!row) throw new HttpProblem(404, 'notFound', 'There is no such ticket, or you may not see it.', 'id');
    return row;
  });
}
