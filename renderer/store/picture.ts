import type { CommandId, Instant, TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import { indexReference, type Reference, type ReferenceData } from '#core/workspace/reference.ts';
import { createAlerts } from './alerts.ts';
import { intentOf } from './attention.ts';
import type { Desk } from './desk.ts';
import { type Disk, type OutboxRecord, type Position, positionIn, type SeenRecord } from './disk.ts';
import { createCell } from './live.ts';
import { createQueue } from './queue.ts';
import { isAsked } from './receive.ts';
import { inOrder } from './refresh.ts';
import { rowOf } from './row.ts';
import type { AttentionCard, OutboxView } from './store.ts';
import { type Body, createViews } from './ticket-view.ts';

/** What became different on disk. `tickets`: as they look now, null where gone. */
export type Change = {
  tickets?: ReadonlyMap<TicketId, Ticket | null>;
  outbox?: boolean;
  cards?: boolean;
  reference?: ReferenceData;
  position?: Position;
  seen?: SeenRecord;
};
export type Picture = ReturnType<typeof createPicture>;

/** What is shown: kept in memory, read from disk once at start, and from then on fed by changes. */
export function createPicture(deps: { disk: Disk; me: Person; now(): Instant; onPart(id: TicketId): void }) {
  const { disk } = deps;
  const reference = createCell<Reference>(indexReference(emptyReference));
  const outbox = createCell<readonly OutboxRecord[]>([]);
  const outboxView = createCell<OutboxView>({ waiting: 0, rows: [] });
  const attention = createCell<readonly AttentionCard[]>([]);
  const position = createCell<Position | null>(null);
  const seen = new Map<TicketId, SeenRecord>();
  /** Commands that are shown and not on disk yet. Never in `outbox`: what is there may be sent. */
  const painted = new Map<CommandId, OutboxRecord>();
  const queue = createQueue();
  const me = () => reference.get().people.get(deps.me.id) ?? deps.me;
  const alerts = createAlerts(me);
  const desk: Desk = {
    by: () => ({ kind: 'person', person: me() }),
    given: () => ({ reference: reference.get(), number: null }),
  };
  const views = createViews({ read: (id) => readBody(disk, id), desk, now: deps.now, onPart: deps.onPart });

  const rowFor = (ticket: Ticket, saving: ReadonlySet<TicketId>) =>
    rowOf(ticket, {
      me: deps.me.id,
      seen: seen.get(ticket.id),
      since: position.get()?.since ?? null,
      saving: saving.has(ticket.id),
    });

  function feed(tickets: ReadonlyMap<TicketId, Ticket | null>) {
    const saving = savingIn([...outbox.get(), ...painted.values()]);
    queue.apply(new Map([...tickets].map(([id, ticket]) => [id, ticket && rowFor(ticket, saving)])));
    alerts.apply(tickets);
  }

  /** What rings for whom hangs on their teams and roles: where these are other ones, every ticket is looked at again. */
  async function refer(data: ReferenceData) {
    const before = JSON.stringify(me());
    reference.set(indexReference(data));
    if (JSON.stringify(me()) === before) return;
    const records = await disk.read(['tickets'], async (tables) => tables.tickets.all());
    alerts.load(records.map((record) => record.ticket));
  }

  function setOutbox(kept: readonly OutboxRecord[]) {
    const rows = kept.filter((row) => !row.takenBack);
    for (const row of rows) painted.delete(row.id);
    outbox.set(rows);
    outboxView.set(outboxViewOf([...rows, ...painted.values()]));
  }

  return {
    desk,
    me,
    queue,
    alerts,
    reference,
    outbox,
    outboxView,
    attention,
    position,
    views,
    seen: (id: TicketId) => seen.get(id),

    /** Everything from disk: the queue paints once it is through. */
    async load(): Promise<void> {
      const names = ['tickets', 'outbox', 'cards', 'seen', 'reference', 'meta'] as const;
      const kept = await disk.read(names, async (tables) => ({
        reference: await tables.reference.get('reference'),
        position: await positionIn(tables),
        outbox: await tables.outbox.all(),
        cards: await tables.cards.all(),
        seen: await tables.seen.all(),
        tickets: (await tables.tickets.all()).map((record) => record.ticket),
      }));
      if (kept.reference) reference.set(indexReference(kept.reference.data));
      position.set(kept.position);
      for (const record of kept.seen) seen.set(record.id, record);
      attention.set(byTime(kept.cards));
      setOutbox(kept.outbox);
      const saving = savingIn(outbox.get());
      queue.load(kept.tickets.map((ticket) => rowFor(ticket, saving)));
      alerts.load(kept.tickets);
    },

    /**
     * Shows what lies on disk where that isn't what is shown: it was written, and who wrote it died, or stumbled, before
     * telling. Reads little where nothing was missed.
     */
    async catchUp(): Promise<void> {
      const kept = await disk.read(['outbox', 'cards', 'meta'], async (tables) => ({
        position: await positionIn(tables),
        outbox: (await tables.outbox.all()).filter((row) => !row.takenBack),
        cards: byTime(await tables.cards.all()),
      }));
      const shown = { position: position.get(), outbox: outbox.get(), cards: attention.get() };
      if (JSON.stringify(kept) === JSON.stringify(shown)) return;
      await this.load();
      views.again();
    },

    /** Something on disk is different: shows it. */
    async apply(change: Change): Promise<void> {
      if (change.reference) await refer(change.reference);
      if (change.position) position.set(change.position);
      if (change.seen) seen.set(change.seen.id, change.seen);
      if (change.outbox || change.cards) {
        const [rows, cards] = await disk.read(['outbox', 'cards'], async (tables) => [
          change.outbox ? await tables.outbox.all() : null,
          change.cards ? await tables.cards.all() : null,
        ]);
        if (rows) setOutbox(rows);
        if (cards) attention.set(byTime(cards));
      }
      if (!change.tickets) return;
      feed(change.tickets);
      views.changed(change.tickets.keys());
    },

    /** Shows a command before it is on disk: the row paints as saving at once. */
    paint(row: OutboxRecord, ticket: Ticket | null): void {
      painted.set(row.id, row);
      setOutbox(outbox.get());
      feed(new Map([[row.ticketId, ticket]]));
      views.paint(row);
    },

    /** It is on disk now, or was refused there: the disk alone says what is shown. */
    async unpaint(row: OutboxRecord): Promise<void> {
      painted.delete(row.id);
      await this.reread([row.ticketId]);
    },

    /** Shows again what the disk says of some tickets. */
    async reread(ids: readonly TicketId[]): Promise<void> {
      const records = await disk.read(['tickets'], async (tables) => tables.tickets.many(ids));
      await this.apply({ outbox: true, tickets: new Map(ids.map((id, at) => [id, records[at]?.ticket ?? null])) });
    },
  };
}

async function readBody(disk: Disk, id: TicketId): Promise<Body> {
  return disk.read(['tickets', 'confirmed', 'conversations', 'outbox'], async (tables) => {
    const pending = await tables.outbox.of(id);
    const said = (await tables.confirmed.get(id)) ?? (await tables.tickets.get(id));
    return { confirmed: said?.ticket ?? null, conversation: (await tables.conversations.get(id)) ?? null, pending };
  });
}

function savingIn(rows: readonly OutboxRecord[]): ReadonlySet<TicketId> {
  return new Set(rows.filter(isAsked).map((row) => row.ticketId));
}

function outboxViewOf(rows: readonly OutboxRecord[]): OutboxView {
  const ordered = inOrder(rows).sort((a, b) => a.moment.recordedAt - b.moment.recordedAt);
  return {
    waiting: rows.filter((row) => row.answer === null && isAsked(row)).length,
    rows: ordered.map((row) => ({
      commandId: row.id,
      ticketId: row.ticketId,
      intent: intentOf(row),
      madeAt: row.moment.effectiveAt,
      heldUntil: row.heldUntil,
    })),
  };
}

function byTime(cards: readonly (AttentionCard & { id: CommandId })[]): AttentionCard[] {
  return cards.map(({ id: _id, ...card }) => card).sort((a, b) => a.refusedAt - b.refusedAt);
}

/** Before the first contact nothing is known of the workspace. */
const emptyReference: ReferenceData = {
  revision: -1,
  workspace: '',
  tiers: [],
  teams: [],
  people: [],
  organisations: [],
  requesters: [],
  services: [],
  categories: [],
  calendars: [],
  policies: [],
  matrix: {
    id: '00000000-0000-7000-8000-000000000000' as ReferenceData['matrix']['id'],
    version: 1,
    by: null,
    at: 0,
    cells: [],
  },
};
