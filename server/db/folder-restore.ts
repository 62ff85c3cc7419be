import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The embedded database within the data folder. */
export const DATABASE = 'database';
/** A restore that is under way: worth nothing yet. */
export const LOADING = 'database.loading';
/** A restore that is whole, and not yet in its place. */
const RESTORED = 'database.restored';

/**
 * Puts a whole, closed restore in the place of what is there, which is kept beside it. Wherever this is cut off, the
 * next opening finishes it: a folder's name says whether it is whole.
 *
 *   database.loading ──whole──▶ database.restored;  database ──▶ database.before-…;  database.restored ──▶ database
 *
 * Answers the name under which what was there is kept; null where nothing was.
 */
export async function putInPlace(folder: string, at: Date): Promise<string | null> {
  await rename(join(folder, LOADING), join(folder, RESTORED));
  await syncFolder(folder);
  return finishRestore(folder, at);
}

/** At every opening, before anything is made where nothing seems to be. */
export async function finishRestore(folder: string, at = new Date()): Promise<string | null> {
  await rm(join(folder, LOADING), { recursive: true, force: true });
  if (!existsSync(join(folder, RESTORED))) return null;
  const kept = existsSync(join(folder, DATABASE))
    ? `${DATABASE}.before-${at.toISOString().replaceAll(/[:.]/g, '-')}`
    : null;
  if (kept) await rename(join(folder, DATABASE), join(folder, kept));
  await rename(join(folder, RESTORED), join(folder, DATABASE));
  await syncFolder(folder);
  return kept;
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
