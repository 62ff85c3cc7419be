import type { Queryable } from '../db/database.ts';
import type { Changed, Edit, ReferenceStore } from '../db/reference.ts';
import { append } from '../feed/append.ts';
import type { Bell } from '../feed/listen.ts';

export type ChangeReference = (
  work: (edit: Edit, tx: Queryable) => Promise<void>,
) => Promise<Changed & { judged: number }>;

type Deps = { reference: ReferenceStore; rejudge: () => Promise<number>; bell: Bell };

/**
 * Changes people, teams or documents: one revision, told to every console; who may see something else now starts
 * afresh. Open tickets are judged anew before this answers, where clocks follow another document; `judged`: how many
 * of them changed by it.
 */
export function createChangeReference({ reference, rejudge, bell }: Deps): ChangeReference {
  return async (work) => {
    const changed = await reference.change(work, appendChange);
    bell.ring();
    const judged = changed.judgesAnew ? await rejudge() : 0;
    if (judged > 0) bell.ring();
    return { ...changed, judged };
  };
}

async function appendChange(tx: Queryable, { rescoped }: Changed): Promise<void> {
  for (const id of rescoped.length > 0 ? rescoped : [null]) {
    await append(tx, { kind: 'reference', id, revBefore: 0, rev: 0, scopeBefore: [], scopeAfter: [] }, null);
  }
}
