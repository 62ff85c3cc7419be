import type { Queryable } from './database.ts';

/** Who this database is. `serverId` for ever, `epoch` new after a restore. `demo`: its people's password is published. */
export type Workspace = { serverId: string; epoch: string; name: string; demo: boolean };

type Row = { server_id: string; epoch: string; name: string; demo: boolean };

/** The workspace of this database; made at the first start. */
export async function openWorkspace(on: Queryable, name: string): Promise<Workspace> {
  await on.query(
    `insert into workspace (server_id, epoch, name) values (gen_random_uuid(), gen_random_uuid(), $1)
     on conflict (single) do nothing`,
    [name],
  );
  const [row] = await on.query<Row>('select server_id, epoch, name, demo from workspace');
  if (!row) throw new Error('the workspace row is gone');
  return { serverId: row.server_id, epoch: row.epoch, name: row.name, demo: row.demo };
}

/** After a restore: positions of the feed from before mean something else now. */
export async function renewEpoch(on: Queryable): Promise<void> {
  await on.query('update workspace set epoch = gen_random_uuid()');
}

/** From here on the workspace is the demo's, for ever. */
export async function markDemo(on: Queryable): Promise<void> {
  await on.query('update workspace set demo = true');
}

export async function renameWorkspace(on: Queryable, name: string): Promise<void> {
  await on.query('update workspace set name = $1', [name]);
}
