import { Session } from '#core/sync/protocol.ts';
import type { Shell } from './shell.ts';

const KEY = 'tierline.session';

/** Whom this machine last signed in as, without any secret: opens the local store with the server gone. */
export function createRemembered(storage: Storage): Pick<Shell, 'remembered' | 'remember'> {
  return {
    remembered() {
      try {
        return Session.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null')).data ?? null;
      } catch {
        return null;
      }
    },
    remember(session) {
      try {
        if (session) storage.setItem(KEY, JSON.stringify({ ...session, token: null }));
        else storage.removeItem(KEY);
      } catch {
        // A browser that refuses to store asks for the sign-in again: nothing else is lost.
      }
    },
  };
}
