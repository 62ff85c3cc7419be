import type { ZodType } from 'zod';
import { knownMigrations } from '../db/migrate.ts';
import { BackupProblem, Batch, End, FORMAT, Header } from './format.ts';

/** What becomes of a backup while it is read; each is waited for before the next line. */
export type Taking = {
  header(header: Header): Promise<void>;
  batch(batch: Batch): Promise<void>;
};

/**
 * Reads a backup to its end. Answers its first line and how many rows it holds; throws `BackupProblem` where it isn't
 * whole, or this version can't read it.
 */
export async function readBackup(
  lines: AsyncIterable<string>,
  take: Taking,
): Promise<{ header: Header; rows: number }> {
  const counts: Record<string, number> = {};
  let header: Header | null = null;
  for await (const line of lines) {
    if (!header) {
      header = await headerIn(line);
      await take.header(header);
      continue;
    }
    const end = parsed(line, End);
    if (end) return { header, rows: sumOf(counts, end) };
    const batch = parsed(line, Batch);
    if (!batch) throw new BackupProblem(STRANGE);
    await take.batch(batch);
    counts[batch.table] = (counts[batch.table] ?? 0) + batch.rows.length;
  }
  throw new BackupProblem('it ends too early: part of it is missing.');
}

/** The same without keeping any of it. */
export async function readWhole(lines: AsyncIterable<string>): Promise<number> {
  const { rows } = await readBackup(lines, { header: async () => undefined, batch: async () => undefined });
  return rows;
}

export const STRANGE = "it holds a line that isn't a backup's.";

async function headerIn(line: string): Promise<Header> {
  const header = parsed(line, Header);
  if (!header) throw new BackupProblem('this is no backup that Tierline made.');
  const { version } = header;
  if (header.format > FORMAT) {
    throw new BackupProblem(`it was made by a newer Tierline (${version}). Update this one first.`);
  }
  const known = await knownMigrations();
  const unknown = header.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new BackupProblem(
      `it was made by a newer Tierline (${version}, with ${unknown.join(', ')}). Update this one first.`,
    );
  }
  return header;
}

function sumOf(counts: Readonly<Record<string, number>>, { rows }: End): number {
  let sum = 0;
  for (const [table, expected] of Object.entries(rows)) {
    const found = counts[table] ?? 0;
    if (found !== expected) {
      throw new BackupProblem(`it should hold ${expected} rows of ${table}, and holds ${found}.`);
    }
    sum += found;
  }
  return sum;
}

/** One line as that shape; null where it is another. */
function parsed<T>(line: string, shape: ZodType<T>): T | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  return shape.safeParse(json).data ?? null;
}
