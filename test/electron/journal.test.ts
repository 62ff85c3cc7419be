import { type ChildProcess, fork } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry, JournalKey } from '#core/bridge.ts';
import { createJournals, type Journals } from '../../electron/main/journal.ts';
import { personId } from './machine.ts';

const serverId = '00000000-0000-7000-8009-000000000001';
const key = (person = 1): JournalKey => ({ serverId, personId: personId(person) });
const entry = (n: number): JournalEntry => ({
  kind: 'command',
  id: `c${n}`,
  at: n,
  payload: { text: `Text ${n}\nline two` },
});

let folder: string;
let journals: Journals;
const pathOf = (person = 1) => join(folder, serverId, `${personId(person)}.jsonl`);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tierline-journal-'));
  journals = createJournals(folder);
});
afterEach(async () => {
  await journals.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the journal', () => {
  it('gives back what was appended, oldest first, also after a restart', async () => {
    await journals.append(key(), [entry(1), entry(2)]);
    await journals.append(key(), [entry(3)]);
    expect(await journals.read(key())).toEqual([entry(1), entry(2), entry(3)]);
    expect(await createJournals(folder).read(key())).toEqual([entry(1), entry(2), entry(3)]);
  });

  it('is empty where nothing was written', async () => {
    expect(await journals.read(key())).toEqual([]);
  });

  it('is one file a person and server, readable by nobody else on the machine', async () => {
    await journals.append(key(1), [entry(1)]);
    await journals.append(key(2), [entry(2)]);
    expect(await journals.read(key(1))).toEqual([entry(1)]);
    expect(readdirSync(join(folder, serverId))).toHaveLength(2);
    expect(statSync(pathOf()).mode & 0o777).toBe(0o600);
  });

  it('keeps the order of appends that are under way at the same time', async () => {
    const many = Array.from({ length: 50 }, (_, n) => entry(n));
    await Promise.all(many.map((one) => journals.append(key(), [one])));
    expect(await journals.read(key())).toEqual(many);
  });

  it('skips a torn last line, and the next append starts on a line of its own', async () => {
    await journals.append(key(), [entry(1)]);
    await journals.close();
    appendFileSync(pathOf(), '{"kind":"command","id":"c2","at":2,"payl');
    journals = createJournals(folder);
    expect(await journals.read(key())).toEqual([entry(1)]);
    await journals.append(key(), [entry(3)]);
    expect(await journals.read(key())).toEqual([entry(1), entry(3)]);
  });

  it('skips a damaged line in the middle and keeps the rest', async () => {
    await journals.append(key(), [entry(1), entry(2), entry(3)]);
    const lines = readFileSync(pathOf(), 'utf8').split('\n');
    writeFileSync(pathOf(), [lines[0], '\0\0\0', lines[2], ''].join('\n'));
    expect(await journals.read(key())).toEqual([entry(1), entry(3)]);
  });

  it('compacts to exactly what it is given, and goes on from there', async () => {
    await journals.append(key(), [entry(1), entry(2), entry(3)]);
    await journals.compact(key(), [entry(3)]);
    await journals.append(key(), [entry(4)]);
    expect(await journals.read(key())).toEqual([entry(3), entry(4)]);
    expect(readdirSync(join(folder, serverId))).toHaveLength(1);
  });

  it('a compaction that a crash cut short leaves the old journal whole', async () => {
    await journals.append(key(), [entry(1)]);
    writeFileSync(`${pathOf()}.new`, '{"kind":"comm');
    expect(await createJournals(folder).read(key())).toEqual([entry(1)]);
  });

  it('wipes everything', async () => {
    await journals.append(key(), [entry(1)]);
    await journals.wipe(key());
    expect(await journals.read(key())).toEqual([]);
    expect(readdirSync(join(folder, serverId))).toEqual([]);
  });

  it('says so where the disk refuses, and works again when it no longer does', async () => {
    writeFileSync(join(folder, serverId), 'a file where the folder should be');
    await expect(journals.append(key(), [entry(1)])).rejects.toThrow(/EEXIST|ENOTDIR/);
    rmSync(join(folder, serverId));
    await journals.append(key(), [entry(2)]);
    expect(await journals.read(key())).toEqual([entry(2)]);
  });
});

describe('kill -9', () => {
  it('loses nothing of what append has promised', async () => {
    const child = fork(join(import.meta.dirname, 'journal-writer.ts'), [folder, JSON.stringify(key())]);
    const promised = await until(child, 40);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    const kept = new Set((await journals.read(key())).map(({ id }) => id));
    expect(promised.filter((id) => !kept.has(id))).toEqual([]);
    await journals.append(key(), [entry(9_999)]);
    expect((await journals.read(key())).at(-1)).toEqual(entry(9_999));
  });
});

/** The ids that a writer says are kept, until there are this many. */
function until(child: ChildProcess, many: number): Promise<string[]> {
  const ids: string[] = [];
  return new Promise((resolve, reject) => {
    child.on('message', (id) => {
      ids.push(String(id));
      if (ids.length >= many) resolve(ids);
    });
    child.once('exit', () => reject(new Error('The writer ended early.')));
  });
}
