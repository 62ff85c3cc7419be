import type { Disk, Records, Table, TableName, Tables } from './disk.ts';

type Undo = () => void;

/** Tables without a disk: for a browser that refuses to store, and for tests. Gone on quit. */
export function createMemoryDisk(): Disk {
  let undo: Undo[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const clears: (() => void)[] = [];

  function table<K extends TableName>(): Table<Records[K]> {
    type R = Records[K];
    const rows = new Map<string, R>();
    clears.push(() => rows.clear());
    const set = (id: string, next: R | undefined) => {
      const before = rows.get(id);
      undo.push(() => (before === undefined ? rows.delete(id) : rows.set(id, before)));
      if (next === undefined) rows.delete(id);
      else rows.set(id, next);
    };
    return {
      get: async (id) => rows.get(id),
      many: async (ids) => ids.map((id) => rows.get(id)),
      put: async (record) => set(record.id, record),
      async putAll(records) {
        for (const record of records) set(record.id, record);
      },
      drop: async (id) => set(id, undefined),
      async dropAll(ids) {
        for (const id of ids) set(id, undefined);
      },
      all: async () => [...rows.values()],
      below: async (round) =>
        [...rows.values()].filter((row) => 'round' in row && row.round < round).map((row) => row.id),
      async each(portion, look) {
        const all = [...rows.values()];
        for (let at = 0; at < all.length; at += portion) if (!look(all.slice(at, at + portion))) return;
      },
    };
  }

  const outbox = table<'outbox'>();
  const tables: Tables = {
    tickets: table<'tickets'>(),
    confirmed: table<'confirmed'>(),
    conversations: table<'conversations'>(),
    outbox: { ...outbox, of: async (ticketId) => (await outbox.all()).filter((row) => row.ticketId === ticketId) },
    cards: table<'cards'>(),
    counters: table<'counters'>(),
    drafts: table<'drafts'>(),
    seen: table<'seen'>(),
    reference: table<'reference'>(),
    meta: table<'meta'>(),
  };

  /** One at a time, and all or nothing. */
  function transact<T>(work: (tables: Tables) => Promise<T>): Promise<T> {
    const run = async () => {
      undo = [];
      try {
        return await work(tables);
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      }
    };
    const next = last.then(run, run);
    last = next.catch(() => {});
    return next;
  }

  return {
    kind: 'memory',
    write: (_names, work) => transact(work),
    read: (_names, work) => transact(work),
    onLost: () => () => {},
    close() {},
    async wipe() {
      for (const clear of clears) clear();
    },
  };
}
