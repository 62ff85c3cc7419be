import { createInterface } from 'node:readline';
import { evolve } from '#core/commands/decision.ts';
import { TicketEvent } from '#core/ticket/events.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { indexReference, type Reference, ReferenceData } from '#core/workspace/reference.ts';
import { compileZone } from '../../../server/db/zones.ts';

/**
 * A console somewhere else: gets events and documents as JSON, a life a line, and says what the targets are. The zones
 * of calendars it compiles by itself, in whatever zone it stands (TZ).
 */
for await (const line of createInterface({ input: process.stdin })) {
  const { documents, turns } = JSON.parse(line);
  const references = ReferenceData.array().parse(documents).map(here);
  let ticket: Ticket | null = null;
  for (const { events, by } of turns) {
    const reference = references[by];
    if (!reference) throw new Error('decided by documents that did not come along');
    ticket = evolve(ticket, TicketEvent.array().parse(events), reference);
  }
  process.stdout.write(`${JSON.stringify({ targets: ticket?.targets, basis: ticket?.basis })}\n`);
}

function here(data: ReferenceData): Reference {
  const calendars = data.calendars.map((calendar) => {
    const { from, to } = calendar.horizon;
    return calendar.zone === 'UTC' ? calendar : { ...calendar, ...compileZone(calendar.zone, from, to) };
  });
  return indexReference({ ...data, calendars });
}
