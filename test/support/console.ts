import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { JournalEntry } from '#core/bridge.ts';
import type { Intent } from '#core/commands/command.ts';
import type { CommandId, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Databases } from '../../renderer/store/database.ts';
import { createMemoryJournal, type Journal } from '../../renderer/store/journal.ts';
import { createCell } from '../../renderer/store/live.ts';
import type { DispatchOptions } from '../../renderer/store/store.ts';
import { alone } from '../../renderer/store/tabs.ts';
import { electAlone } from '../../renderer/sync/leader.ts';
import { type Console, openConsole } from '../../renderer/sync/open.ts';
import { createHandClock } from './clock.ts';
import { createNetwork, type Direct } from './network.ts';
import { settle } from './settle.ts';

/** A machine with a console on it: its disk and journal outlive the console, its network and clock move by hand. */
export async function createMachine(options: {
  person: Person;
  serverId: string;
  direct: Direct;
  at: number;
  seed?: number;
}) {
  const { person, serverId } = options;
  const clock = createHandClock(options.at);
  const entries: JournalEntry[] = [];
  const chance = createChance(options.seed ?? 1);
  const machine = {
    person,
    clock,
    network: createNetwork(options.direct),
    databases: fakeDatabases() as Databases | null,
    entries,
    journal: createMemoryJournal(entries) as Journal,
    gone: [] as string[],
    /** Every trouble that this console ever told of. */
    said: new Set<string>(),
    resumed: createCell(0),
    console: null as Console | null,
    get it(): Console {
      if (!machine.console) throw new Error('this console is closed');
      return machine.console;
    },
    get store() {
      return machine.it.store;
    },
    life: 0,
    async start() {
      const { life } = machine;
      machine.console = await openConsole({
        session: { person, serverId },
        shell: {
          journal: async () => mortal(machine.journal, () => life === machine.life),
          presence: createCell<'here'>('here'),
          onResumed: (listener) => machine.resumed.subscribe(listener),
        },
        transport: machine.network.transport,
        clock,
        chance,
        databases: machine.databases,
        persisted: true,
        tabs: alone,
        elect: electAlone,
        onWipe: async () => {},
        onGone: (why) => machine.gone.push(why),
      });
      const { sync } = machine.console.store;
      sync.subscribe(() => machine.said.add(sync.get().says ?? 'all is well'));
      await settle();
    },
    /** The power fails: memory is gone, disk and journal stay. */
    async crash() {
      machine.life += 1;
      machine.console?.stop();
      machine.console = null;
      machine.network.abandon();
      clock.reboot();
      await settle();
    },
    /** The browser throws IndexedDB away. */
    resetDatabase() {
      machine.databases = fakeDatabases();
    },
    /** Asks for something; throws where it is refused at once. */
    async ask(id: TicketId, intent: Intent, how?: DispatchOptions): Promise<CommandId> {
      const answer = await machine.store.dispatch(id, intent, how);
      if (isRefusal(answer)) throw new Error(`refused: ${answer.says}`);
      await settle();
      return answer.commandId;
    },
    /** Everything that waits moves, and timers that wait for it. */
    async sync() {
      await machine.network.deliver();
      for (let round = 0; round < 2; round++) {
        clock.advance(31_000);
        await machine.network.deliver();
      }
    },
    row: (id: TicketId) => machine.store.queue.row(id),
    async view(id: TicketId) {
      const live = machine.store.ticket(id);
      live.get();
      await settle();
      const view = live.get();
      return view === 'loading' ? null : view;
    },
  };
  await machine.start();
  return machine;
}
export type Machine = Awaited<ReturnType<typeof createMachine>>;

/** What a console that is gone still asks of the journal never happens, and nobody hears of it. */
function mortal(journal: Journal, isAlive: () => boolean): Journal {
  const alive = <T>(work: () => Promise<T>) => (isAlive() ? work() : new Promise<T>(() => {}));
  return {
    durable: true,
    append: (entries) => alive(() => journal.append(entries)),
    read: () => alive(() => journal.read()),
    compact: (entries) => alive(() => journal.compact(entries)),
    wipe: () => alive(() => journal.wipe()),
  };
}

export function fakeDatabases(): Databases {
  return { indexedDB: new IDBFactory(), IDBKeyRange: IDBKeyRange };
}

/** Chance from a seed (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    number,
    bytes: (count: number) => Uint8Array.from({ length: count }, () => Math.floor(number() * 256)),
    below: (limit: number) => Math.floor(number() * limit),
    pick: <T>(list: readonly T[]): T => {
      const one = list[Math.floor(number() * list.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
  };
}
