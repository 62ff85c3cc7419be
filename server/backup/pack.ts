import { createReadStream } from 'node:fs';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { createGunzip, createGzip } from 'node:zlib';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { dump } from './dump.ts';
import { BackupProblem } from './format.ts';

/** A backup as the bytes of its file. */
export function gzipped(database: Database, clock: Clock): Readable {
  const lines = new PassThrough({ highWaterMark: 1 << 20 });
  const write = (line: string) =>
    new Promise<void>((resolve, reject) => {
      if (lines.destroyed) return reject(new Error('whoever asked for the backup is gone'));
      if (lines.write(`${line}\n`)) return resolve();
      const go = () => {
        lines.off('drain', go).off('close', go);
        resolve();
      };
      lines.once('drain', go).once('close', go);
    });
  dump(database, clock, write).then(
    () => lines.end(),
    (failure) => lines.destroy(failure instanceof Error ? failure : new Error(String(failure))),
  );
  return pipeline(lines, createGzip(), () => undefined);
}

/** The lines of a backup's file. Throws `BackupProblem` where it can't be read, is none, or is cut off. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const text = new TextDecoder();
  let rest = '';
  try {
    const bytes: AsyncIterable<Uint8Array> = pipeline(createReadStream(file), createGunzip(), () => undefined);
    for await (const chunk of bytes) {
      const parts = (rest + text.decode(chunk, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      yield* parts;
    }
  } catch (failure) {
    throw new BackupProblem(whyUnreadable(failure));
  }
}

function whyUnreadable(failure: unknown): string {
  const { code, message }: NodeJS.ErrnoException = failure instanceof Error ? failure : new Error(String(failure));
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'Z_BUF_ERROR') return 'it ends too early: part of it is missing.';
  if (code?.startsWith('Z_')) return 'this is no backup that Tierline made, or it is damaged.';
  return `it can't be read (${message}).`;
}
