import { type FastifyBaseLogger, fastify } from 'fastify';
import type { LogLevel } from './config.ts';

/** Where lines go, standard output unless a test listens. */
type Sink = { write(line: string): void };

/** One JSON object a line, on standard output: the logger that Fastify brings. */
export function createLog(level: LogLevel | 'trace', stream?: Sink): FastifyBaseLogger {
  return fastify({ logger: { level, serializers: { err: faultOf }, ...(stream ? { stream } : {}) } }).log;
}

/**
 * What a log says of a failure. Databases hang the statement's values and whole rows on theirs: people's words and
 * passwords' hashes, which have no place in a log.
 */
function faultOf(failure: Error & { code?: unknown; constraint?: unknown }) {
  if (!(failure instanceof Error)) return { type: typeof failure, message: String(failure), stack: '' };
  const { name, message, stack, code, constraint } = failure;
  return {
    type: name,
    message,
    stack: stack ?? '',
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
  };
}
