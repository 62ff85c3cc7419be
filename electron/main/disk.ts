import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** One small file, replaced whole: a reader finds the old content or the new, never half of it. */
export type Disk = { read(): string | null; write(text: string): void; remove(): void };

/** Writes aside, flushes, renames. Throws what the system says where the disk is full or may not be written. */
export function createDisk(path: string): Disk {
  return {
    read() {
      try {
        return readFileSync(path, 'utf8');
      } catch {
        return null;
      }
    },
    write(text) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const aside = `${path}.new`;
      const file = openSync(aside, 'w', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(aside, path);
    },
    remove: () => rmSync(path, { force: true }),
  };
}

/** What a file holds as JSON; null where there is none or it isn't JSON. The caller parses it by schema. */
export function readJson(disk: Disk): unknown {
  try {
    return JSON.parse(disk.read() ?? 'null');
  } catch {
    return null;
  }
}
