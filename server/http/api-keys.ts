import type { FastifyRequest } from 'fastify';
import type { KeyScope } from '#core/admin/keys.ts';
import { type LiveKey, useKey as liveKey } from '../db/keys.ts';
import { fingerprint } from '../sessions/secrets.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts } from './routes.ts';

/** Which key opened a request: found out before anything of its body is read. */
export function createKeyring({ database, clock }: Pick<RouteParts, 'database' | 'clock'>) {
  const opened = new WeakMap<object, LiveKey>();
  return {
    /** An `onRequest` hook: 401 without a key, 403 where the key may not do it. */
    needs: (scope: KeyScope) => async (request: FastifyRequest) => {
      const secret = /^Bearer (tlk_[\w-]{10,200})$/.exec(request.headers.authorization ?? '')?.[1];
      const key = secret && (await liveKey(database, fingerprint(secret), clock.now()));
      if (!key) {
        const says = 'Send an API key: "Authorization: Bearer tlk_…". An administrator makes one.';
        throw new HttpProblem(401, 'noKey', says, 'authorization');
      }
      if (!key.scopes.includes(scope)) {
        throw new HttpProblem(403, 'wrongScope', `The key "${key.name}" may not do this: it needs "${scope}".`);
      }
      opened.set(request.raw, key);
    },
    of(request: FastifyRequest): LiveKey {
      const key = opened.get(request.raw);
      if (!key) throw new Error('a request came through without a key');
      return key;
    },
  };
}
