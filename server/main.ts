import { startServer } from './app.ts';
import { createSystemClock } from './clock.ts';
import { readConfig } from './config.ts';
import { explained } from './explain.ts';
import { createLog } from './log.ts';

/** The server as a process: settings, start, and an end that loses nothing. */
const config = readConfig(process.env);
if (Array.isArray(config)) leave(config.map((problem) => problem.says).join('\n'));
const log = createLog(config.log);
const server = await startServer(config, { clock: createSystemClock(), log }).catch(explain);
process.send?.({ listening: server.url });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(signal));
if (process.connected) process.once('disconnect', () => void end('whoever started it is gone'));

/** Longer than any request should take: then the end comes without them. */
const PATIENCE = 15_000;

async function end(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  setTimeout(() => process.exit(1), PATIENCE).unref();
  await server.stop();
  log.info('stopped');
  process.exit(0);
}

function explain(failure: unknown): never {
  const says = Array.isArray(config) ? null : explained(failure, config);
  if (says === null) throw failure;
  return leave(says);
}

function leave(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
