import type { Instant, PersonId } from '#core/ids.ts';
import type { Queryable } from './database.ts';

export type CodeKind = 'invite' | 'reset' | 'first';
export type Code = { kind: CodeKind; personId: PersonId | null };

export async function readPasswordHash(on: Queryable, personId: PersonId): Promise<string | null> {
  const [row] = await on.query<{ password_hash: string | null }>(
    'select password_hash from accounts where person_id = $1',
    [personId],
  );
  return row?.password_hash ?? null;
}

export async function savePasswordHash(on: Queryable, personId: PersonId, hash: string, at: Instant): Promise<void> {
  await on.query(
    `insert into accounts (person_id, password_hash, changed_at) values ($1, $2, $3)
     on conflict (person_id) do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
    [personId, hash, at],
  );
}

/** From now on no password opens the account, until a code sets one. */
export async function endPassword(on: Queryable, personId: PersonId, at: Instant): Promise<void> {
  await on.query('update accounts set password_hash = null, changed_at = $2 where person_id = $1', [personId, at]);
}

export async function saveCode(on: Queryable, hash: string, code: Code, expiresAt: Instant): Promise<void> {
  await on.query('insert into codes (code_hash, kind, person_id, expires_at) values ($1, $2, $3, $4)', [
    hash,
    code.kind,
    code.personId,
    expiresAt,
  ]);
}

/** Ends whatever codes a person has (null: the first administrator's), so that only the newest opens anything. */
export async function endCodes(on: Queryable, personId: PersonId | null, at: Instant): Promise<void> {
  await on.query('update codes set used_at = $2 where person_id is not distinct from $1::uuid and used_at is null', [
    personId,
    at,
  ]);
}

/** What a code opens; null where there is none, or it was used or is too old. */
export async function readCode(on: Queryable, hash: string, at: Instant): Promise<Code | null> {
  const [row] = await on.query<{ kind: CodeKind; person_id: PersonId | null }>(
    'select kind, person_id from codes where code_hash = $1 and used_at is null and expires_at > $2',
    [hash, at],
  );
  return row ? { kind: row.kind, personId: row.person_id } : null;
}

/** Uses a code up. False where somebody else did a moment ago. */
export async function takeCode(tx: Queryable, hash: string, at: Instant): Promise<boolean> {
  const rows = await tx.query(
    'update codes set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2 returning kind',
    [hash, at],
  );
  return rows.length > 0;
}

/** Whether anybody has a password to sign in with. */
export async function anyAccount(on: Queryable): Promise<boolean> {
  return (await on.query('select 1 from accounts where password_hash is not null limit 1')).length > 0;
}
