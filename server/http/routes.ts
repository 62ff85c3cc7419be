import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { Config } from '../config.ts';
import type { Parts } from '../parts.ts';
import type { Metrics } from './metrics.ts';
import type { Door } from './signed-in.ts';
import type { ZodProvider } from './validation.ts';

/** A Fastify instance whose handlers know what zod let in. */
export type Routes = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodProvider
>;

/** All that routes work with. `door` finds out who asks, or ends the request with a 401. */
export type RouteParts = Parts & { config: Config; door: Door; metrics: Metrics };
