import type { Command } from '#core/commands/command.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { Answer, PersonPresence, Pull, SnapshotPage, TicketRow } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Time } from './clock.ts';
import {
  type Disk,
  type Identity,
  nowhere,
  type OutboxRecord,
  type Position,
  positionIn,
  type Tables,
  type TimeRecord,
} from './disk.ts';
import { dispatching } from './dispatch.ts';
import type { Journal } from './journal.ts';
import { KEEP, settledEntry } from './journal-entries.ts';
import type { Cell } from './live.ts';
import { claim, nextRelease, sendable } from './outbox.ts';
import type { Picture } from './picture.ts';
import { offerAgain } from './put-back.ts';
import { type Received, receive, receiving } from './receive.ts';
import { refresh } from './refresh.ts';
import { setAside } from './set-aside.ts';
import type { Live, SyncView } from './store.ts';
import type { Tabs } from './tabs.ts';
import { type Wanted, want } from './wanted.ts';

/** Tickets of a page that couldn't be read. */
type Unread = { unread?: readonly TicketId[] };

/** What sync may do with the console's memory; pages see `Store` only. */
export type Memory = {
  identity: Identity;
  position(): Position;
  referenceRevision(): number;
  outbox: Live<readonly OutboxRecord[]>;
  sendable(parked: ReadonlySet<TicketId>): Command[];
  /** Those of them that may go out: from now on nobody can take them back. */
  claim(commands: readonly Command[]): Promise<Command[]>;
  nextRelease(): Instant | null;
  answered(answers: readonly Answer[], at: Instant): Promise<void>;
  /** Looks at the disk again: the tab that led before may have died between writing and telling. */
  catchUp(): Promise<void>;
  /**
   * Pages that don't continue where this console stands (late, doubled) change nothing. Should it stand elsewhere than
   * it believes, it knows afterwards.
   */
  pulled(page: Pull & Unread, since: number): Promise<void>;
  paged(page: SnapshotPage & Unread, after: string | null): Promise<void>;
  fetched(row: TicketRow, at: Instant): Promise<void>;
  /** A ticket came that can't be read. */
  unreadable(id: TicketId, at: Instant): Promise<void>;
  referenced(data: ReferenceData): Promise<void>;
  /** A snapshot is wanted. Outbox and journal stay; under a new epoch they are offered again as a whole. */
  startAfresh(epoch: string): Promise<void>;
  /** Tickets that are looked at and not held whole. */
  wanted: Wanted;
  view: Cell<SyncView>;
  presence: Cell<readonly PersonPresence[]>;
  looking: Live<{ ticketId: TicketId | null; writing: boolean }>;
  keepTime(time: TimeRecord): Promise<void>;
  /** Database and journal, for good: access was revoked, or its person signed out. */
  wipe(): Promise<void>;
};

type Deps = Pick<Memory, 'identity' | 'wanted' | 'view' | 'presence' | 'looking'> & {
  disk: Disk;
  journal: Journal;
  picture: Picture;
  time: Time;
  tabs: Tabs;
};

/** The side of the console's memory that sync sees: each thing the server said is one transaction. */
export function createMemory(deps: Deps): Memory {
  const { disk, journal, picture, time, tabs, wanted } = deps;
  const position = () => picture.position.get() ?? nowhere;
  const isHere = (id: TicketId) => picture.queue.row(id) !== null;

  return {
    ...only(deps),
    position,
    referenceRevision: () => picture.reference.get().revision,
    outbox: picture.outbox,
    sendable: (parked) => sendable(picture.outbox.get(), time.now(), parked),
    claim: (commands) => claim({ disk, picture, now: time.now }, commands),
    nextRelease: () => nextRelease(picture.outbox.get(), time.now()),
    catchUp: () => picture.catchUp(),
    answered: (answers, at) =>
      said(async (tables) => {
        for (const answer of answers) {
          const row = await tables.outbox.get(answer.commandId);
          if (row) await tables.outbox.put({ ...row, answer });
        }
        return receive(tables, { rows: [], drops: [], position: await positionIn(tables), at, isHere }, picture.desk);
      }),
    async pulled(page, since) {
      let again: readonly TicketId[] = [];
      await said(async (tables) => {
        const before = await positionIn(tables);
        if (before.cursor !== since || before.epoch !== page.epoch) return null;
        const { cursor, serverTime: asOf } = page;
        const { rows, unread, ...aside } = setAside(before.unread, page);
        again = aside.again;
        const after: Position = { ...before, cursor, asOf: page.more ? before.asOf : asOf, unread };
        return receive(tables, { rows, drops: page.drops, position: after, at: asOf, isHere }, picture.desk);
      });
      want(wanted, ...again);
    },
    paged: (page, after) =>
      said(async (tables) => {
        const before = await positionIn(tables);
        if (!before.snapshot || before.snapshot.after !== after || before.epoch !== page.epoch) return null;
        const cursor = before.snapshot.cursor ?? page.cursor;
        const { rows, unread } = setAside(before.unread, page);
        const done = before.snapshot.done + page.rows.length + (page.unread?.length ?? 0);
        const isLast = page.next === null;
        const since = before.since ?? page.serverTime;
        const next: Position = isLast
          ? { ...before, cursor, snapshot: null, asOf: page.serverTime, since, unread }
          : { ...before, snapshot: { after: page.next, cursor, done, total: page.total }, unread };
        const drops = isLast
          ? await leftBehind(tables, before.round, [...rows.map((row) => row.ticket.id), ...unread])
          : [];
        return receive(tables, { rows, drops, position: next, at: page.serverTime, isHere }, picture.desk);
      }),
    fetched: (row, at) =>
      said(async (tables) => {
        const before = await positionIn(tables);
        const { rows, unread } = setAside(before.unread, { rows: [row] });
        return receive(tables, { rows, drops: [], position: { ...before, unread }, at, isHere }, picture.desk);
      }),
    unreadable: (id, at) =>
      said(async (tables) => {
        const before = await positionIn(tables);
        const { unread } = setAside(before.unread, { rows: [], unread: [id] });
        return receive(tables, { rows: [], drops: [], position: { ...before, unread }, at, isHere }, picture.desk);
      }),
    async referenced(data) {
      await picture.apply({ reference: data });
      await disk.write(['reference'], async (tables) => tables.reference.put({ id: 'reference', data }));
      await refreshPending();
      tabs.post({ changed: { tickets: [], reference: true } });
    },
    async startAfresh(epoch) {
      // A database that is new may have lost the epoch with the rest: what the journal holds is offered in any case.
      const restored = position().epoch !== epoch;
      const next = await disk.write(['meta', 'outbox'], async (tables) => {
        const before = await positionIn(tables);
        const snapshot = { after: null, cursor: null, done: 0, total: 0 };
        const after: Position = { ...before, epoch, cursor: null, round: before.round + 1, snapshot, unread: [] };
        await tables.meta.put({ id: 'position', value: after });
        const answered = restored ? (await tables.outbox.all()).filter((row) => row.answer) : [];
        await tables.outbox.putAll(answered.map((row) => ({ ...row, answer: null })));
        return after;
      });
      await picture.apply({ position: next, outbox: true });
      if (restored) await offerAgain(deps, time.now() - KEEP);
    },
    keepTime: (value) => {
      tabs.post({ time: value });
      return disk.write(['meta'], async (tables) => {
        await tables.meta.put({ id: 'time', value });
      });
    },
    async wipe() {
      await disk.wipe();
      await journal.wipe();
    },
  };
  /** Runs one receiving transaction, then shows, journals and tells the other tabs what came of it. */
  async function said(work: (tables: Tables) => Promise<Received | null>): Promise<void> {
    const received = await disk.write(receiving, work);
    if (!received) return picture.catchUp();
    const next = await disk.read(['meta'], positionIn);
    await picture.apply({ tickets: received.tickets, outbox: true, cards: received.cards.length > 0, position: next });
    tabs.post({ changed: { tickets: [...received.tickets.keys()], cards: received.cards.length > 0 } });
    if (received.done.length === 0) return;
    await journal.append(received.done.map((id) => settledEntry(id, time.now()))).catch(() => {});
  }

  /** What was decided anew under new documents is shown anew. */
  async function refreshPending(): Promise<void> {
    const tickets = await disk.write(dispatching, async (tables) => {
      const seen = new Map<TicketId, Ticket | null>();
      for (const { ticketId } of await tables.outbox.all()) {
        const record = await tables.confirmed.get(ticketId);
        if (record && !seen.has(ticketId)) {
          seen.set(ticketId, await refresh(tables, record, await tables.outbox.of(ticketId), picture.desk));
        }
      }
      return seen;
    });
    await picture.apply({ tickets });
  }
}

/** Tickets of an earlier round that the snapshot, now complete, didn't bring again. */
async function leftBehind(tables: Tables, round: number, brought: readonly TicketId[]): Promise<TicketId[]> {
  const here = new Set(brought);
  const older = [...(await tables.tickets.below(round)), ...(await tables.confirmed.below(round))];
  return [...new Set(older)].filter((id) => !here.has(id));
}

function only({ identity, wanted, view, presence, looking }: Deps) {
  return { identity, wanted, view, presence, looking };
}
