import type { Queryable } from '../db/database.ts';

/** One change, as the feed keeps it: who saw the thing before and who does after. */
export type Change = {
  kind: 'ticket' | 'reference';
  id: string | null;
  revBefore: number;
  rev: number;
  scopeBefore: readonly string[];
  scopeAfter: readonly string[];
};

/** The command whose answer is written along, if the change comes from one. */
export type Answered = { commandId: string; answer: unknown };

/**
 * Appends a change and answers its position. **Only as the last statement of a transaction**: the number comes from a
 * one-row counter whose lock lasts until the commit, so that feed order is commit order and no reader, who takes the
 * counter's committed value for the end, ever skips a change. A plain sequence would let a later number commit first.
 */
export async function append(tx: Queryable, change: Change, answered: Answered | null): Promise<number> {
  const [row] = await tx.query<{ seq: number }>(
    `with counter as (
       update counters set value = value + 1 where name = 'feed' returning value as seq
     ), fed as (
       insert into feed (seq, kind, id, rev_before, rev, scope_before, scope_after)
       select seq, $1, $2, $3, $4, $5, $6 from counter
     ), answered as (
       update commands set answer = $8::jsonb, seq = counter.seq from counter where commands.id = $7
     )
     select seq from counter`,
    [
      change.kind,
      change.id,
      change.revBefore,
      change.rev,
      change.scopeBefore,
      change.scopeAfter,
      answered?.commandId ?? null,
      answered ? JSON.stringify(answered.answer) : null,
    ],
  );
  if (!row) throw new Error('the feed counter is gone');
  return row.seq;
}

/** The last position that is committed: everything up to it can be read, nothing up to it will still come. */
export async function feedEnd(on: Queryable): Promise<number> {
  const [row] = await on.query<{ value: number }>(`select value from counters where name = 'feed'`);
  return row?.value ?? 0;
}
