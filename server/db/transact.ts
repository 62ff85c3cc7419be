import type { Queryable } from './database.ts';

/** Begins, works and commits on one connection; any failure takes everything back and is thrown on. */
export async function transact<T>(
  connection: Queryable,
  work: (tx: Queryable) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  await connection.query(begin);
  let result: T;
  try {
    result = await work(connection);
  } catch (failure) {
    await connection.query('rollback').catch(() => undefined);
    throw failure;
  }
  await connection.query('commit');
  return result;
}
