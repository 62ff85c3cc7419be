import type { KeyListed, KeyScope } from '#core/admin/keys.ts';
import type { Instant } from '#core/ids.ts';
import type { Queryable } from './database.ts';

/** A key that opens something now. */
export type LiveKey = { id: string; name: string; scopes: KeyScope[] };

const listed = `id, name, prefix, scopes, made_by as "by", made_at as "madeAt", last_used_at as "lastUsedAt",
  revoked_at as "revokedAt"`;

export async function insertKey(tx: Queryable, hash: string, key: KeyListed): Promise<void> {
  await tx.query(
    `insert into api_keys (id, key_hash, prefix, name, scopes, made_by, made_at) values ($1, $2, $3, $4, $5, $6, $7)`,
    [key.id, hash, key.prefix, key.name, key.scopes, key.by, key.madeAt],
  );
}

/** Live ones first, then the revoked; each by age, the newest first. */
export async function listKeys(on: Queryable): Promise<KeyListed[]> {
  return on.query<KeyListed>(`select ${listed} from api_keys order by revoked_at is not null, made_at desc, id`);
}

/** Ends a key for good and answers it as it was; null where there is none, or it had ended before. */
export async function revokeKey(tx: Queryable, id: string, at: Instant): Promise<KeyListed | null> {
  const [row] = await tx.query<KeyListed>(
    `update api_keys set revoked_at = $2 where id = $1 and revoked_at is null returning ${listed}`,
    [id, at],
  );
  return row ? { ...row, revokedAt: null } : null;
}

/** The key with this SHA-256, unless it was revoked; notes that it was used, at most once a minute. */
export async function useKey(on: Queryable, hash: string, at: Instant): Promise<LiveKey | null> {
  const [row] = await on.query<LiveKey & { lastUsedAt: Instant | null }>(
    `select id, name, scopes, last_used_at as "lastUsedAt" from api_keys where key_hash = $1 and revoked_at is null`,
    [hash],
  );
  if (!row) return null;
  const { lastUsedAt, ...key } = row;
  if (lastUsedAt === null || lastUsedAt <= at - 60_000) {
    await on.query('update api_keys set last_used_at = $2 where id = $1', [key.id, at]);
  }
  return key;
}
