import type { ZodType } from 'zod';
import { knownMigrations } from '../db/migrate.ts';
import { BackupProblem, Batch, End, FORMAT, Header } from './format.ts';

/** Reads a backup to its end without keeping it. Answers how many rows it holds; throws `BackupProblem` where it isn't whole. */
export async function readWhole(lines: AsyncIterable<string>): Promise<number> {
  const counts: Record<string, number> = {};
  let isFirst = true;
  for await (const line of lines) {
    if (isFirst) {
      await headerIn(line);
      isFirst = false;
      continue;
    }
    const end = parseLine(line, End);
    if (end) return checkCounts(counts, end);
    const batch = parseLine(line, Batch);
    if (!batch) throw new BackupProblem("it holds a line that isn't a backup's.");
    counts[batch.table] = (counts[batch.table] ?? 0) + batch.rows.length;
  }
  throw new BackupProblem('it ends too early: part of it is missing.');
}

/** What the first line says; throws `BackupProblem` where this version can't read what follows. */
export async function headerIn(line: string | undefined): Promise<Header> {
  const header = line === undefined ? null : parseLine(line, Header);
  if (!header) throw new BackupProblem('this is no backup that Tierline made.');
  const { version } = header;
  if (header.format > FORMAT)
    throw new BackupProblem(`it was made by a newer Tierline (${version}). Update this one first.`);
  const known = await knownMigrations();
  const unknown = header.migrations.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new BackupProblem(
      `it was made by a newer Tierline (${version}, with ${unknown.join(', ')}). Update this one first.`,
    );
  }
  return header;
}

/** One line as that shape; null where it is another. */
export function parseLine<T>(line: string, shape: ZodType<T>): T | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  return shape.safeParse(json).data ?? null;
}

/** Answers the sum. */
export function checkCounts(counts: Readonly<Record<string, number>>, { rows }: End): number {
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
