import type { Queryable } from '../db/database.ts';
import { LEFT_OUT } from './format.ts';

/** All tables that a backup holds, each after those that it refers to. */
export async function tablesInOrder(on: Queryable): Promise<string[]> {
  const tables = await on.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = current_schema() order by tablename`,
  );
  const refers = await on.query<{ from: string; to: string }>(
    `select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
     where contype = 'f' and connamespace = current_schema()::regnamespace and conrelid <> confrelid`,
  );
  const ordered: string[] = [];
  const add = (name: string) => {
    if (ordered.includes(name)) return;
    for (const { from, to } of refers) if (from === name) add(to);
    ordered.push(name);
  };
  for (const { name } of tables) add(name);
  return ordered.filter((name) => !LEFT_OUT.includes(name));
}
