import type { Clock } from '../clock.ts';
import type { Database, Queryable } from '../db/database.ts';
import { VERSION } from '../version.ts';
import { type End, FORMAT, type Header } from './format.ts';
import { tablesInOrder } from './tables.ts';

const ROWS_AT_ONCE = 500;

/**
 * Everything the database holds at one instant, line by line, while it goes on working. Rows go as PostgreSQL's own
 * JSON, unread. `write` may take its time: the embedded database waits for it meanwhile, PostgreSQL doesn't.
 */
export async function dump(database: Database, clock: Clock, write: (line: string) => Promise<void>): Promise<void> {
  await database.snapshot(async (on) => {
    await write(JSON.stringify(await headerOf(on, clock)));
    const end: End = { end: true, rows: {} };
    for (const table of await tablesInOrder(on)) end.rows[table] = await dumpTable(on, table, write);
    await write(JSON.stringify(end));
  });
}

async function headerOf(on: Queryable, clock: Clock): Promise<Header> {
  const migrations = await on.query<{ name: string }>('select name from migrations order by name');
  const [workspace] = await on.query<{ name: string }>('select name from workspace');
  return {
    tierline: 'backup',
    format: FORMAT,
    version: VERSION,
    made: clock.now(),
    workspace: workspace?.name ?? '',
    migrations: migrations.map(({ name }) => name),
  };
}

async function dumpTable(on: Queryable, table: string, write: (line: string) => Promise<void>): Promise<number> {
  await on.query(`declare backup_rows no scroll cursor for select to_jsonb(one)::text as row from ${table} as one`);
  let count = 0;
  for (;;) {
    const rows = await on.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from backup_rows`);
    if (rows.length === 0) break;
    count += rows.length;
    await write(`{"table":${JSON.stringify(table)},"rows":[${rows.map(({ row }) => row).join(',')}]}`);
  }
  await on.query('close backup_rows');
  return count;
}
