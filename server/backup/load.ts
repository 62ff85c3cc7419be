import type { Queryable } from '../db/database.ts';
import { runMigrations } from '../db/migrate.ts';
import { renewEpoch } from '../db/workspace.ts';
import { BackupProblem, Batch, End, type Header } from './format.ts';
import { tablesInOrder } from './tables.ts';
import { checkCounts, headerIn, parseLine } from './whole.ts';

/**
 * Fills an empty schema with a backup, brings it to this version, and gives it a new epoch: consoles start afresh and
 * offer again what they had confirmed lately. All in `tx`, so that a backup which turns out broken changes nothing.
 */
export async function load(tx: Queryable, lines: AsyncIterable<string>): Promise<Header> {
  const each = lines[Symbol.asyncIterator]();
  const header = await headerIn((await each.next()).value);
  await runMigrations(tx, (name) => header.migrations.includes(name));
  const tables = await tablesInOrder(tx);
  // Migrations fill some tables by themselves; the backup holds those rows as they were.
  for (const table of tables.toReversed()) await tx.query(`delete from ${table}`);
  await loadRows(tx, each, tables);
  await continueNumbers(tx);
  await runMigrations(tx, () => true);
  await renewEpoch(tx);
  return header;
}

/** Batches until the last line; what comes of them is inserted at once. */
async function loadRows(tx: Queryable, each: AsyncIterator<string>, tables: readonly string[]): Promise<void> {
  const counts: Record<string, number> = {};
  for (let line = await each.next(); !line.done; line = await each.next()) {
    const end = parseLine(line.value, End);
    if (end) return void checkCounts(counts, end);
    const batch = parseLine(line.value, Batch);
    if (!batch || !tables.includes(batch.table)) throw new BackupProblem("it holds a line that isn't a backup's.");
    await tx.query(
      `insert into ${batch.table} overriding system value select * from jsonb_populate_recordset(null::${batch.table}, $1::jsonb)`,
      [JSON.stringify(batch.rows)],
    );
    counts[batch.table] = (counts[batch.table] ?? 0) + batch.rows.length;
  }
  throw new BackupProblem('it ends too early: part of it is missing.');
}

/** Identities go on after the last one that was brought back. */
async function continueNumbers(tx: Queryable): Promise<void> {
  const identities = await tx.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns
     where table_schema = current_schema() and is_identity = 'YES'`,
  );
  for (const { table_name, column_name } of identities) {
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), coalesce(max(${column_name}), 1), max(${column_name}) is not null)
       from ${table_name}`,
      [table_name, column_name],
    );
  }
}
