import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { newToken, sameSecret } from '../sessions/secrets.ts';
import { gzipped } from './pack.ts';

const FILE = 'backup-door.json';
const Door = z.object({ port: z.int(), key: z.string() });

/**
 * A running server holds the embedded database for itself, so it hands out the backup: on loopback, to whoever can read
 * the key in the data folder. Answers how to close it.
 */
export async function openDoor(
  folder: string,
  { database, clock }: { database: Database; clock: Clock },
  failed: (failure: unknown) => void,
): Promise<() => Promise<void>> {
  const key = newToken();
  const server = createServer((request, response) => {
    if (!sameSecret(request.headers.authorization ?? '', `Bearer ${key}`)) return void response.writeHead(403).end();
    hand(response).catch(failed);
  });
  async function hand(response: ServerResponse) {
    response.writeHead(200, { 'content-type': 'application/gzip' });
    await pipeline(gzipped(database, clock), response);
  }
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = address && typeof address === 'object' ? address.port : 0;
  await writeFile(join(folder, FILE), JSON.stringify({ port, key } satisfies z.infer<typeof Door>), { mode: 0o600 });
  return async () => {
    await rm(join(folder, FILE), { force: true });
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  };
}

/** The backup of the server that runs on a folder; null where none does. */
export async function askDoor(folder: string): Promise<Readable | null> {
  const said = await readFile(join(folder, FILE), 'utf8').catch(() => null);
  if (said === null) return null;
  const door = Door.safeParse(JSON.parse(said));
  if (!door.success) return null;
  const headers = { authorization: `Bearer ${door.data.key}` };
  const answer = await fetch(`http://127.0.0.1:${door.data.port}/`, { headers }).catch(() => null);
  return answer?.ok && answer.body ? Readable.from(answer.body) : null;
}
