import type { Instant, TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Desk } from './desk.ts';
import type { Conversation, OutboxRecord } from './disk.ts';
import { type Cell, createCell } from './live.ts';
import { isHeld } from './outbox.ts';
import { inOrder, replayed } from './refresh.ts';
import type { Live, TicketView } from './store.ts';

/** What of one ticket lies on disk. Null: it isn't here. */
export type Body = { confirmed: Ticket | null; conversation: Conversation | null; pending: readonly OutboxRecord[] };

export type Views = {
  open(id: TicketId): Live<TicketView | null | 'loading'>;
  /** Reads anew what somebody looks at; forgets the rest. */
  changed(ids: Iterable<TicketId>): void;
  /** Reads all of them anew: nobody knows what is different. */
  again(): void;
  /** Shows a command before it is on disk. */
  paint(row: OutboxRecord): void;
};

/** Views that nobody looks at stay this many, so that going back is instant. */
const KEPT = 40;

/** Tickets that are looked at: read from disk when first asked, read again when changed. */
export function createViews(deps: {
  read(id: TicketId): Promise<Body>;
  desk: Desk;
  now(): Instant;
  /** Somebody looks at a ticket of which this console doesn't hold the whole. */
  onPart(id: TicketId): void;
}): Views {
  type View = { cell: Cell<TicketView | null | 'loading'>; body: Body | null; watchers: number; asked: number };
  const views = new Map<TicketId, View>();

  async function load(id: TicketId, view: View): Promise<void> {
    view.asked += 1;
    const asked = view.asked;
    // Read in vain where the database was taken away meanwhile: then the page starts over.
    const body = await deps.read(id).catch(() => null);
    if (!body || asked !== view.asked) return;
    view.body = body;
    const shown = viewOf(body, deps.desk, deps.now());
    view.cell.set(shown);
    if (!shown?.whole && body.pending.length === 0) deps.onPart(id);
  }

  function enter(id: TicketId): View {
    const known = views.get(id);
    if (known) {
      views.delete(id);
      views.set(id, known);
      return known;
    }
    const view: View = {
      cell: createCell<TicketView | null | 'loading'>('loading'),
      body: null,
      watchers: 0,
      asked: 0,
    };
    views.set(id, view);
    void load(id, view);
    for (const [other, { watchers }] of views) {
      if (views.size <= KEPT) break;
      if (watchers === 0 && other !== id) views.delete(other);
    }
    return view;
  }

  return {
    open(id) {
      enter(id);
      return {
        get: () => enter(id).cell.get(),
        subscribe(listener) {
          const view = enter(id);
          view.watchers += 1;
          const stop = view.cell.subscribe(listener);
          return () => {
            view.watchers -= 1;
            stop();
          };
        },
      };
    },
    changed(ids) {
      for (const id of ids) {
        const view = views.get(id);
        if (view) void load(id, view);
      }
    },
    again() {
      for (const [id, view] of views) void load(id, view);
    },
    paint(row) {
      const view = views.get(row.ticketId);
      if (!view?.body) return;
      const last = Math.max(0, ...view.body.pending.map(({ command }) => command.seq));
      const next = { ...row, command: { ...row.command, seq: last + 1 } };
      view.body = { ...view.body, pending: [...view.body.pending, next] };
      view.cell.set(viewOf(view.body, deps.desk, deps.now()));
    },
  };
}

/** A ticket as the agent sees it: what the server said, and what is pending on top, marked as such. */
export function viewOf(body: Body, desk: Desk, now: Instant): TicketView | null {
  const { ticket, provisional } = replayed(body.confirmed, body.pending, desk);
  if (!ticket) return null;
  const said = body.conversation;
  const known = new Set(said?.messages.map((message) => message.id));
  const messages = [...(said?.messages ?? []), ...provisional.messages.filter(({ id }) => !known.has(id))];
  return {
    ticket,
    messages: messages.sort((a, b) => a.at - b.at),
    events: [...(said?.events ?? []), ...provisional.events],
    provisional: new Set<string>([
      ...provisional.messages.map((message) => message.id),
      ...provisional.events.map((event) => event.id),
    ]),
    held: inOrder(body.pending)
      .filter((row) => isHeld(row, now) && row.answer === null)
      .map((row) => ({ commandId: row.id, type: row.command.type, until: row.heldUntil ?? now })),
    whole: said?.whole ?? body.confirmed === null,
  };
}
