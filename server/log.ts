import { type FastifyBaseLogger, fastify } from 'fastify';
import type { LogLevel } from './config.ts';

/** One JSON object a line, on standard output: the logger that Fastify brings. */
export function createLog(level: LogLevel): FastifyBaseLogger {
  return fastify({ logger: { level } }).log;
}
