import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createSystemClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { DATABASE } from '../db/folder-restore.ts';
import type { Place } from '../db/open.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';
import { askDoor } from './door.ts';
import { BackupProblem } from './format.ts';
import { gzipped, linesOf } from './pack.ts';
import { readWhole } from './whole.ts';

/**
 * Writes a backup of a database that may be in use: to a file beside the one asked for, on the disk and read back whole
 * before it takes that name, so that an earlier backup is never lost to a broken one.
 */
export async function takeBackup(place: Place, file: string): Promise<{ bytes: number; rows: number }> {
  const aside = `${file}.part`;
  try {
    await write(place, aside);
    const rows = await readWhole(linesOf(aside));
    await rename(aside, file);
    return { bytes: (await stat(file)).size, rows };
  } catch (failure) {
    await rm(aside, { force: true });
    throw failure;
  }
}

async function write(place: Place, aside: string): Promise<void> {
  const held = place.kind === 'folder' ? await askDoor(place.folder) : null;
  if (held) return save(held, aside);
  const database = await openAsItIs(place);
  await save(gzipped(database, createSystemClock()), aside).finally(database.close);
}

/** Without bringing it to this version: a backup is made before an update, too. */
async function openAsItIs(place: Place): Promise<Database> {
  if (place.kind === 'postgres') return openPostgres(place.url);
  if (place.kind === 'memory') throw new BackupProblem('memory holds no database to back up.');
  const { folder } = place;
  if (!existsSync(join(folder, DATABASE))) throw new BackupProblem(`there is no database of Tierline in ${folder}.`);
  return openPglite(folder);
}

/** `flush`: on the disk before it is closed. */
async function save(bytes: Readable, aside: string): Promise<void> {
  try {
    await pipeline(bytes, createWriteStream(aside, { mode: 0o600, flush: true }));
  } catch (failure) {
    const { code, syscall }: NodeJS.ErrnoException = failure instanceof Error ? failure : new Error(String(failure));
    if (!syscall) throw failure;
    throw new BackupProblem(`${aside} can't be written (${code}).`);
  }
}
