import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CommandId, TicketId } from '#core/ids.ts';
import { PROTOCOL, type PushAnswer } from '#core/sync/protocol.ts';
import { putEmptyDatabase, temporaryFolder } from '#test/support/database.ts';
import { json, PASSWORD, startTestServer } from '#test/support/server.ts';
import { CONSOLE, command, fresh, ines, note, openTicket } from '#test/support/workspace.ts';
import { createSystemClock } from '../../server/clock.ts';
import { CannotOpen } from '../../server/db/database.ts';
import { openDatabase } from '../../server/db/open.ts';

const MAIN = join(import.meta.dirname, '../../server/main.ts');
const PATIENT = 120_000;

type Started = { child: ChildProcess; said(): string };

describe('the server as a process', () => {
  let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    temporary = await temporaryFolder();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    }
    await temporary.remove();
  });

  const start = (env: Record<string, string>): Started => {
    const child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env.PATH ?? '', PORT: '0', TIERLINE_DEMO: '0', TIERLINE_DATA: temporary.folder, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    children.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += String(chunk)));
    return { child, said: () => text };
  };
  const listening = ({ child, said }: Started) =>
    new Promise<string>((resolve, reject) => {
      child.once('message', (message) => resolve((message as { listening: string }).listening));
      child.once('exit', () => reject(new Error(`it ended: ${said()}`)));
    });
  const ended = async ({ child, said }: Started) => {
    const [code] = child.exitCode === null && child.signalCode === null ? await once(child, 'exit') : [child.exitCode];
    return { code, said: said() };
  };
  const inThisProcess = () =>
    startTestServer(createSystemClock(), { place: { kind: 'folder', folder: temporary.folder } });

  it('a wrong setting stops the start with its name', async () => {
    const { code, said } = await ended(start({ PORT: 'eighty' }));
    expect([code, said]).toEqual([1, 'PORT is "eighty". Give a number from 0 to 65535.\n']);
  });

  it('a port that is taken is found before anything is made', { timeout: PATIENT }, async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve(Object(other.address()).port)),
    );
    const folder = join(temporary.folder, 'data');
    const { code, said } = await ended(start({ PORT: String(port), TIERLINE_DATA: folder }));
    other.close();
    expect([code, said]).toEqual([1, `PORT: something else uses port ${port} already. Set PORT to another one.\n`]);
    expect(existsSync(folder)).toBe(false);
  });

  it('a data folder that is a file stops the start with the name of the setting', { timeout: PATIENT }, async () => {
    const file = join(temporary.folder, 'notes.txt');
    await writeFile(file, 'mine');
    const { code, said } = await ended(start({ TIERLINE_DATA: file }));
    expect(code).toBe(1);
    expect(said).toMatch(/^TIERLINE_DATA: .*notes\.txt can't be used as the data folder: that is a file/);
    expect(said.split('\n')).toHaveLength(2);
  });

  it('a database that is not there stops the start with a sentence', { timeout: PATIENT }, async () => {
    const { code, said } = await ended(start({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }));
    expect(code).toBe(1);
    expect(said).toMatch(/^DATABASE_URL: the database can't be reached/);
  });

  it('kill -9 loses nothing that was answered, and a second server stays out', { timeout: PATIENT }, async () => {
    await putEmptyDatabase(temporary.folder);
    const prepared = await inThisProcess();
    const { serverId } = prepared.parts.workspace;
    await prepared.stop();

    const started = start({});
    const url = await listening(started);
    await expect(openDatabase({ kind: 'folder', folder: temporary.folder })).rejects.toThrow(CannotOpen);
    await expect(openDatabase({ kind: 'folder', folder: temporary.folder })).rejects.toThrow(
      `Another Tierline server is already using the data folder ${temporary.folder}.`,
    );

    const signIn = await fetch(
      `${url}/api/session`,
      json({ how: 'password', email: ines.email, password: PASSWORD, shell: 'electron' }),
    );
    const { token } = (await signIn.json()) as { token: string };
    const push = async (one: ReturnType<typeof command>) => {
      const body = { protocol: PROTOCOL, serverId, consoleId: CONSOLE, commands: [one] };
      const answer = await fetch(`${url}/api/push`, json(body, { authorization: `Bearer ${token}` }));
      return ((await answer.json()) as PushAnswer).answers[0];
    };
    const ticketId = fresh<TicketId>();
    const acknowledged: CommandId[] = [];
    const opened = command(ticketId, openTicket('Before the crash'), Date.now());
    expect(await push(opened)).toMatchObject({ outcome: 'done' });
    acknowledged.push(opened.id);
    const writing = (async () => {
      for (;;) {
        const one = command(ticketId, note('One more.'), Date.now());
        const answer = await push(one).catch(() => null);
        if (!answer) return;
        acknowledged.push(one.id);
        if (acknowledged.length === 20) started.child.kill('SIGKILL');
      }
    })();
    await Promise.all([writing, once(started.child, 'exit')]);

    const again = await inThisProcess();
    const rows = await again.parts.database.query<{ id: CommandId }>(
      'select commands.id from commands where id = any($1::uuid[]) and answer is not null',
      [acknowledged],
    );
    const events = await again.parts.database.query<{ n: number }>(
      'select n from events where ticket_id = $1 order by n',
      [ticketId],
    );
    await again.stop();
    expect(rows.map((row) => row.id).toSorted()).toEqual(acknowledged.toSorted());
    expect(events.map((event) => event.n)).toEqual(events.map((_, index) => index + 1));
    expect(events.length).toBeGreaterThanOrEqual(acknowledged.length);
  });

  it('asked to stop, it stops by itself; the first administrator is greeted by a code', {
    timeout: PATIENT,
  }, async () => {
    await putEmptyDatabase(temporary.folder);
    const started = start({});
    const url = await listening(started);
    expect(started.said()).toMatch(/The first administrator signs in with this one-time code: [a-z0-9-]{23}/);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    started.child.kill('SIGTERM');
    expect((await ended(started)).code).toBe(0);
  });

  it('stops by itself once whoever started it is gone, and frees its data folder', { timeout: PATIENT }, async () => {
    await putEmptyDatabase(temporary.folder);
    const started = start({});
    await listening(started);
    started.child.disconnect();
    expect((await ended(started)).code).toBe(0);
    await (await openDatabase({ kind: 'folder', folder: temporary.folder })).close();
  });
});
