import type { Database } from '../db/database.ts';

const CHANNEL = 'feed';

/** Tells consoles that there is something to pull: a hint, never needed for being right. */
export type Bell = {
  /** After a commit. Many rings while one is under way become one. */
  ring(): void;
  listen(heard: () => void): Promise<() => Promise<void>>;
};

/**
 * Notifies from outside the writing transactions: a `notify` inside each would make PostgreSQL commit them one after
 * the other. One notification is under way at a time; whatever rings meanwhile is told by the next.
 */
export function createBell(database: Database, failed: (failure: unknown) => void = () => undefined): Bell {
  let ringing = false;
  let again = false;
  const ring = (): void => {
    if (ringing) {
      again = true;
      return;
    }
    ringing = true;
    database
      .notify(CHANNEL)
      .catch(failed)
      .finally(() => {
        ringing = false;
        if (!again) return;
        again = false;
        ring();
      });
  };
  return { ring, listen: (heard) => database.listen(CHANNEL, heard) };
}
