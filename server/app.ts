import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyBaseLogger } from 'fastify';
import { openDoor } from './backup/door.ts';
import type { Clock } from './clock.ts';
import { renewCalendars } from './commands/renew-calendars.ts';
import { type Config, opening } from './config.ts';
import { CannotOpen, type Database } from './db/database.ts';
import { openDatabase } from './db/open.ts';
import { renewEpoch } from './db/workspace.ts';
import { seeded } from './demo/chance.ts';
import { loadDemo } from './demo/load.ts';
import { startSweep } from './escalation/sweep.ts';
import { startHttp } from './http/http.ts';
import { checkPort } from './http/port.ts';
import { createParts, type Parts } from './parts.ts';

export type RunningServer = {
  /** How to reach it from this machine, without a slash at the end. */
  url: string;
  parts: Parts;
  /** Finishes what was asked, closes sockets, then the database. Twice is once. */
  stop(): Promise<void>;
};

/** What comes from outside the process. `database`: one that is open already, in place of opening `config.place`. */
export type Outside = { clock: Clock; log: FastifyBaseLogger; database?: Database };

/** Starts the whole server. Throws `CannotOpen`, or what the system says of the port, with nothing left running. */
export async function startServer(config: Config, { clock, log, database: given }: Outside): Promise<RunningServer> {
  const ends: (() => Promise<unknown>)[] = [];
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= endAll(ends);
    return stopped;
  };
  try {
    await checkPort(config);
    const lost = (err: Error) => log.warn({ err }, 'a database connection was lost');
    const database = given ?? (await openDatabase(config.place, lost));
    ends.push(database.close);
    if (config.restored) await takeOverRestored(database, log);
    const parts = await createParts({ database, clock }, (err, says) => log.error({ err }, says));
    ends.push(parts.judging.stop);
    refuseOpenDemo(config, parts);
    await (config.demo ? fillDemo(parts, log) : welcomeAdministrator(parts, log));
    await renewCalendars(parts);
    await parts.judging.watch();
    const left = await parts.putBack.all();
    if (left > 0) log.info({ tickets: left }, 'tickets of people who left their team were put back');
    const sweep = await startSweep({
      ...parts,
      failed: (err, due) => log.error({ err, key: due.key }, 'a rule failed'),
    });
    ends.push(sweep.stop);
    const http = await startHttp(config, parts, log);
    ends.push(http.stop);
    if (config.place.kind === 'folder' && !given) {
      const failed = (err: unknown) => log.error({ err }, 'a backup broke off');
      ends.push(await openDoor(config.place.folder, parts, failed));
    }
    const url = addressOf(config, http.port);
    log.info({ url, database: database.kind, demo: config.demo }, 'listening');
    return { url, parts, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** A demo that became everybody's would be: its administrator's password is published. */
function refuseOpenDemo(config: Config, { workspace }: Parts): void {
  const opens = opening(config);
  if (!workspace.demo || opens === null) return;
  throw new CannotOpen(
    `${opens}, but the data there is the demo's, whose passwords everybody knows. Leave that out (HOST on loopback) to go on with the demo, or start with other data: set TIERLINE_DATA or DATABASE_URL. TIERLINE_DEMO=0 alone doesn't make it safe.`,
  );
}

async function takeOverRestored(database: Database, log: FastifyBaseLogger): Promise<void> {
  await renewEpoch(database);
  log.warn(
    'The epoch is new: consoles start afresh and keep what they have not sent. Leave TIERLINE_RESTORED out now.',
  );
}

/** What was started last ends first. */
async function endAll(ends: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const end of ends.toReversed()) await end();
}

async function fillDemo(parts: Parts, log: FastifyBaseLogger): Promise<void> {
  const seed = randomBytes(4).readUInt32LE();
  const { setPasswords } = parts.accounts;
  const tickets = await loadDemo({ ...parts, setPasswords, chance: seeded(seed) });
  if (tickets > 0) log.info({ tickets }, 'the demo workspace is filled');
}

/** Without the demo nobody can sign in at first: whoever reads the log can. */
async function welcomeAdministrator({ accounts }: Parts, log: FastifyBaseLogger): Promise<void> {
  const code = await accounts.firstCode();
  if (code)
    log.warn({ code }, `Nobody can sign in yet. The first administrator signs in with this one-time code: ${code}`);
}

function addressOf({ host, tls }: Config, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : isIPv6(host) ? `[${host}]` : host;
  return `${tls ? 'https' : 'http'}://${name}:${port}`;
}
