import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runServer } from './server-process.ts';

/** Fills one demo workspace for all specs, each of which works on a copy of its own. Ends with taking it away. */
export default async function seed(): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'tierline-seed-'));
  const server = await runServer({ TIERLINE_DATA: data, PORT: '0' });
  await server.end('SIGTERM');
  process.env.TIERLINE_SEEDED = data;
  return () => rmSync(data, { recursive: true, force: true });
}
