import { Dexie, type EntityTable, type IndexableType } from 'dexie';
import type { Disk, OutboxRecord, Records, Table, TableName, Tables } from './disk.ts';

export type Databases = { indexedDB: IDBFactory; IDBKeyRange: typeof IDBKeyRange };

/**
 * The tables in IndexedDB, through Dexie. Strict durability: a transaction that has ended has reached the disk
 * (Chromium's default says so when only the operating system has it).
 *
 * Traps: awaiting anything but these tables inside a transaction closes it; and the function handed to Dexie has to be
 * an async one itself, or Dexie follows its awaits too late and finds the transaction committed. A transaction never
 * counts as part of one that happens to be open where it is asked for.
 */
export async function openDatabase(name: string, databases: Databases): Promise<Disk> {
  const db = new Dexie(name, {
    ...databases,
    chromeTransactionDurability: 'strict',
    cache: 'disabled',
    autoOpen: false,
  });
  db.version(1).stores({
    tickets: 'id, round',
    confirmed: 'id, round',
    conversations: 'id',
    outbox: 'id, ticketId',
    cards: 'id',
    counters: 'id',
    drafts: 'id',
    seen: 'id',
    reference: 'id',
    meta: 'id',
  } satisfies Record<TableName, string>);
  await db.open();
  const table = <K extends TableName>(name: K) => tableOf<Records[K]>(db, name);
  const tables: Tables = {
    tickets: table('tickets'),
    confirmed: table('confirmed'),
    conversations: table('conversations'),
    outbox: {
      ...table('outbox'),
      of: (ticketId) => db.table<OutboxRecord>('outbox').where('ticketId').equals(ticketId).toArray(),
    },
    cards: table('cards'),
    counters: table('counters'),
    drafts: table('drafts'),
    seen: table('seen'),
    reference: table('reference'),
    meta: table('meta'),
  };
  const lost = new Set<() => void>();
  /** Deleted by another tab, or closed by the browser: Dexie would open it anew, empty, behind our back. */
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    db.close();
    for (const listener of [...lost]) listener();
  };
  db.on('close', end);
  db.on('versionchange', end);
  return {
    kind: 'indexedDB',
    write: (names, work) => Dexie.ignoreTransaction(() => db.transaction('rw', [...names], async () => work(tables))),
    read: (names, work) => Dexie.ignoreTransaction(() => db.transaction('r', [...names], async () => work(tables))),
    onLost(listener) {
      lost.add(listener);
      return () => lost.delete(listener);
    },
    close() {
      isOver = true;
      db.close();
    },
    async wipe() {
      isOver = true;
      await db.delete();
    },
  };
}

/** Deletes a database that can't be opened. What it held is in the journal and at the server. */
export async function quarantine(name: string, databases: Databases): Promise<void> {
  await new Dexie(name, databases).delete();
}

function tableOf<R extends { id: string }>(db: Dexie, name: TableName): Table<R> {
  const rows: EntityTable<R, 'id'> = db.table(name);
  const key = (id: string) => id as IndexableType as never;
  return {
    get: (id) => rows.get(key(id)),
    many: (ids) => rows.bulkGet(ids.map(key)),
    put: (record) => rows.put(record as never),
    putAll: (records) => rows.bulkPut(records as never),
    drop: (id) => rows.delete(key(id)),
    dropAll: (ids) => rows.bulkDelete(ids.map(key)),
    all: () => rows.toArray(),
    below: (round) => rows.where('round').below(round).primaryKeys() as PromiseLike<R['id'][]>,
    async each(portion, look) {
      let after = '';
      for (;;) {
        const records = await rows.where('id').above(after).limit(portion).toArray();
        const last = records.at(-1);
        if (!last || !look(records)) return;
        after = last.id;
      }
    },
  };
}
