import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Problem } from '#core/sync/protocol.ts';
import { createSystemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { CannotOpen } from '../db/database.ts';
import { openDatabase } from '../db/open.ts';
import { createParts } from '../parts.ts';
import { bringIn, Report } from './bring-in.ts';
import { MappingFile } from './mapping.ts';
import { type FileProblem, isUnreadable } from './problem.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Expected: said in a sentence, without a stack. */
class Cannot extends Error {}

const usage = `npm run import -- FILE.csv [--map MAP.json] [--source NAME]

Brings tickets in from a CSV. resources/import/README.md tells the columns.
With TIERLINE_URL and TIERLINE_KEY it asks that server; else it opens the database that TIERLINE_DATA or DATABASE_URL names.`;

/** Exit code: 0 all is in, 1 some lines were refused, 2 nothing could be done. */
export async function runImport(args: readonly string[], env: Env, say: (line: string) => void): Promise<number> {
  try {
    const asked = readArguments(args);
    if (!asked) {
      say(usage);
      return args.includes('--help') ? 0 : 2;
    }
    const map = await readMapping(asked.map, asked.source);
    const bytes = await readFile(asked.file).catch(() => {
      throw new Cannot(`${asked.file} can't be read.`);
    });
    const report = env.TIERLINE_URL
      ? await askServer(env.TIERLINE_URL, env, bytes, map)
      : await openAndBringIn(env, bytes, map);
    if (isUnreadable(report)) throw new Cannot(`${asked.file}: ${report.unreadable}`);
    return tell(report, say);
  } catch (failure) {
    if (!(failure instanceof Cannot)) throw failure;
    say(failure.message);
    return 2;
  }
}

/** Every refusal on a line of its own, the sum at the end. */
function tell({ lines, made, already, refused }: Report, say: (line: string) => void): number {
  for (const { line, column, says } of refused) say(`line ${line}${column ? `, ${column}` : ''}: ${says}`);
  const lost = new Set(refused.map(({ line }) => line)).size;
  say(`${lines} lines: ${made} brought in, ${already} there already, ${lost} refused.`);
  return lost > 0 ? 1 : 0;
}

function readArguments(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { map: { type: 'string' }, source: { type: 'string' }, help: { type: 'boolean' } },
    });
    const [file, ...more] = positionals;
    if (values.help || file === undefined || more.length > 0) return null;
    return { file, map: values.map ?? null, source: values.source ?? null };
  } catch (failure) {
    throw new Cannot(failure instanceof Error ? failure.message : String(failure));
  }
}

async function readMapping(path: string | null, source: string | null): Promise<MappingFile> {
  const from = source === null ? {} : { source };
  if (path === null) return MappingFile.parse(from);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Cannot(`The mapping ${path} can't be read.`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    throw new Cannot(`The mapping ${path} is no JSON: ${failure instanceof Error ? failure.message : ''}`);
  }
  const parsed = MappingFile.safeParse(json);
  if (!parsed.success) throw new Cannot(`The mapping ${path}: ${z.prettifyError(parsed.error)}`);
  return { ...parsed.data, ...from };
}

async function openAndBringIn(env: Env, bytes: Uint8Array, map: MappingFile): Promise<Report | FileProblem> {
  const config = readConfig(env);
  if (Array.isArray(config)) throw new Cannot(config.map(({ says }) => says).join('\n'));
  const database = await openDatabase(config.place).catch((failure) => {
    if (!(failure instanceof CannotOpen)) throw failure;
    const or =
      'Or send the file to the running server: set TIERLINE_URL to its address and TIERLINE_KEY to an API key.';
    throw new Cannot(`${failure.message}\n${or}`);
  });
  const parts = await createParts({ database, clock: createSystemClock() });
  try {
    return await bringIn(parts, bytes, map);
  } finally {
    await parts.judging.stop();
    await database.close();
  }
}

async function askServer(url: string, env: Env, bytes: Uint8Array, map: MappingFile): Promise<Report | FileProblem> {
  if (!URL.canParse(url)) throw new Cannot(`TIERLINE_URL is "${url}". Give an address such as http://127.0.0.1:4680.`);
  if (!env.TIERLINE_KEY)
    throw new Cannot('TIERLINE_KEY is missing: an API key that an administrator of that server makes.');
  const answer = await fetch(new URL('/api/import', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${env.TIERLINE_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ csv: Buffer.from(bytes).toString('base64'), map }),
  }).catch(() => {
    throw new Cannot(`Nothing answers at ${url}. Is the server running there?`);
  });
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return Report.parse(body);
  const problem = Problem.safeParse(body);
  if (problem.success && problem.data.problem === 'unreadable') return { unreadable: problem.data.says, line: null };
  throw new Cannot(`${url} says (${answer.status}): ${problem.success ? problem.data.says : answer.statusText}`);
}
