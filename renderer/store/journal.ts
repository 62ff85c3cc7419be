import type { JournalEntry } from '#core/bridge.ts';

/**
 * A file outside IndexedDB that holds what would be lost with it: commands before they enter the outbox, and drafts.
 * Append resolves once the entries are flushed. Implementations: Electron's main process, the browser's private
 * file system (both in `renderer/desktop`), and memory.
 */
export type Journal = {
  /** Whether entries outlive the page. */
  durable: boolean;
  append(entries: readonly JournalEntry[]): Promise<void>;
  /** Everything, oldest first. */
  read(): Promise<JournalEntry[]>;
  /** Replaces all entries by these. */
  compact(entries: readonly JournalEntry[]): Promise<void>;
  wipe(): Promise<void>;
};
