import { type CommandId, type ConsoleId, type TicketId, uuidv7 } from '#core/ids.ts';
import { isRefusal, type Refusal } from '#core/refusal.ts';
import type { PersonPresence } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Chance, Clock, Time } from './clock.ts';
import { type Disk, type Identity, positionIn } from './disk.ts';
import { createDispatch } from './dispatch.ts';
import { createDrafts } from './drafts.ts';
import type { Journal } from './journal.ts';
import { voidEntry } from './journal-entries.ts';
import { createCell } from './live.ts';
import { createMemory, type Memory } from './memory.ts';
import { bury, release, takeBack } from './outbox.ts';
import { createPicture } from './picture.ts';
import { putBackDrafts, putBackUnsettled } from './put-back.ts';
import { createSearch } from './search.ts';
import { markSeen } from './seen.ts';
import type { Store, SyncView } from './store.ts';
import type { Tabs } from './tabs.ts';
import { want } from './wanted.ts';

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
    onPart: (id) => want(wanted, id),
  });
  const latest = await putBackDrafts(deps, clock.device());
  await picture.load();
  await tidy();
  await bury({ disk, journal, picture, now: time.now }).catch(() => {});
  await putBackUnsettled({ disk, journal, picture, identity });
  const view = createCell<SyncView>({
    state: 'starting',
    asOf: picture.position.get()?.asOf ?? null,
    progress: null,
    nextTryAt: null,
    unread: picture.position.get()?.unread?.length ?? 0,
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
    answered: picture.alerts.answered,
    sync: view,
    presence,
    look: (ticketId, writing) => looking.set({ ticketId, writing }),
    async dispatch(ticketId, intent, options) {
      const answer = await dispatch(ticketId, intent, options);
      if (!isRefusal(answer) && 'text' in intent.body && intent.body.text) await seenUpTo(ticketId);
      return answer;
    },
    async undo(id) {
      const taken = await takeBack({ disk, journal, picture, now: time.now }, id);
      if (!taken) return false;
      tell([taken]);
      return true;
    },
    async sendNow(id) {
      const released = await release({ disk, picture }, id);
      if (released) tell([released]);
    },
    settleCard,
    drafts: createDrafts({ disk, journal, clock, latest }),
    markSeen: (id) => {
      if (picture.queue.row(id)?.unread) void seenUpTo(id).catch(() => {});
    },
    search: createSearch({
      disk,
      rows: picture.queue.get,
      reference: picture.reference.get,
      outbox: picture.outbox.get,
    }),
    now: time.now,
    offset: time.offset,
  };

  const memory = createMemory({ ...deps, picture, identity, wanted, view, presence, looking });
  return { store, memory, stop: stopTabs };

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
