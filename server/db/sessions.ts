import type { Instant, PersonId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

export type Shell = 'browser' | 'electron';
export type SessionRow = { personId: PersonId; shell: Shell; expiresAt: Instant };

export async function insertSession(on: Queryable, hash: string, session: SessionRow, at: Instant): Promise<void> {
  await on.query(
    'insert into sessions (token_hash, person_id, shell, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [hash, session.personId, session.shell, at, session.expiresAt],
  );
}

export async function readSession(on: Queryable, hash: string, at: Instant): Promise<SessionRow | null> {
  const [row] = await on.query<{ person_id: PersonId; shell: Shell; expires_at: number }>(
    'select person_id, shell, expires_at from sessions where token_hash = $1 and expires_at > $2',
    [hash, at],
  );
  return row ? { personId: row.person_id, shell: row.shell, expiresAt: row.expires_at } : null;
}

export async function extendSession(on: Queryable, hash: string, expiresAt: Instant): Promise<void> {
  await on.query('update sessions set expires_at = $2 where token_hash = $1', [hash, expiresAt]);
}

export async function deleteSession(on: Queryable, hash: string): Promise<void> {
  await on.query('delete from sessions where token_hash = $1', [hash]);
}

/** `except`: the hash of one that goes on. */
export async function deleteSessionsOf(on: Queryable, personId: PersonId, except: string | null = null): Promise<void> {
  await on.query('delete from sessions where person_id = $1 and token_hash is distinct from $2', [personId, except]);
}

export async function deleteExpiredSessions(on: Queryable, at: Instant): Promise<void> {
  await on.query('delete from sessions where expires_at <= $1', [at]);
}
