import { z } from 'zod';
import { Instant } from '#core/ids.ts';

/**
 * A backup is gzipped text, a JSON value a line: who made it, then batches of rows a table, then how many there were.
 * It says nothing of the kind of database: what one made, the other reads.
 */
export const FORMAT = 1;

export const Header = z.object({
  tierline: z.literal('backup'),
  format: z.int(),
  version: z.string(),
  made: Instant,
  workspace: z.string(),
  /** The migrations its tables had gone through. */
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof Header>;

export const Batch = z.object({ table: z.string(), rows: z.array(z.record(z.string(), z.unknown())) });
export type Batch = z.infer<typeof Batch>;

/** The last line: without it the backup isn't whole. */
export const End = z.object({ end: z.literal(true), rows: z.record(z.string(), z.int()) });
export type End = z.infer<typeof End>;

/** Left out: whoever was signed in signs in again, and no token that was ended since comes back to life. */
export const LEFT_OUT: readonly string[] = ['migrations', 'sessions', 'codes'];

/** What can't be done, as a sentence for whoever runs the command. */
export class BackupProblem extends Error {}
