import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { Database, Queryable } from './database.ts';
import { DurableFolder } from './durable-folder.ts';
import { lockFolder } from './folder-lock.ts';

/** PGlite starts with `-F`, which leaves a commit in the system's cache; here it is on disk before it is answered. */
const DURABLE = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
];

/** PostgreSQL as a library, in a folder, or in memory: `empty`, if given, is a cluster made before (tests). */
export async function openPglite(folder: string | null, empty?: Blob): Promise<Database> {
  if (folder) await mkdir(folder, { recursive: true, mode: 0o700 });
  const unlock = folder ? await lockFolder(folder) : async () => undefined;
  let pglite: PGlite;
  try {
    pglite = folder
      ? await PGlite.create({ fs: new DurableFolder(join(folder, 'database')), startParams: DURABLE })
      : await PGlite.create({ dataDir: 'memory://', ...(empty ? { loadDataDir: empty } : {}) });
  } catch (failure) {
    await unlock();
    throw failure;
  }
  const listeners = new Map<string, Set<() => void>>();
  let closing: Promise<void> | null = null;
  return {
    kind: 'pglite',
    ...queryable(pglite),
    transact: (work) => pglite.transaction((tx) => work(queryable(tx))),
    async notify(channel) {
      for (const heard of listeners.get(channel) ?? []) heard();
    },
    async listen(channel, heard) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(heard));
      return async () => {
        known.delete(heard);
      };
    },
    close() {
      closing ??= pglite.close().then(unlock);
      return closing;
    },
  };
}

type Asked = {
  query<T>(sql: string, params?: unknown[]): Promise<{ rows: T[] }>;
  exec(sql: string): Promise<unknown>;
};

function queryable(asked: Asked): Queryable {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      const { rows } = await asked.query<Row>(sql, [...params]);
      return rows;
    },
    async script(sql) {
      await asked.exec(sql);
    },
  };
}
