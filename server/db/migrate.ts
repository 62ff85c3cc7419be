import { readdir, readFile } from 'node:fs/promises';
import type { Database, Queryable } from './database.ts';

const FOLDER = new URL('./migrations/', import.meta.url);
/** Any number that nobody else uses on this database: servers starting at once wait for each other. */
const LOCK = 4_680_001;

/** The names of all that this version knows, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
}

/** Brings the database to this version: every numbered file that hasn't run yet, in order, all or nothing. */
export function migrate(database: Database): Promise<void> {
  return database.transact((tx) => runMigrations(tx, () => true));
}

/** The same for some of them, within a transaction. */
export async function runMigrations(tx: Queryable, isWanted: (name: string) => boolean): Promise<void> {
  const files = await knownMigrations();
  await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
  await tx.script(
    'create table if not exists migrations (name text primary key, at timestamptz not null default now())',
  );
  const known = await ran(tx);
  for (const name of files.filter((file) => isWanted(file) && !known.has(file))) {
    await tx.script(await readFile(new URL(name, FOLDER), 'utf8'));
    await tx.query('insert into migrations (name) values ($1)', [name]);
  }
}

async function ran(tx: Queryable): Promise<Set<string>> {
  const rows = await tx.query<{ name: string }>('select name from migrations');
  return new Set(rows.map((row) => row.name));
}
