/** Somewhere SQL can be asked: the database itself, or a transaction on it. */
export type Queryable = {
  /** One statement. `jsonb` parameters are given as JSON text, `bigint` answers are numbers. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** Several statements without parameters, as in a migration. */
  script(sql: string): Promise<void>;
};

/**
 * PostgreSQL, in one of two sizes: as a library in a folder (`pglite.ts`) or a server of its own (`postgres.ts`).
 * Whatever runs on one runs on the other; the contract suite in `test/server` holds both to it.
 */
export type Database = Queryable & {
  kind: 'pglite' | 'postgres';
  /** All or nothing, at "read committed". `work` asks only `tx`: asking the database inside would wait for itself. */
  transact<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Reads all of one instant, whatever is written meanwhile. On PGlite nothing is: others wait until `work` is done. */
  snapshot<T>(work: (on: Queryable) => Promise<T>): Promise<T>;
  /** Tells every listener of a channel, on all servers of this database. Never inside a transaction. */
  notify(channel: string): Promise<void>;
  /** Hears of `notify`. A hint: one may be lost while the connection is renewed. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** The database can't be opened, and what to do about it: a sentence for who starts the server. */
export class CannotOpen extends Error {}
