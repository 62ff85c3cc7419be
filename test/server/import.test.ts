import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RequesterId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { createClock, HOUR } from '#test/support/server-clock.ts';
import { ruben, seedWorkspace, teams } from '#test/support/workspace.ts';
import { openDatabase } from '../../server/db/open.ts';
import { bringIn, type Report } from '../../server/import/bring-in.ts';
import type { MappingFile } from '../../server/import/mapping.ts';
import { isUnreadable } from '../../server/import/problem.ts';
import { runImport } from '../../server/import/run.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe('bringing in a CSV', () => {
  let ground: Ground;
  let parts: Parts;
  const clock = createClock();
  const opened = new Date(clock.now() - 3 * HOUR).toISOString();

  beforeAll(async () => {
    ground = await startGround('pglite');
    parts = await createParts({ database: await ground.fresh(), clock });
    await seedWorkspace(parts.changeReference);
  });
  afterAll(() => ground.stop());
  /** The workspace stays, without tickets and requesters. */
  beforeEach(() =>
    parts.database.script(`
      truncate tickets, events, messages, commands, due_rows, announced;
      delete from documents where kind = 'requester';
      update counters set value = value + 1 where name = 'reference'`),
  );

  const bring = async (text: string, map: MappingFile = {}, over: Partial<Parts> = {}): Promise<Report> => {
    const report = await bringIn({ ...parts, ...over }, Buffer.from(text), map);
    if (isUnreadable(report)) throw new Error(report.unreadable);
    return report;
  };
  const tickets = async () => {
    const rows = await parts.database.query<{ body: Ticket }>('select body from tickets order by number');
    return rows.map(({ body }) => body);
  };

  it('makes a ticket of a line, with all that the line says', async () => {
    const report = await bring(
      `id,subject,description,requester email,requester name,priority,team,assignee,status,opened_at,tags
HD-1,Wireless drops,Every hour.,Nadia@fell.example,Nadia Fell,2,network l2,ruben.halle@tierline.example,pending,${opened},"wifi, Floor 2"`,
    );
    expect(report).toEqual({ lines: 1, made: 1, already: 0, refused: [] });
    const [ticket] = await tickets();
    expect(ticket).toMatchObject({
      subject: 'Wireless drops',
      priority: 2,
      priorityReason: null,
      status: 'pending',
      waitingOn: 'requester',
      accountable: { teamId: teams.network, personId: ruben.id },
      tags: ['wifi', 'floor 2'],
      openedAt: Date.parse(opened),
    });
    const { data } = await parts.reference.current();
    expect(data.requesters).toEqual([expect.objectContaining({ name: 'Nadia Fell', email: 'nadia@fell.example' })]);
    expect(ticket?.requesterId).toBe(data.requesters[0]?.id);
    const [message] = await parts.database.query<{ body: { body: string } }>('select body from messages');
    expect(message?.body.body).toBe('Every hour.');
  });

  it('starts the clocks when the ticket was opened, not when it was imported', async () => {
    await bring(`id,subject,opened_at\n1,Old,${opened}`);
    const [ticket] = await tickets();
    expect(ticket?.targets.find(({ kind }) => kind === 'firstResponse')?.startedAt).toBe(Date.parse(opened));
    const [event] = await parts.database.query<{ body: object }>('select body from events order by n limit 1');
    expect(event?.body).toMatchObject({ origin: { kind: 'import', source: 'csv' }, recordedAt: clock.now() });
  });

  it('doubles nothing when the same file comes again, and adds what is new in it', async () => {
    const head = 'id,subject,status\n1,One,resolved\n2,Two,closed\n';
    expect(await bring(head)).toMatchObject({ made: 2, already: 0 });
    const before = await tickets();
    expect(await bring(`${head}3,Three,\n`)).toMatchObject({ made: 1, already: 2 });
    const after = await tickets();
    expect(after.slice(0, 2)).toEqual(before);
    expect(after.map(({ status }) => status)).toEqual(['resolved', 'closed', 'new']);
  });

  it('knows a line without an id by its words', async () => {
    expect(await bring('subject\nOne\nTwo\n')).toMatchObject({ made: 2 });
    expect(await bring('subject\nOne\nTwo \n')).toMatchObject({ made: 0, already: 2 });
  });

  it('keeps two sources apart that use the same numbers', async () => {
    await bring('id,subject\n1,Ours\n', { source: 'a' });
    expect(await bring('id,subject\n1,Theirs\n', { source: 'b' })).toMatchObject({ made: 1 });
  });

  it('says of every wrong line which column is wrong and why, and brings in the others', async () => {
    const report = await bring(
      [
        'id,subject,requester email,priority,team,assignee,status,opened_at,resolved_at,tags',
        '1,,,,,,,,,',
        '2,Fine,,,,,,,,',
        '3,Team,,,Netzwerk,,,,,',
        '4,Date,,,,,,31.02.2026,,',
        '5,Future,,,,,,2030-01-01,,',
        '6,Words,no address,urgently,,,sleeping,,,#!',
        '7,Person,,,Network L2,Ines Kovač,,,,',
        '8,Order,,,,,resolved,2026-04-02,2026-04-01,',
        '2,Twice,,,,,,,,',
      ].join('\n'),
    );
    const says = report.refused.map(({ line, column }) => `${line} ${column}`);
    expect(says).toEqual([
      '2 subject',
      '4 team',
      '5 opened_at',
      '6 opened_at',
      '7 requester email',
      '7 priority',
      '7 status',
      '7 tags',
      '8 assignee',
      '9 resolved_at',
      '10 id',
    ]);
    expect(report.refused[1]?.says).toContain('There is no team "Netzwerk". There is: Applications L2,');
    expect(report.refused.at(-1)?.says).toContain('Line 3 has the same id.');
    expect(report).toMatchObject({ lines: 9, made: 1, already: 0 });
    expect((await tickets()).map(({ subject }) => subject)).toEqual(['Fine']);
  });

  it('refuses an address that nobody can have, and brings in the others', async () => {
    const long = `${'x'.repeat(330)}@a.bc`;
    const report = await bring(`id,subject,requester email\n1,One,${long}\n2,Two,nadia@fell.example\n`);
    expect(report).toMatchObject({ lines: 2, made: 1 });
    const says = 'An email address is at most 320 characters.';
    expect(report.refused).toEqual([{ line: 2, column: 'requester email', says }]);
  });

  it('cuts a long name between characters, never through one', async () => {
    const name = `${'n'.repeat(159)}🙂 and more`;
    const report = await bring(`id,subject,requester email,requester name\n1,One,nadia@fell.example,${name}\n`);
    expect(report).toMatchObject({ made: 1, refused: [] });
    expect((await parts.reference.current()).data.requesters[0]?.name).toBe('n'.repeat(159));
  });

  it('takes a line that was refused once it is mended', async () => {
    await bring('id,subject,team\n1,Wireless,Netz\n');
    expect(await bring('id,subject,team\n1,Wireless,Network L2\n')).toMatchObject({ made: 1, refused: [] });
  });

  it('tries again under another id what the server refused, for a refusal is for ever', async () => {
    const { reference, changeReference } = parts;
    const before = await reference.current();
    const network = before.teams.get(teams.network);
    if (!network) throw new Error('no network team');
    const text = 'id,subject,team\n1,Wireless,Network L2\n';
    await changeReference((edit) => edit.save('team', [{ ...network, active: false }]));
    const late = await bring(text, {}, { reference: { ...reference, current: async () => before } });
    expect(late.refused).toEqual([{ line: 2, column: null, says: expect.stringContaining('no such team') }]);
    await changeReference((edit) => edit.save('team', [network]));
    expect(await bring(text)).toMatchObject({ made: 1, refused: [] });
  });

  it('goes on where a start broke off', async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `${index},Ticket ${index}`);
    const text = ['id,subject', ...lines].join('\n');
    let calls = 0;
    const { all: whole } = parts.handle;
    const breaking = Object.assign((...asked: Parameters<Parts['handle']>) => parts.handle(...asked), {
      all: (list: Parameters<Parts['handle']['all']>[0]) => {
        calls += 1;
        return calls === 2 ? Promise.reject(new Error('power failure')) : whole(list);
      },
    });
    await expect(bring(text, {}, { handle: breaking })).rejects.toThrow('power failure');
    expect(await tickets()).toHaveLength(25);
    expect(await bring(text, {}, { handle: breaking })).toMatchObject({ lines: 60, made: 35, already: 25 });
    expect(new Set((await tickets()).map(({ subject }) => subject)).size).toBe(60);
  });

  it('reads a mapping: other columns, other words, other dates, and fields of their own', async () => {
    const map = JSON.parse(await readFile(new URL('../../resources/import/map.json', import.meta.url), 'utf8'));
    const report = await bring(
      'Vorgang;Kurztext;Beschreibung;Melder;Prio;Gruppe;Stand;Eröffnet;Raum\nA-1;Netz langsam;;ada@fell.example;dringend;Netz;In Arbeit;14.04.2026 09:30;B 12\n',
      map,
    );
    expect(report.refused).toEqual([]);
    expect((await tickets())[0]).toMatchObject({
      priority: 2,
      status: 'open',
      accountable: { teamId: teams.network },
      openedAt: Date.parse('2026-04-14T07:30Z'),
      fields: { room: 'B 12' },
    });
  });

  it("keeps a priority that the matrix doesn't give as an override", async () => {
    await bring('id,subject,priority,impact,urgency\n1,A,1,3,3\n2,B,4,,\n3,C,3 - Moderate,,\n');
    expect((await tickets()).map(({ priority, priorityReason }) => [priority, priorityReason !== null])).toEqual([
      [1, true],
      [4, false],
      [3, false],
    ]);
  });

  it('uses the requester who is there, however the address is written', async () => {
    const id = '00000000-0000-7000-8000-0000000000aa' as RequesterId;
    const greta = { id, name: 'Greta Olsen', email: 'Greta@fell.example', phone: '', organisationId: null };
    await parts.changeReference((edit) => edit.save('requester', [greta]));
    await bring('id,subject,email,name\n1,A,greta@fell.example,G.\n2,B,GRETA@Fell.example,\n');
    expect((await parts.reference.current()).data.requesters).toEqual([greta]);
    expect((await tickets()).map(({ requesterId }) => requesterId)).toEqual([id, id]);
  });

  it('says where there is no team that could hold a ticket', async () => {
    const empty = await createParts({ database: await ground.fresh(), clock });
    const report = await bringIn(empty, Buffer.from('subject\nOne\n'), {});
    expect(report).toEqual({ unreadable: expect.stringContaining('no team yet'), line: null });
  });
});

describe('npm run import', () => {
  const folders: string[] = [];
  const said: string[] = [];
  let folder: string;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tierline-import-'));
    folders.push(folder);
    env = { TIERLINE_DATA: join(folder, 'data') };
    said.length = 0;
  });
  afterAll(async () => {
    for (const one of folders) await rm(one, { recursive: true, force: true });
  });
  const run = (...args: string[]) => runImport(args, env, (line) => said.push(line));
  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('opens the database itself, prints each refusal and the sum, and ends with 1 where a line was refused', async () => {
    const database = await openDatabase({ kind: 'folder', folder: join(folder, 'data') });
    await seedWorkspace((await createParts({ database, clock: createClock() })).changeReference);
    const csv = await file('a.csv', 'id,subject,team\n1,One,\n2,Two,Nowhere\n');
    expect(await run(csv)).toBe(2);
    expect(said.join(' ')).toMatch(/already using the data folder .* set TIERLINE_URL/s);

    await database.close();
    said.length = 0;
    expect(await run(csv)).toBe(1);
    expect(said).toEqual([
      expect.stringContaining('line 3, team: There is no team "Nowhere".'),
      '2 lines: 1 brought in, 0 there already, 1 refused.',
    ]);
  }, 90_000);

  it.each([
    ['no file at all', [], 'npm run import -- FILE.csv'],
    ['a file that is not there', ['nowhere.csv'], "nowhere.csv can't be read."],
    ['an option that does not exist', ['a.csv', '--dry'], "Unknown option '--dry'"],
  ])('explains itself when given %s', async (_, args, words) => {
    expect(await run(...args)).toBe(2);
    expect(said.join('\n')).toContain(words);
  });

  it('names what is wrong with a mapping', async () => {
    const csv = await file('a.csv', 'subject\nOne\n');
    expect(await run(csv, '--map', await file('m.json', '{"zone": "Berlin", "colums": {}}'))).toBe(2);
    expect(said.join('\n')).toMatch(/m\.json: .*zone/s);
    expect(said.join('\n')).toContain('colums');
    expect(await run(csv, '--map', await file('n.json', '{'))).toBe(2);
    expect(said.at(-1)).toContain('is no JSON');
  });

  it('says that nothing answers, and that a key is missing', async () => {
    const csv = await file('a.csv', 'subject\nOne\n');
    env.TIERLINE_URL = 'http://127.0.0.1:1';
    expect(await run(csv)).toBe(2);
    expect(said.at(-1)).toContain('TIERLINE_KEY is missing');
    env.TIERLINE_KEY = 'tlk_x';
    expect(await run(csv)).toBe(2);
    expect(said.at(-1)).toContain('Nothing answers at http://127.0.0.1:1');
  });
});
