import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { CannotOpen, type Database, type Queryable } from './database.ts';
import { DurableFolder } from './durable-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { DATABASE, finishRestore } from './folder-restore.ts';

/** PGlite starts with `-F`, which leaves a commit in the system's cache; here it is on disk before it is answered. */
const DURABLE = [
  ...PGlite.defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
];

/** PostgreSQL as a library, in a folder, or in memory: `empty`, if given, is a cluster made before (tests). */
export async function openPglite(folder: string | null, empty?: Blob): Promise<Database> {
  if (folder === null) {
    const pglite = await PGlite.create({ dataDir: 'memory://', ...(empty ? { loadDataDir: empty } : {}) });
    return databaseOf(pglite, async () => undefined);
  }
  const unlock = await holdFolder(folder);
  try {
    await finishRestore(folder);
    return databaseOf(await openCluster(join(folder, DATABASE)), unlock);
  } catch (failure) {
    await unlock();
    throw failure;
  }
}

/** The data folder, made where it isn't there, for this process alone until what it answers is called. */
export async function holdFolder(folder: string): Promise<() => Promise<void>> {
  await prepare(folder);
  return lockFolder(folder);
}

/** A cluster in a folder that is held already; `close` leaves it held. */
export async function openWithin(folder: string, name: string): Promise<Database> {
  return databaseOf(await openCluster(join(folder, name)), async () => undefined);
}

async function openCluster(path: string): Promise<PGlite> {
  try {
    return await PGlite.create({ fs: new DurableFolder(path), startParams: DURABLE });
  } catch (failure) {
    throw unreadable(path, failure);
  }
}

function databaseOf(pglite: PGlite, unlock: () => Promise<void>): Database {
  const listeners = new Map<string, Set<() => void>>();
  let closing: Promise<void> | null = null;
  return {
    kind: 'pglite',
    ...queryable(pglite),
    transact: (work) => pglite.transaction((tx) => work(queryable(tx))),
    snapshot: (work) => pglite.transaction((tx) => work(queryable(tx))),
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

/** The folder, made where it isn't there, in which this user can write. */
async function prepare(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (failure) {
    throw new CannotOpen(
      `TIERLINE_DATA: ${folder} can't be used as the data folder: ${reasonOf(failure)}. Set TIERLINE_DATA to a folder in which this user may write.`,
      { cause: failure },
    );
  }
}

/** One by one from the nearest that is there: Node's `recursive` never ends where a folder refuses new ones as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (failure) {
    const { code }: NodeJS.ErrnoException = failure instanceof Error ? failure : new Error(String(failure));
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw failure;
    await makeFolder(dirname(folder));
    await make();
  }
}

/** PGlite says little of what it found there. */
function unreadable(folder: string, failure: unknown): CannotOpen {
  return new CannotOpen(
    `TIERLINE_DATA: what is in ${folder} can't be opened as Tierline's database (${reasonOf(failure)}). If it belongs to something else, set TIERLINE_DATA to another folder; if it is damaged, put a backup in its place.`,
    { cause: failure },
  );
}

function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { code, message }: NodeJS.ErrnoException = failure;
  switch (code) {
    case 'ENOENT':
      return "it can't be made there";
    case 'EACCES':
    case 'EPERM':
      return 'this user has no right to it';
    case 'EEXIST':
    case 'ENOTDIR':
      return 'that is a file, or lies in one';
    case 'EROFS':
      return 'that disk can only be read';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return message;
  }
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
