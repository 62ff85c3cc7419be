import { type Databases, openDatabase, quarantine } from './database.ts';
import type { Disk } from './disk.ts';
import { createMemoryDisk } from './disk-in-memory.ts';
import type { SyncView } from './store.ts';

export type OpenedDisk = { disk: Disk; storage: SyncView['storage']; says: string | null };

/**
 * The console's tables, wherever they can be had. Browsers fail to open a database now and then for no lasting reason:
 * it is tried twice. A database that won't open (corrupted, made by a newer version) is
 * thrown away: the journal and the server bring back what it held. Where the browser refuses to store at all, memory has to do.
 */
export async function openDisk(name: string, databases: Databases | null, persisted: boolean): Promise<OpenedDisk> {
  if (!databases) return inMemory();
  const storage = persisted ? 'persistent' : 'bestEffort';
  try {
    return { disk: await checked(name, databases).catch(() => checked(name, databases)), storage, says: null };
  } catch {
    try {
      await quarantine(name, databases);
      const says = 'This console could not open its own database and made a new one. It is being filled again.';
      return { disk: await checked(name, databases), storage, says };
    } catch {
      return inMemory();
    }
  }
}

/** Opened, and proved readable. */
async function checked(name: string, databases: Databases): Promise<Disk> {
  const disk = await openDatabase(name, databases);
  await disk.read(['meta', 'outbox'], async (tables) => tables.meta.all());
  return disk;
}

function inMemory(): OpenedDisk {
  return {
    disk: createMemoryDisk(),
    storage: 'memory',
    says: 'This browser refuses to store anything. You can work, but what is not sent is gone when the page closes.',
  };
}
