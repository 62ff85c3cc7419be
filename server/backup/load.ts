import type { Queryable } from '../db/database.ts';
import { runMigrations } from '../db/migrate.ts';
import { renewEpoch } from '../db/workspace.ts';
import { BackupProblem, type Header } from './format.ts';
import { tablesInOrder } from './tables.ts';
import { readBackup, STRANGE } from './whole.ts';

/**
 * Fills an empty schema with a backup, brings it to this version, and gives it a new epoch: consoles start afresh and
 * offer again what they had confirmed lately. All in `tx`, so that a backup which turns out broken changes nothing.
 */
export async function load(tx: Queryable, lines: AsyncIterable<string>): Promise<Header> {
  let tables: readonly string[] = [];
  const { header } = await readBackup(lines, {
    async header({ migrations }) {
      await runMigrations(tx, (name) => migrations.includes(name));
      tables = await tablesInOrder(tx);
      // Migrations fill some tables by themselves; the backup holds those rows as they were.
      for (const table of tables.toReversed()) await tx.query(`delete from ${table}`);
    },
    async batch({ table, rows }) {
      if (!tables.includes(table)) throw new BackupProblem(STRANGE);
      await tx.query(
        `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
        [JSON.stringify(rows)],
      );
    },
  });
  await continueNumbers(tx);
  await runMigrations(tx, () => true);
  await renewEpoch(tx);
  return header;
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
