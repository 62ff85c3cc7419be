import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ground, type Size, sizes, startGround, temporaryFolder } from '#test/support/database.ts';
import { CannotOpen, type Database } from '../../server/db/database.ts';
import { lockFolder } from '../../server/db/folder-lock.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/pglite.ts';
import { openPostgres } from '../../server/db/postgres.ts';

describe.each(sizes)('a database, on %s', (size: Size) => {
  let ground: Ground;
  let database: Database;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    database = await ground.fresh();
    await database.script('create table notes (id bigint primary key, words text[], body jsonb)');
  });
  afterEach(() => database.close());

  const count = async () => (await database.query<{ n: number }>('select count(*) as n from notes'))[0]?.n;

  it('what goes in comes out: instants as numbers, lists, JSON', async () => {
    const at = 1_776_240_000_123;
    const body = { text: 'ä "quoted" \\ 🙂', list: [1, null, { deep: true }] };
    await database.query('insert into notes values ($1, $2, $3::jsonb)', [
      at,
      ['a,b', '{c}', ''],
      JSON.stringify(body),
    ]);
    expect(await database.query('select * from notes')).toEqual([{ id: at, words: ['a,b', '{c}', ''], body }]);
  });

  it('a transaction that fails leaves nothing, and the next one works', async () => {
    const work = database.transact(async (tx) => {
      await tx.query('insert into notes (id) values (1)');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    await expect(database.transact((tx) => tx.query('select * from nowhere'))).rejects.toThrow('nowhere');
    expect(await count()).toBe(0);
    await database.transact((tx) => tx.query('insert into notes (id) values (2)'));
    expect(await count()).toBe(1);
  });

  it('listeners hear of a notification', async () => {
    const heard = new Promise<void>(
      (resolve) => void database.listen('here', resolve).then(() => database.notify('here')),
    );
    await heard;
  });

  it('migrations run once, whoever starts first', async () => {
    await Promise.all([migrate(database), migrate(database)]);
    const names = await database.query<{ name: string }>('select name from migrations order by name');
    expect(names[0]?.name).toBe('0001-workspace.sql');
    expect(new Set(names.map((row) => row.name)).size).toBe(names.length);
  });
});

describe('PostgreSQL', () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await startGround('postgres');
  });
  afterAll(() => ground.stop());

  it('that drops connections is used again, and listened to again', async () => {
    const first = await ground.fresh();
    const [row] = await first.query<{ name: string; port: number }>(
      `select current_database() as name, inet_server_port() as port`,
    );
    const lost: Error[] = [];
    const url = `postgres://tierline:tierline@127.0.0.1:${row?.port}/${row?.name}`;
    const database = await openPostgres(url, (error) => lost.push(error));
    let heard = () => {};
    await database.listen('here', () => heard());

    const work = database.transact((tx) => tx.query('select pg_terminate_backend(pg_backend_pid())'));
    await expect(work).rejects.toThrow();
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);

    const again = new Promise<void>((resolve) => {
      heard = resolve;
    });
    await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
    );
    await again;
    expect(lost.length).toBeGreaterThan(0);
    await database.close();
    await first.close();
  });

  it('that is too far away is said in a sentence', async () => {
    await expect(openPostgres('postgres://nobody@127.0.0.1:1/none')).rejects.toThrow(CannotOpen);
  });
});

describe('a data folder', () => {
  it('belongs to one server at a time, and is free when it ends', async () => {
    const { folder, remove } = await temporaryFolder();
    const unlock = await lockFolder(folder);
    await expect(openPglite(folder)).rejects.toThrow(CannotOpen);
    await unlock();
    await (await lockFolder(folder))();
    await remove();
  });
});
