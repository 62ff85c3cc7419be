import { JournalEntry } from '#core/bridge.ts';
import type { Journal } from '../store/journal.ts';
import type { FileAnswer, FileCall } from './opfs-file.ts';

const DEAD = 'The journal’s worker is gone.';

/**
 * The journal in the browser's private file system, one file a tab. A worker holds the file, because only a worker gets
 * a handle whose `flush` returns when the bytes are out (a stream of the page copies the whole file at every close).
 * Null where the browser has no such thing.
 */
export async function openFileJournal(name: string): Promise<Journal | null> {
  const worker = new Worker(new URL('./opfs-file.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve(lines: string[]): void; reject(error: Error): void }>();
  let last = 0;
  let isDead = false;
  worker.onmessage = ({ data }: MessageEvent<FileAnswer>) => {
    const asked = waiting.get(data.id);
    waiting.delete(data.id);
    if ('error' in data) asked?.reject(new Error(data.error, { cause: data.fault }));
    else asked?.resolve(data.lines);
  };
  worker.onerror = () => {
    isDead = true;
    for (const asked of waiting.values()) asked.reject(new Error(DEAD));
    waiting.clear();
  };

  function ask(call: FileCall): Promise<string[]> {
    if (isDead) return Promise.reject(new Error(DEAD));
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, call });
    });
  }

  try {
    await ask({ do: 'open', name });
  } catch {
    worker.terminate();
    return null;
  }
  return {
    durable: true,
    append: async (entries) => void (await ask({ do: 'append', lines: linesOf(entries) })),
    read: async () => (await ask({ do: 'read' })).flatMap(entryIn),
    others: async () => (await ask({ do: 'others' })).flatMap(entryIn),
    compact: async (entries) => void (await ask({ do: 'compact', lines: linesOf(entries) })),
    wipe: async () => void (await ask({ do: 'wipe' })),
  };
}

function linesOf(entries: readonly JournalEntry[]): string[] {
  return entries.map((entry) => JSON.stringify(entry));
}

/** A line that a crash tore was never promised to anybody: it is skipped. */
function entryIn(line: string): JournalEntry[] {
  try {
    return [JournalEntry.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}
