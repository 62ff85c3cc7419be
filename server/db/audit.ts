import type { AuditPage, AuditRow } from '#core/admin/audit.ts';
import type { Queryable } from './database.ts';

export type Audited = Omit<AuditRow, 'id'>;

export async function insertAudit(tx: Queryable, { at, by, act, about, name, before, after }: Audited): Promise<void> {
  await tx.query(
    `insert into audit (at, person_id, act, about, name, before, after)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)`,
    [at, by, act, about, name, textOf(before), textOf(after)],
  );
}

/** The newest first; `before` is the id of the row that ended the last page, null for the first. */
export async function readAudit(on: Queryable, before: number | null, limit: number): Promise<AuditPage> {
  const rows = await on.query<AuditRow>(
    `select id, at, person_id as by, act, about, name, before, after from audit
     where $1::bigint is null or id < $1::bigint order by id desc limit $2`,
    [before, limit + 1],
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

function textOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
