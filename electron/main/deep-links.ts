import { TicketId } from '#core/ids.ts';

export const LINK_SCHEME = 'tierline';

const pattern = /^tierline:\/\/ticket\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/?$/;

/**
 * The ticket a link leads to, e.g. `tierline://ticket/0190…`. Links come from anywhere, mails and web pages too: they
 * only navigate, and whatever doesn't fit letter by letter is nothing.
 */
export function ticketOf(link: string): TicketId | null {
  const [, id] = pattern.exec(link) ?? [];
  return TicketId.safeParse(id).data ?? null;
}

/** The first link among a start's arguments: how Windows and Linux hand links over. */
export function ticketIn(argv: readonly string[]): TicketId | null {
  for (const argument of argv) {
    const id = ticketOf(argument);
    if (id) return id;
  }
  return null;
}
