import { z } from 'zod';
import { TicketId } from '#core/ids.ts';
import { Pull, SnapshotPage, TicketRow } from '#core/sync/protocol.ts';

/** `unread`: tickets of the page that this console doesn't understand. Absent where it understands all. */
export type Readable<Page> = Page & { unread?: readonly TicketId[] };

const Named = z.object({ ticket: z.object({ id: TicketId }) });

/** Rows one by one: one that a newer server wrote otherwise must not take the others with it. It must say whose it is. */
const Rows = z.array(z.unknown()).transform((list, context) => {
  const rows: TicketRow[] = [];
  const unread: TicketId[] = [];
  for (const one of list) {
    const row = TicketRow.safeParse(one);
    const named = row.success ? null : Named.safeParse(one);
    if (row.success) rows.push(row.data);
    else if (named?.success) unread.push(named.data.ticket.id);
    else context.addIssue('a row of no ticket');
  }
  return { rows, unread };
});

export const ReadablePull = Pull.extend({ rows: Rows }).transform((page): Readable<Pull> => told(page));
export const ReadableSnapshot = SnapshotPage.extend({ rows: Rows }).transform(
  (page): Readable<SnapshotPage> => told(page),
);

function told<Page extends { rows: z.infer<typeof Rows> }>({ rows: { rows, unread }, ...page }: Page) {
  return { ...page, rows, ...(unread.length > 0 ? { unread } : {}) };
}
