import type { Queryable } from '../db/database.ts';
import { LOADING, putInPlace } from '../db/folder-restore.ts';
import type { Place } from '../db/open.ts';
import { holdFolder, openWithin } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';
import { BackupProblem, type Header } from './format.ts';
import { load } from './load.ts';
import { linesOf } from './pack.ts';
import { readWhole } from './whole.ts';

/** What was brought back, and where what was there before is kept; null where nothing was. */
export type Restored = { header: Header; kept: string | null };

/**
 * Makes a database what a backup says, while no server runs on it. What was there isn't thrown away. Cut off at any
 * moment, it is either as before or restored. The file is read to its end before anything is touched.
 */
export async function putBackup(place: Place, file: string, at: Date): Promise<Restored> {
  await readWhole(linesOf(file));
  if (place.kind === 'memory') throw new BackupProblem('memory holds no database to restore.');
  return place.kind === 'folder' ? intoFolder(place.folder, file, at) : intoPostgres(place.url, file, at);
}

async function intoFolder(folder: string, file: string, at: Date): Promise<Restored> {
  const release = await holdFolder(folder);
  try {
    const database = await openWithin(folder, LOADING);
    const header = await database.transact((tx) => load(tx, linesOf(file))).finally(database.close);
    return { header, kept: await putInPlace(folder, at) };
  } finally {
    await release();
  }
}

/** What was there moves to a schema of its own, in the same transaction. */
async function intoPostgres(url: string, file: string, at: Date): Promise<Restored> {
  const database = await openPostgres(url);
  try {
    return await database.transact(async (tx) => {
      await refuseInUse(tx);
      const kept = await setAside(tx, `before_${at.toISOString().replaceAll(/\D/g, '')}`);
      return { header: await load(tx, linesOf(file)), kept };
    });
  } finally {
    await database.close();
  }
}

async function refuseInUse(tx: Queryable): Promise<void> {
  const others = await tx.query(
    `select 1 from pg_stat_activity
     where datname = current_database() and application_name = 'tierline' and pid <> pg_backend_pid()`,
  );
  if (others.length > 0) throw new BackupProblem('a Tierline server is using that database. Stop it first.');
}

async function setAside(tx: Queryable, name: string): Promise<string | null> {
  const tables = await tx.query<{ name: string }>(
    'select tablename as name from pg_tables where schemaname = current_schema()',
  );
  if (tables.length === 0) return null;
  if (!tables.some((table) => table.name === 'migrations')) {
    throw new BackupProblem('that database holds something else. Give one that is empty, or Tierline’s.');
  }
  await tx.script(`create schema ${name}`);
  for (const table of tables) await tx.script(`alter table "${table.name}" set schema ${name}`);
  return name;
}
