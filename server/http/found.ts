import type { IncomingMessage } from 'node:http';
import type { Sessions } from '../sessions/sessions.ts';
import { tokenOf } from './signed-in.ts';

const MOST = 10_000;

/**
 * Sessions that remember which tokens opened one of late: the limit of requests trusts those alone, without asking the
 * database first, so that a made-up token for each request is counted by its address all the same.
 */
export function rememberFound(sessions: Sessions) {
  const opened = new Set<string>();
  const find: Sessions['find'] = async (token) => {
    const session = await sessions.find(token);
    opened.delete(token);
    if (session) opened.add(token);
    if (opened.size > MOST) opened.delete(opened.values().next().value ?? token);
    return session;
  };
  return {
    sessions: { ...sessions, find },
    /** A request's token, where it opened a session before. */
    tokenOf(raw: IncomingMessage): string | null {
      const token = tokenOf(raw);
      return token && opened.has(token) ? token : null;
    },
  };
}
