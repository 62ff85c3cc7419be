import pg from 'pg';
import { CannotOpen, type Database, type Queryable } from './database.ts';
import { transact } from './transact.ts';

const BIGINT = 20;
/** Connections a server uses at most, beside the one that listens. */
const CONNECTIONS = 10;
/** Waiting before listening again after the connection was lost, ms. */
const LISTEN_AGAIN = 1_000;

/** A PostgreSQL server, 15 or newer, by its `postgres://` address. `failed` hears of connections lost while idle. */
export async function openPostgres(url: string, failed: (error: Error) => void = () => undefined): Promise<Database> {
  const types = {
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
  };
  const settings = { connectionString: url, types, application_name: 'tierline' };
  const pool = new pg.Pool({ ...settings, max: CONNECTIONS, connectionTimeoutMillis: 10_000 });
  pool.on('error', failed);
  // A connection that is lost while it works says so as well, and an error nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', failed));
  await checkVersion(pool);
  const ear = createEar(() => new pg.Client(settings), failed);
  let closing: Promise<void> | null = null;

  /** On a connection of its own. */
  async function onOne<T>(work: (on: Queryable) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    try {
      const result = await work(queryable(client));
      client.release();
      return result;
    } catch (failure) {
      // What the database itself refused leaves the connection as good as before; after anything else it goes.
      client.release(!(failure instanceof pg.DatabaseError) || failure.severity === 'FATAL');
      throw failure;
    }
  }

  return {
    kind: 'postgres',
    ...queryable(pool),
    transact: (work) => onOne((client) => transact(client, work)),
    snapshot: (work) => onOne((client) => transact(client, work, 'begin isolation level repeatable read read only')),
    async notify(channel) {
      await pool.query('select pg_notify($1, $2)', [channel, '']);
    },
    listen: ear.listen,
    close() {
      closing ??= ear.close().then(() => pool.end());
      return closing;
    },
  };
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ server_version_num: string }>('show server_version_num');
    version = Number(rows[0]?.server_version_num ?? 0);
  } catch (failure) {
    await pool.end();
    const why = failure instanceof Error ? failure.message : String(failure);
    throw new CannotOpen(`DATABASE_URL: the database can't be reached (${why || 'no answer'}).`);
  }
  if (version >= 150_000) return;
  await pool.end();
  throw new CannotOpen(`DATABASE_URL: PostgreSQL 15 or newer is needed, this is ${Math.floor(version / 10_000)}.`);
}

function queryable(asked: Pick<pg.Pool, 'query'> | Pick<pg.ClientBase, 'query'>): Queryable {
  return {
    async query<Row>(sql: string, params: readonly unknown[] = []) {
      const { rows } = await (asked as pg.Pool).query(sql, [...params]);
      return rows as Row[];
    },
    async script(sql) {
      await (asked as pg.Pool).query(sql);
    },
  };
}

/** One connection that only listens, renewed whenever it is lost; after a renewal everybody is told, in case. */
function createEar(connect: () => pg.Client, failed: (error: Error) => void) {
  const listeners = new Map<string, Set<() => void>>();
  let client: pg.Client | null = null;
  let again: NodeJS.Timeout | null = null;
  let closed = false;

  async function open(): Promise<pg.Client> {
    if (client) return client;
    const fresh = connect();
    client = fresh;
    fresh.on('notification', ({ channel }) => tell(channel));
    fresh.on('error', (error) => {
      failed(error);
      lost(fresh);
    });
    fresh.on('end', () => lost(fresh));
    await fresh.connect();
    for (const channel of listeners.keys()) await fresh.query(`listen ${pg.escapeIdentifier(channel)}`);
    return fresh;
  }

  function tell(channel: string): void {
    for (const heard of listeners.get(channel) ?? []) heard();
  }

  function lost(which: pg.Client): void {
    if (client !== which) return;
    client = null;
    which.end().catch(() => undefined);
    if (closed || again) return;
    again = setTimeout(() => {
      again = null;
      if (closed) return;
      open().then(
        () => [...listeners.keys()].forEach(tell),
        (error: Error) => {
          failed(error);
          if (client) lost(client);
        },
      );
    }, LISTEN_AGAIN);
    again.unref();
  }

  return {
    async listen(channel: string, heard: () => void) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(heard));
      const open_ = await open();
      await open_.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        known.delete(heard);
      };
    },
    async close() {
      closed = true;
      if (again) clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
