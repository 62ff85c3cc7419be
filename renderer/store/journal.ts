import type { JournalEntry } from '#core/bridge.ts';

/**
 * A file outside IndexedDB that holds what would be lost with it: commands before they enter the outbox, and drafts.
 * Append resolves once the entries are flushed, and rejects where they can't be (`isLost`). Implementations: Electron's main process, the browser's private
 * file system (both in `renderer/desktop`), and memory.
 */
export type Journal = {
  /** Whether entries outlive the page. */
  durable: boolean;
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Everything, oldest first. */
  read(): Promise<JournalEntry[]>;
  /** What other tabs of this console wrote, each in a file of its own. Absent where one journal is all there is. */
  others?(): Promise<JournalEntry[]>;
  /** Replaces all entries by these. */
  compact(entries: readonly JournalEntry[]): Promise<void>;
  wipe(): Promise<void>;
};

/** Whether a journal refuses because its file was taken away and there is no new one; its disk is not to blame then. */
export function isLost(error: unknown): boolean {
  return error instanceof Error && error.cause === 'lost';
}

/** A journal that lasts as long as the page: where the browser has no private file system, and in tests. */
export function createMemoryJournal(entries: JournalEntry[] = []): Journal {
  let kept = entries;
  return {
    durable: false,
    append: async (more) => {
      kept.push(...more);
    },
    read: async () => [...kept],
    compact: async (rest) => {
      kept = [...rest];
    },
    wipe: async () => {
      kept = [];
    },
  };
}
