import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

/** Where the database is: a folder of its own, memory (tests), or a PostgreSQL elsewhere. */
export type Place = { kind: 'folder'; folder: string } | { kind: 'memory' } | { kind: 'postgres'; url: string };

/** Opens the database and brings it to this version. Throws `CannotOpen` with what to do. */
export async function openDatabase(place: Place, failed?: (error: Error) => void): Promise<Database> {
  const database =
    place.kind === 'postgres'
      ? await openPostgres(place.url, failed)
      : await openPglite(place.kind === 'folder' ? place.folder : null);
  try {
    await migrate(database);
  } catch (failure) {
    await database.close();
    throw failure;
  }
  return database;
}
