import { type FileHandle, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { JournalEntry, JournalKey } from '#core/bridge.ts';
import { Instant } from '#core/ids.ts';

export type Journals = {
  /** Resolves once the entries are flushed: only then may the page say "kept". Rejects where the disk refuses. */
  append(key: JournalKey, entries: readonly JournalEntry[]): Promise<void>;
  read(key: JournalKey): Promise<JournalEntry[]>;
  /** Replaces all by these, at once or not at all. The page doesn't append meanwhile. */
  compact(key: JournalKey, entries: readonly JournalEntry[]): Promise<void>;
  wipe(key: JournalKey): Promise<void>;
  close(): Promise<void>;
};

/**
 * One file per server and person, one JSON entry a line, only ever appended and flushed. It outlives IndexedDB, which
 * Chromium resets whole on a full disk, and `kill -9`. A line that a crash tore was never promised to anybody: it is
 * skipped when read and closed off by a line break before the next append.
 */
export function createJournals(folder: string): Journals {
  const files = new Map<string, Promise<FileHandle>>();
  const turns = new Map<string, Promise<unknown>>();

  /** Both parts of the key are UUIDs, checked where they came in: no name leaves the folder. */
  const pathOf = (key: JournalKey) => join(folder, key.serverId, `${key.personId}.jsonl`);

  /** Calls on one file run one after the other, also after one that failed. */
  function inTurn<T>(key: JournalKey, work: (path: string) => Promise<T>): Promise<T> {
    const path = pathOf(key);
    const turn = (turns.get(path) ?? Promise.resolve()).then(
      () => work(path),
      () => work(path),
    );
    turns.set(path, turn);
    return turn;
  }

  async function shut(path: string): Promise<void> {
    const file = files.get(path);
    files.delete(path);
    await file?.then(
      (handle) => handle.close(),
      () => {},
    );
  }

  async function append(path: string, entries: readonly JournalEntry[]): Promise<void> {
    const file = files.get(path) ?? openForAppend(path);
    files.set(path, file);
    try {
      const handle = await file;
      await handle.appendFile(lines(entries));
      await handle.datasync();
    } catch (cause) {
      await shut(path);
      throw cause;
    }
  }

  async function compact(path: string, entries: readonly JournalEntry[]): Promise<void> {
    await shut(path);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const aside = await open(`${path}.new`, 'w', 0o600);
    try {
      await aside.writeFile(lines(entries));
      await aside.sync();
    } finally {
      await aside.close();
    }
    await rename(`${path}.new`, path);
    await flushFolder(dirname(path));
  }

  async function wipe(path: string): Promise<void> {
    await shut(path);
    await rm(path, { force: true });
    await rm(`${path}.new`, { force: true });
    await flushFolder(dirname(path));
  }

  return {
    append: (key, entries) => inTurn(key, (path) => append(path, entries)),
    read: (key) => inTurn(key, read),
    compact: (key, entries) => inTurn(key, (path) => compact(path, entries)),
    wipe: (key) => inTurn(key, wipe),
    async close() {
      await Promise.allSettled(turns.values());
      await Promise.all([...files.keys()].map(shut));
    },
  };
}

/** Opens at the end, on a fresh line: what a crash or a full disk left unfinished stays a line of its own. */
async function openForAppend(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const handle = await open(path, 'a+', 0o600);
  const { size } = await handle.stat();
  if (size === 0) await flushFolder(dirname(path));
  else {
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    if (buffer.toString() !== '\n') await handle.appendFile('\n');
  }
  return handle;
}

async function read(path: string): Promise<JournalEntry[]> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw cause;
  });
  return text.split('\n').flatMap((line) => entryOf(line) ?? []);
}

/** The frame of an entry. Its payload is JSON by having been parsed; the page looks closer (20,000 of them: 2 s). */
const Frame = z.object({ kind: z.enum(['command', 'void', 'settled', 'draft']), id: z.string(), at: Instant });

function entryOf(line: string): JournalEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    return Frame.safeParse(entry).success ? (entry as JournalEntry) : null;
  } catch {
    return null;
  }
}

function lines(entries: readonly JournalEntry[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

/** A new name is durable once its folder is. Windows has no such thing and refuses. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
