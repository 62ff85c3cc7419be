import type { App } from 'electron';
import { TicketId } from '#core/ids.ts';

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

/**
 * Links that start the app: an argument on Windows and Linux, an event that may come before "ready" on macOS. The last
 * one waits until somebody takes it; from then on each goes there at once.
 */
export function hearLinks(app: Pick<App, 'setAsDefaultProtocolClient' | 'on'>, argv: readonly string[]) {
  let waiting = ticketIn(argv);
  let arrive: ((ticketId: TicketId) => void) | null = null;
  app.setAsDefaultProtocolClient('tierline');
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const ticketId = ticketOf(link);
    if (ticketId && arrive) arrive(ticketId);
    else waiting = ticketId ?? waiting;
  });
  return {
    take(arrived: (ticketId: TicketId) => void): void {
      arrive = arrived;
      if (waiting) arrived(waiting);
      waiting = null;
    },
  };
}
