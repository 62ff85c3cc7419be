import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { CannotOpen } from '../db/database.ts';
import type { Place } from '../db/open.ts';
import { BackupProblem } from './format.ts';
import { putBackup } from './put.ts';
import { takeBackup } from './take.ts';

type Env = Readonly<Record<string, string | undefined>>;
type Say = (line: string) => void;

const usage = {
  backup: `npm run backup -- FILE

Writes all that the database holds to FILE, also while a server runs on it. TIERLINE_DATA or DATABASE_URL names the database.`,
  restore: `npm run restore -- FILE

Makes the database what FILE says; what was there is kept beside it. Stop the server first. TIERLINE_DATA or DATABASE_URL names the database, which may be of the other kind than the one that FILE comes from.`,
};

/** Exit code: 0 done, 2 nothing was changed, and why. */
export async function runBackup(
  task: 'backup' | 'restore',
  args: readonly string[],
  env: Env,
  say: Say,
): Promise<number> {
  const file = readFile(args);
  if (file === null) {
    say(usage[task]);
    return args.includes('--help') ? 0 : 2;
  }
  const config = readConfig(env);
  if (Array.isArray(config)) {
    for (const { says } of config) say(says);
    return 2;
  }
  try {
    await (task === 'backup' ? take(config.place, file, say) : put(config.place, file, say));
    return 0;
  } catch (failure) {
    if (failure instanceof CannotOpen) say(failure.message);
    else if (failure instanceof BackupProblem) say(`${file}: ${failure.message}`);
    else throw failure;
    return 2;
  }
}

async function take(place: Place, file: string, say: Say): Promise<void> {
  const { bytes, rows } = await takeBackup(place, file);
  say(`${file}: ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB, read back whole.`);
}

async function put(place: Place, file: string, say: Say): Promise<void> {
  const { header, kept } = await putBackup(place, file, new Date());
  const made = new Date(header.made).toISOString();
  say(`${header.workspace} is as of ${made}. Everybody signs in again; consoles then send what they did since.`);
  if (kept) say(`What was there before is kept as ${kept}. Remove it once you are sure.`);
}

function readFile(args: readonly string[]): string | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: 'boolean' } },
    });
    return values.help || positionals.length !== 1 ? null : (positionals[0] ?? null);
  } catch {
    return null;
  }
}
