import { describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { createDesk } from '#test/core/desk.ts';
import { fakeDatabases } from '#test/support/console.ts';
import { newTicketId } from '#test/support/intents.ts';
import { openDatabase } from '../../../renderer/store/database.ts';
import type { Disk } from '../../../renderer/store/disk.ts';
import { createMemoryDisk } from '../../../renderer/store/disk-in-memory.ts';
import { openDisk } from '../../../renderer/store/open-disk.ts';

const desk = createDesk();
desk.open();
const sample = desk.get();
const record = (n: number, round = 1): { id: TicketId; ticket: Ticket; round: number } => {
  const id = newTicketId(n);
  return { id, ticket: { ...sample, id }, round };
};

/** One contract, two implementations. */
const implementations: [string, () => Promise<Disk>][] = [
  ['IndexedDB', () => openDatabase('contract', fakeDatabases())],
  ['memory', async () => createMemoryDisk()],
];

describe.each(implementations)('the tables in %s', (_name, open) => {
  it('keep what was written, by id', async () => {
    const disk = await open();
    await disk.write(['tickets'], async ({ tickets }) => tickets.putAll([record(1), record(2)]));
    const [first, none] = await disk.read(['tickets'], async ({ tickets }) =>
      tickets.many([newTicketId(1), newTicketId(9)]),
    );
    expect(first).toEqual(record(1));
    expect(none).toBeUndefined();
    expect(await disk.read(['tickets'], async ({ tickets }) => tickets.get(newTicketId(2)))).toEqual(record(2));
  });

  it('write all of a transaction or nothing', async () => {
    const disk = await open();
    await disk.write(['tickets'], async ({ tickets }) => tickets.put(record(1)));
    const failing = disk.write(['tickets', 'drafts'], async ({ tickets, drafts }) => {
      await tickets.put(record(2));
      await tickets.drop(newTicketId(1));
      await drafts.put({ id: 'new/reply', body: 'typed', at: 1 });
      throw new Error('the power fails');
    });
    await expect(failing).rejects.toThrow('the power fails');
    await disk.read(['tickets', 'drafts'], async ({ tickets, drafts }) => {
      expect((await tickets.all()).map((row) => row.id)).toEqual([newTicketId(1)]);
      expect(await drafts.all()).toEqual([]);
    });
  });

  it('find what an earlier round left', async () => {
    const disk = await open();
    await disk.write(['tickets'], async ({ tickets }) => tickets.putAll([record(1, 1), record(2, 2), record(3, 1)]));
    const left = await disk.read(['tickets'], async ({ tickets }) => tickets.below(2));
    expect([...left].sort()).toEqual([newTicketId(1), newTicketId(3)]);
  });

  it('hand over everything in portions, until told to stop', async () => {
    const disk = await open();
    await disk.write(['drafts'], async ({ drafts }) =>
      drafts.putAll([1, 2, 3, 4, 5].map((n) => ({ id: `d${n}`, body: `${n}`, at: n }))),
    );
    const portions: number[] = [];
    await disk.read(['drafts'], ({ drafts }) => drafts.each(2, (rows) => portions.push(rows.length) < 2));
    expect(portions).toEqual([2, 2]);
  });

  it('are empty after a wipe', async () => {
    const disk = await open();
    await disk.write(['tickets'], async ({ tickets }) => tickets.put(record(1)));
    await disk.wipe();
    const again = _name === 'memory' ? disk : await openDatabase('contract', fakeDatabases());
    expect(await again.read(['tickets'], async ({ tickets }) => tickets.all())).toEqual([]);
  });
});

describe('opening a disk', () => {
  it('[SYNC27] a database that another tab deletes is told of, and not made anew behind our back', async () => {
    const databases = fakeDatabases();
    const [mine, other] = [await openDatabase('shared', databases), await openDatabase('shared', databases)];
    let lost = 0;
    mine.onLost(() => lost++);
    await other.wipe();
    expect(lost).toBe(1);
    await expect(mine.read(['tickets'], async ({ tickets }) => tickets.all())).rejects.toThrow();
  });

  it('[SYNC28] where the browser refuses to store, memory has to do, and it is said', async () => {
    const opened = await openDisk('none', null, true);
    expect(opened).toMatchObject({ storage: 'memory', disk: { kind: 'memory' } });
    expect(opened.says).toMatch(/refuses to store/);
  });

  it('[SYNC27] a database that cannot be opened as ours is thrown away and made anew', async () => {
    const databases = fakeDatabases();
    await new Promise<void>((resolve, reject) => {
      const asked = databases.indexedDB.open('strange', 10);
      asked.onupgradeneeded = () => asked.result.createObjectStore('tickets', { keyPath: 'another' });
      asked.onsuccess = () => {
        asked.result.close();
        resolve();
      };
      asked.onerror = () => reject(asked.error);
    });
    const opened = await openDisk('strange', databases, true);
    expect(opened).toMatchObject({ storage: 'persistent', disk: { kind: 'indexedDB' } });
    expect(opened.says).toMatch(/made a new one/);
    await opened.disk.write(['tickets'], async ({ tickets }) => tickets.put(record(1)));
    expect(await opened.disk.read(['tickets'], async ({ tickets }) => tickets.all())).toHaveLength(1);
  });

  it('[SYNC28] a database that always fails to open is worked around in memory', async () => {
    const databases = fakeDatabases();
    const broken = {
      ...databases,
      indexedDB: Object.assign(Object.create(databases.indexedDB), {
        open() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
        deleteDatabase() {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        },
      }),
    };
    expect(await openDisk('broken', broken, false)).toMatchObject({ storage: 'memory' });
  });
});
