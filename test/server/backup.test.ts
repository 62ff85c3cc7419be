import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import {
  type Cluster,
  putEmptyDatabase,
  type Size,
  sizes,
  startCluster,
  temporaryFolder,
} from '#test/support/database.ts';
import { createClock, MINUTE } from '#test/support/server-clock.ts';
import { actor, ada, command, fresh, ines, note, openTicket, seedWorkspace } from '#test/support/workspace.ts';
import { openDoor } from '../../server/backup/door.ts';
import { dump } from '../../server/backup/dump.ts';
import { putBackup } from '../../server/backup/put.ts';
import { runBackup } from '../../server/backup/run.ts';
import { takeBackup } from '../../server/backup/take.ts';
import { insertAudit } from '../../server/db/audit.ts';
import type { Database } from '../../server/db/database.ts';
import { finishRestore } from '../../server/db/folder-restore.ts';
import { openDatabase, type Place } from '../../server/db/open.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe('backup and restore', { timeout: 120_000 }, () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  let cluster: Cluster;
  const ends: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster.stop());
  beforeEach(async () => {
    temporary = await temporaryFolder();
  });
  afterEach(async () => {
    for (const end of ends.splice(0).toReversed()) await end();
    await temporary.remove();
  });

  const file = () => join(temporary.folder, 'desk.backup');
  const newFolder = () => join(temporary.folder, fresh<string>());
  const newPlace = async (size: Size): Promise<Place> => {
    if (size === 'postgres') return cluster.fresh();
    const folder = newFolder();
    await putEmptyDatabase(folder);
    return { kind: 'folder', folder };
  };
  const clock = createClock();
  const edit = { by: ada.id, act: 'person.edit', about: ines.id, name: 'Ines' };
  const open = async (place: Place): Promise<Parts> => {
    const database = await openDatabase(place);
    ends.push(database.close);
    const parts = await createParts({ database, clock });
    ends.push(parts.judging.stop);
    return parts;
  };
  /** With people, tickets that were worked on, and an act on record. */
  const worked = async (place: Place) => {
    const parts = await open(place);
    await seedWorkspace(parts.changeReference);
    const id = fresh<TicketId>();
    await parts.handle(command(id, openTicket('No network — “ä” 🙂', { mine: true }), clock.now()), actor(ines));
    clock.advance(MINUTE);
    await parts.handle(command(id, note('Looked at it.\nTwice.'), clock.now(), { seq: 2 }), actor(ines));
    await insertAudit(parts.database, { at: clock.now(), ...edit, before: null, after: { a: [1, null] } });
    return { parts, id };
  };
  const stopAll = async () => {
    for (const end of ends.splice(0).toReversed()) await end();
  };

  it.each([
    ['pglite', 'postgres'],
    ['postgres', 'pglite'],
  ] as const)(
    '[SYNC45] what is backed up from %s is all there on %s, under a new epoch, and work goes on',
    async (from, to) => {
      const place = await newPlace(from);
      const { parts, id } = await worked(place);
      const before = await contents(parts.database);
      await stopAll();
      const { rows } = await takeBackup(place, file());
      expect(rows).toBeGreaterThan(20);
      const target = await newPlace(to);
      await putBackup(target, file(), new Date(0));
      const restored = await open(target);
      const after = await contents(restored.database);
      expect({ ...after, workspace: null }).toEqual({ ...before, workspace: null });
      expect(restored.workspace).toMatchObject({ serverId: parts.workspace.serverId, name: 'Harbour Works' });
      expect(restored.workspace.epoch).not.toBe(parts.workspace.epoch);
      const answer = await restored.handle(command(id, note('And again.'), clock.now(), { seq: 3 }), actor(ines));
      expect(answer.outcome).toBe('done');
      await insertAudit(restored.database, { at: clock.now(), ...edit, before: null, after: null });
    },
  );

  it.each(sizes)('[SYNC45] on %s what was there before a restore is kept beside it', async (size) => {
    const place = await newPlace(size);
    const { parts, id } = await worked(place);
    const before = (await readTicket(parts.database, id))?.rev;
    await stopAll();
    await takeBackup(place, file());
    const later = await open(place);
    await later.handle(command(id, note('After the backup.'), clock.now(), { seq: 3 }), actor(ines));
    await stopAll();
    const { kept } = await putBackup(place, file(), new Date('2026-05-04T03:02:01Z'));
    expect(kept).toMatch(/before/);
    const restored = await open(place);
    expect((await readTicket(restored.database, id))?.rev).toBe(before);
    if (place.kind === 'folder') {
      expect(await readdir(place.folder)).toContain(kept);
    } else {
      const [row] = await restored.database.query<{ count: number }>(`select count(*) as count from ${kept}.events`);
      expect(row?.count).toBeGreaterThan(0);
    }
  });

  it('[SYNC45] nobody who was signed in stays so, and no code opens anything', async () => {
    const place = await newPlace('postgres');
    const { parts } = await worked(place);
    await parts.accounts.issueCode('invite', ines.id);
    const { token } = await parts.sessions.open(ines.id, 'electron');
    await stopAll();
    await takeBackup(place, file());
    expect(gunzipSync(await readFile(file())).toString()).not.toContain('code_hash');
    await putBackup(place, file(), new Date());
    expect(await (await open(place)).sessions.find(token)).toBeNull();
  });

  it('[SYNC46] a server that holds the folder hands its backup out by itself, while it works', async () => {
    const place = await newPlace('pglite');
    const { parts, id } = await worked(place);
    if (place.kind !== 'folder') throw new Error('a folder was asked for');
    const close = await openDoor(place.folder, parts, () => undefined);
    ends.push(close);
    const more = parts.handle(command(id, note('Meanwhile.'), clock.now(), { seq: 3 }), actor(ines));
    expect((await takeBackup(place, file())).rows).toBeGreaterThan(20);
    expect((await more).outcome).toBe('done');
    const { port } = JSON.parse(await readFile(join(place.folder, 'backup-door.json'), 'utf8'));
    expect((await fetch(`http://127.0.0.1:${port}/`, { headers: { authorization: 'Bearer guess' } })).status).toBe(403);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(403);
  });

  it('[SYNC46] a backup of PostgreSQL is of one instant, whatever is written meanwhile', async () => {
    const place = await newPlace('postgres');
    const { parts, id } = await worked(place);
    const before = await contents(parts.database);
    const lines: string[] = [];
    await dump(parts.database, clock, async (line) => {
      lines.push(line);
      const seq = lines.length + 2;
      await parts.handle(command(id, note(`Meanwhile ${seq}.`), clock.now(), { seq }), actor(ines));
    });
    await writeFile(file(), gzipSync(`${lines.join('\n')}\n`));
    const target = await newPlace('postgres');
    await putBackup(target, file(), new Date());
    const after = await contents((await open(target)).database);
    expect({ ...after, workspace: null }).toEqual({ ...before, workspace: null });
  });

  const said = async (task: 'backup' | 'restore', place: Place, args = [file()]) => {
    const lines: string[] = [];
    const env =
      place.kind === 'folder'
        ? { TIERLINE_DATA: place.folder }
        : { DATABASE_URL: place.kind === 'postgres' ? place.url : '' };
    const code = await runBackup(task, args, env, (line) => lines.push(line));
    return { code, says: lines.join('\n') };
  };

  it('[SYNC47] a restore that can’t be done says why and changes nothing', async () => {
    const place = await newPlace('pglite');
    const before = await contents((await worked(place)).parts.database);
    await stopAll();
    expect((await said('backup', place)).code).toBe(0);
    const whole = gunzipSync(await readFile(file()))
      .toString()
      .split('\n');
    const packed = (lines: readonly string[]) => gzipSync(lines.join('\n'));
    const [header = '', ...rest] = whole;
    const newer = JSON.stringify({ ...JSON.parse(header), version: '9.0.0', migrations: ['9999-later.sql'] });
    const damaged = whole.map((line) => (line.startsWith('{"table":"events"') ? line.slice(0, -9) : line));
    const without = whole.filter((line) => !line.startsWith('{"table":"messages"'));
    const bad: [bytes: Uint8Array | string, why: RegExp][] = [
      ['subject,priority\n', /desk\.backup: this is no backup that Tierline made/],
      [packed(whole).subarray(0, 1_000), /it ends too early: part of it is missing/],
      [packed(whole.slice(0, -2)), /it ends too early/],
      [packed([]), /it ends too early/],
      [packed(without), /it should hold 1 rows of messages, and holds 0/],
      [packed(damaged), /it holds a line that isn't a backup's/],
      [packed([newer, ...rest]), /made by a newer Tierline \(9\.0\.0, with 9999-later\.sql\)/],
    ];
    for (const [bytes, why] of bad) {
      await writeFile(file(), bytes);
      expect(await said('restore', place)).toEqual({ code: 2, says: expect.stringMatching(why) });
    }
    expect(await contents((await open(place)).database)).toEqual(before);
  });

  it.each(sizes)('[SYNC47] on %s a server that still runs is said so', async (size) => {
    const place = await newPlace(size);
    const { parts } = await worked(place);
    if (place.kind === 'folder') ends.push(await openDoor(place.folder, parts, () => undefined));
    expect((await said('backup', place)).code).toBe(0);
    expect(await said('restore', place)).toEqual({ code: 2, says: expect.stringMatching(/Stop it/) });
  });

  it('[SYNC47] a backup that can’t be made says why, and leaves an earlier one alone', async () => {
    await writeFile(file(), 'the one of yesterday');
    expect(await said('backup', { kind: 'folder', folder: newFolder() })).toEqual({
      code: 2,
      says: expect.stringMatching(/there is no database of Tierline in/),
    });
    const place = await newPlace('pglite');
    await worked(place);
    await stopAll();
    const nowhere = join(temporary.folder, 'none', 'desk.backup');
    expect(await said('backup', place, [nowhere])).toEqual({
      code: 2,
      says: expect.stringMatching(/can't be written \(ENOENT\)/),
    });
    expect(await readFile(file(), 'utf8')).toBe('the one of yesterday');
    expect((await said('backup', place, [])).says).toMatch(/^npm run backup -- FILE/);
  });

  it('[SYNC48] a restore that is cut off between two names is finished by the next start', async () => {
    const place = await newPlace('pglite');
    const { parts, id } = await worked(place);
    const rev = (await readTicket(parts.database, id))?.rev;
    await stopAll();
    if (place.kind !== 'folder') throw new Error('a folder was asked for');
    const { folder } = place;
    await rename(join(folder, 'database'), join(folder, 'database.restored'));
    await mkdir(join(folder, 'database.loading'));
    expect((await readTicket((await open(place)).database, id))?.rev).toBe(rev);
    expect(await readdir(folder)).toEqual(['database']);
    await stopAll();
    await mkdir(join(folder, 'database.restored'));
    expect(await finishRestore(folder, new Date(0))).toBe('database.before-1970-01-01T00-00-00-000Z');
    expect((await readdir(folder)).sort()).toEqual(['database', 'database.before-1970-01-01T00-00-00-000Z']);
  });
});

/** Every row of every table, as text. */
async function contents(database: Database): Promise<Record<string, unknown>> {
  const tables = await database.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not in ('sessions', 'codes', 'migrations')`,
  );
  const all: Record<string, unknown> = {};
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select to_jsonb(one)::text as row from ${name} as one`);
    all[name] = rows.map(({ row }) => row).sort();
  }
  return all;
}
