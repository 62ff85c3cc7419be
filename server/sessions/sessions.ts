import type { Instant, PersonId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Clock } from '../clock.ts';
import type { Database, Queryable } from '../db/database.ts';
import type { ReferenceStore } from '../db/reference.ts';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  extendSession,
  insertSession,
  readSession,
  type Shell,
} from '../db/sessions.ts';
import { fingerprint, newToken } from './secrets.ts';

/** A session lasts this long after its last use. */
export const LASTS = 12 * 3_600_000;
/** Written down as used at most this often. */
const EXTENDED_EVERY = 300_000;

/** Who is asking, and until when that holds. */
export type SignedIn = { person: Person; shell: Shell; expiresAt: Instant };

export type Sessions = {
  open(personId: PersonId, shell: Shell): Promise<{ token: string; expiresAt: Instant }>;
  /** Null where the token opens nothing (any more), or its person is deactivated. */
  find(token: string): Promise<SignedIn | null>;
  close(token: string): Promise<void>;
  /** Signs a person out everywhere, at once. */
  closeAll(personId: PersonId, on?: Queryable): Promise<void>;
};

type Deps = { database: Database; reference: ReferenceStore; clock: Clock };

export function createSessions({ database, reference, clock }: Deps): Sessions {
  return {
    async open(personId, shell) {
      const token = newToken();
      const expiresAt = clock.now() + LASTS;
      await deleteExpiredSessions(database, clock.now());
      await insertSession(database, fingerprint(token), { personId, shell, expiresAt }, clock.now());
      return { token, expiresAt };
    },
    async find(token) {
      const hash = fingerprint(token);
      const session = await readSession(database, hash, clock.now());
      if (!session) return null;
      const person = (await reference.current()).people.get(session.personId);
      if (!person?.active) return null;
      const { shell } = session;
      const fresh = clock.now() + LASTS;
      if (fresh - session.expiresAt < EXTENDED_EVERY) return { person, shell, expiresAt: session.expiresAt };
      await extendSession(database, hash, fresh);
      return { person, shell, expiresAt: fresh };
    },
    close: (token) => deleteSession(database, fingerprint(token)),
    closeAll: (personId, on = database) => deleteSessionsOf(on, personId),
  };
}
