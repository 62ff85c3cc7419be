import type { Command } from '#core/commands/command.ts';
import { type CommandId, type ConsoleId, type Instant, type TicketId, uuidv7 } from '#core/ids.ts';
import { isRefusal, type Refusal } from '#core/refusal.ts';
import type { Answer, PersonPresence, Pull, SnapshotPage, TicketRow } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Chance, Clock, Time } from './clock.ts';
import { type Disk, type Identity, type OutboxRecord, type Position, positionIn, type TimeRecord } from './disk.ts';
import { append, createDispatch, dispatching } from './dispatch.ts';
import { createDrafts } from './drafts.ts';
import type { Journal } from './journal.ts';
import { compacted, KEEP, readAccount, settledEntry, voidEntry } from './journal-entries.ts';
import { type Cell, createCell } from './live.ts';
import { nextRelease, release, sendable, takeBack } from './outbox.ts';
import { createPicture } from './picture.ts';
import { type Received, receive, receiving } from './receive.ts';
import { inOrder, refresh } from './refresh.ts';
import { search } from './search.ts';
import { markSeen } from './seen.ts';
import type { Live, Store, SyncView } from './store.ts';
import type { Tabs } from './tabs.ts';

export type StoreDeps = {
  me: Person;
  serverId: string;
  disk: Disk;
  journal: Journal;
  clock: Clock;
  chance: Chance;
  time: Time;
  tabs: Tabs;
  storage: SyncView['storage'];
};

/** What sync may do with the console's memory; pages see `Store` only. */
export type Memory = {
  identity: Identity;
  position(): Position;
  referenceRevision(): number;
  outbox: Live<readonly OutboxRecord[]>;
  sendable(parked: ReadonlySet<TicketId>): Command[];
  nextRelease(): Instant | null;
  answered(answers: readonly Answer[], at: Instant): Promise<void>;
  /** Pages that don't continue where this console stands (late, doubled) change nothing. */
  pulled(page: Pull, since: number): Promise<void>;
  paged(page: SnapshotPage, after: string | null): Promise<void>;
  fetched(row: TicketRow, at: Instant): Promise<void>;
  referenced(data: ReferenceData): Promise<void>;
  /** A snapshot is wanted. Outbox and journal stay; under a new epoch they are offered again as a whole. */
  startAfresh(epoch: string): Promise<void>;
  /** Tickets that are looked at and not held whole. */
  wanted: Cell<readonly TicketId[]>;
  view: Cell<SyncView>;
  presence: Cell<readonly PersonPresence[]>;
  looking: Live<{ ticketId: TicketId | null; writing: boolean }>;
  keepTime(time: TimeRecord): Promise<void>;
  /** Database and journal, for good: access was revoked, or its person signed out. */
  wipe(): Promise<void>;
};

/** Tickets that were closed longer ago leave this console. */
const CLOSED_STAYS = 14 * 86_400_000;

/** Opens the console's memory: what is on disk is shown, and what only the journal still knows is put back. */
export async function openStore(deps: StoreDeps): Promise<{ store: Store; memory: Memory; stop(): void }> {
  const { disk, journal, clock, time, tabs } = deps;
  const identity = await identify(deps);
  const wanted = createCell<readonly TicketId[]>([]);
  const presence = createCell<readonly PersonPresence[]>([]);
  const looking = createCell<{ ticketId: TicketId | null; writing: boolean }>({ ticketId: null, writing: false });
  const picture = createPicture({
    disk,
    me: deps.me,
    now: time.now,
    onPart: (id) => wanted.set([...new Set([...wanted.get(), id])]),
  });
  await putBackDrafts();
  await picture.load();
  await tidy();
  await putBack((await account()).open);
  const view = createCell<SyncView>({
    state: 'starting',
    asOf: position().asOf,
    progress: null,
    nextTryAt: null,
    says: null,
    storage: deps.storage,
  });
  const dispatch = createDispatch({ ...deps, picture, identity, onChange: tell });
  const stopTabs = tabs.listen((message) => {
    if (message.view) view.set({ ...message.view, storage: deps.storage });
    if (message.presence) presence.set(message.presence);
    if (message.changed) void catchUp(message.changed).catch(() => {});
  });

  const store: Store = {
    get me() {
      return picture.me();
    },
    queue: picture.queue,
    ticket: picture.views.open,
    reference: picture.reference,
    outbox: picture.outboxView,
    attention: picture.attention,
    alerts: picture.alerts,
    sync: view,
    presence,
    look: (ticketId, writing) => looking.set({ ticketId, writing }),
    async dispatch(ticketId, intent, options) {
      const answer = await dispatch(ticketId, intent, options);
      if (!isRefusal(answer) && 'text' in intent.body && intent.body.text) await seenUpTo(ticketId);
      return answer;
    },
    async undo(id) {
      const taken = await takeBack({ disk, picture, now: time.now }, id);
      if (!taken) return false;
      await journal.append([voidEntry(id, time.now())]).catch(() => {});
      tell([taken]);
      return true;
    },
    async sendNow(id) {
      const released = await release({ disk, picture, now: time.now }, id);
      if (released) tell([released]);
    },
    settleCard,
    drafts: createDrafts({ disk, journal, clock }),
    markSeen: (id) => {
      if (picture.queue.row(id)?.unread) void seenUpTo(id).catch(() => {});
    },
    search: (words, limit) =>
      search(
        { disk, rows: picture.queue.get, reference: picture.reference.get, outbox: picture.outbox.get },
        words,
        limit,
      ),
    now: time.now,
    offset: time.offset,
  };

  const memory: Memory = {
    identity,
    position,
    referenceRevision: () => picture.reference.get().revision,
    outbox: picture.outbox,
    sendable: (parked) => sendable(picture.outbox.get(), time.now(), parked),
    nextRelease: () => nextRelease(picture.outbox.get(), time.now()),
    answered: (answers, at) =>
      said(async (tables) => {
        for (const answer of answers) {
          const row = await tables.outbox.get(answer.commandId);
          if (row) await tables.outbox.put({ ...row, answer });
        }
        return receive(tables, { rows: [], drops: [], position: await positionIn(tables), at }, picture.desk);
      }),
    pulled: (page, since) =>
      said(async (tables) => {
        const before = await positionIn(tables);
        if (before.cursor !== since || before.epoch !== page.epoch) return null;
        const { cursor, serverTime: asOf } = page;
        const after: Position = { ...before, cursor, asOf: page.more ? before.asOf : asOf };
        return receive(tables, { rows: page.rows, drops: page.drops, position: after, at: asOf }, picture.desk);
      }),
    paged: (page, after) =>
      said(async (tables) => {
        const before = await positionIn(tables);
        if (!before.snapshot || before.snapshot.after !== after || before.epoch !== page.epoch) return null;
        const cursor = before.snapshot.cursor ?? page.cursor;
        const done = before.snapshot.done + page.rows.length;
        const isLast = page.next === null;
        const since = before.since ?? page.serverTime;
        const next: Position = isLast
          ? { ...before, cursor, snapshot: null, asOf: page.serverTime, since }
          : { ...before, snapshot: { after: page.next, cursor, done, total: page.total } };
        const drops = isLast ? await leftBehind(tables, before.round, page) : [];
        return receive(tables, { rows: page.rows, drops, position: next, at: page.serverTime }, picture.desk);
      }),
    fetched: (row, at) =>
      said(async (tables) =>
        receive(tables, { rows: [row], drops: [], position: await positionIn(tables), at }, picture.desk),
      ),
    async referenced(data) {
      await picture.apply({ reference: data });
      await disk.write(['reference'], async (tables) => tables.reference.put({ id: 'reference', data }));
      await refreshPending();
      tabs.post({ changed: { tickets: [], reference: true } });
    },
    async startAfresh(epoch) {
      const restored = position().epoch !== null && position().epoch !== epoch;
      const next = await disk.write(['meta', 'outbox'], async (tables) => {
        const before = await positionIn(tables);
        const snapshot = { after: null, cursor: null, done: 0, total: 0 };
        const after: Position = { ...before, epoch, cursor: null, round: before.round + 1, snapshot };
        await tables.meta.put({ id: 'position', value: after });
        const answered = restored ? (await tables.outbox.all()).filter((row) => row.answer) : [];
        await tables.outbox.putAll(answered.map((row) => ({ ...row, answer: null })));
        return after;
      });
      await picture.apply({ position: next, outbox: true });
      if (restored) await putBack((await account()).settled);
    },
    wanted,
    view,
    presence,
    looking,
    keepTime: (value) =>
      disk.write(['meta'], async (tables) => {
        await tables.meta.put({ id: 'time', value });
      }),
    async wipe() {
      stopTabs();
      await disk.wipe();
      await journal.wipe();
    },
  };
  return { store, memory, stop: () => stopTabs() };

  function position(): Position {
    return picture.position.get() ?? { cursor: null, epoch: null, round: 1, snapshot: null, asOf: null, since: null };
  }

  /** Runs one receiving transaction, then shows, journals and tells the other tabs what came of it. */
  async function said(work: (tables: Parameters<typeof receive>[0]) => Promise<Received | null>): Promise<void> {
    const received = await disk.write(receiving, work);
    if (!received) return;
    const next = await disk.read(['meta'], positionIn);
    await picture.apply({ tickets: received.tickets, outbox: true, cards: received.cards.length > 0, position: next });
    tell([...received.tickets.keys()], received.cards.length > 0);
    if (received.done.length === 0) return;
    await journal.append(received.done.map((id) => settledEntry(id, time.now()))).catch(() => {});
  }

  function tell(tickets: readonly TicketId[], cards = false): void {
    tabs.post({ changed: { tickets, cards } });
  }

  /** Another tab changed the disk. */
  async function catchUp(changed: { tickets: readonly TicketId[]; cards?: boolean; reference?: boolean }) {
    if (changed.reference) {
      const known = await disk.read(['reference'], async (tables) => tables.reference.get('reference'));
      if (known) await picture.apply({ reference: known.data });
    }
    await picture.apply({ position: await disk.read(['meta'], positionIn), cards: true });
    await picture.reread(changed.tickets);
  }

  async function seenUpTo(id: TicketId): Promise<void> {
    const seen = await markSeen(disk, id, time.now());
    await picture.apply({ seen: seen.record, tickets: new Map([[id, seen.ticket]]) });
  }

  async function settleCard(id: CommandId, how: Parameters<Store['settleCard']>[1]): Promise<Refusal | null> {
    const card = picture.attention.get().find((candidate) => candidate.commandId === id);
    if (!card) return null;
    if ('again' in how) {
      const answer = await store.dispatch(card.ticketId, how.again);
      if (isRefusal(answer)) return answer;
    }
    await disk.write(['cards'], async (tables) => tables.cards.drop(id));
    await journal.append([voidEntry(id, time.now())]).catch(() => {});
    await picture.apply({ cards: true });
    tell([], true);
    return null;
  }

  async function account() {
    return readAccount(await journal.read().catch(() => []));
  }

  /** Commands that are in the journal and nowhere else: back into the outbox, in their order, as this console's. */
  async function putBack(rows: readonly OutboxRecord[]): Promise<void> {
    const recent = rows.filter((row) => row.moment.recordedAt > time.now() - KEEP || row.answer === null);
    if (recent.length === 0) return;
    const touched = await disk.write([...dispatching, 'cards'], async (tables) => {
      const there = new Set((await tables.outbox.all()).map((row) => row.id));
      for (const card of await tables.cards.all()) there.add(card.id);
      const missing = recent.filter((row) => !there.has(row.id));
      for (const row of missing) {
        const command = { ...row.command, consoleId: identity.consoleId };
        await append(tables, { ...row, command, answer: null }, picture);
      }
      return [...new Set(missing.map((row) => row.ticketId))];
    });
    if (touched.length > 0) await picture.reread(touched);
  }

  async function putBackDrafts(): Promise<void> {
    const entries = await journal.read().catch(() => []);
    const { drafts } = readAccount(entries);
    const kept = compacted(entries, clock.device());
    if (kept.length < entries.length / 2) await journal.compact(kept).catch(() => {});
    if (drafts.length === 0) return;
    await disk.write(['drafts'], async (tables) => {
      const known = await tables.drafts.many(drafts.map((draft) => draft.id));
      const newer = drafts.filter((draft, index) => draft.at > (known[index]?.at ?? Number.NEGATIVE_INFINITY));
      await tables.drafts.putAll(newer.filter((draft) => draft.body !== ''));
    });
  }

  /** What was decided anew under new documents is shown anew. */
  async function refreshPending(): Promise<void> {
    const tickets = await disk.write(dispatching, async (tables) => {
      const seen = new Map<TicketId, Awaited<ReturnType<typeof refresh>>>();
      for (const { ticketId } of inOrder(await tables.outbox.all())) {
        const record = await tables.confirmed.get(ticketId);
        if (record && !seen.has(ticketId)) {
          seen.set(ticketId, await refresh(tables, record, await tables.outbox.of(ticketId), picture.desk));
        }
      }
      return seen;
    });
    await picture.apply({ tickets });
  }

  async function tidy(): Promise<void> {
    const before = time.now() - CLOSED_STAYS;
    const old = picture.queue.get().filter((row) => row.status === 'closed' && row.updatedAt < before && !row.saving);
    if (old.length === 0) return;
    const ids = old.map((row) => row.id);
    await disk.write(['tickets', 'conversations'], async (tables) => {
      await tables.tickets.dropAll(ids);
      await tables.conversations.dropAll(ids);
    });
    await picture.apply({ tickets: new Map(ids.map((id) => [id, null])) });
  }
}

/** Tickets of an earlier round that the snapshot, now complete, didn't bring again. */
async function leftBehind(
  tables: Parameters<typeof receive>[0],
  round: number,
  page: SnapshotPage,
): Promise<TicketId[]> {
  const here = new Set(page.rows.map((row) => row.ticket.id));
  const older = [...(await tables.tickets.below(round)), ...(await tables.confirmed.below(round))];
  return [...new Set(older)].filter((id) => !here.has(id));
}

/** Whose database this is. A new one is a new console: `seq` starts at 1 again. */
async function identify({ disk, me, serverId, chance, clock }: StoreDeps): Promise<Identity> {
  return disk.write(['meta'], async (tables) => {
    const record = await tables.meta.get('identity');
    if (record?.id === 'identity') return record.value;
    const consoleId = uuidv7(clock.device(), chance.bytes(10)) as ConsoleId;
    const value: Identity = { consoleId, serverId, personId: me.id };
    await tables.meta.put({ id: 'identity', value });
    return value;
  });
}
