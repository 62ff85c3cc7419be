import type { Queryable } from '../db/database.ts';
import { wantJudging } from '../db/judging.ts';
import { unlessOvertaken } from '../db/overtaken.ts';
import type { Changed, Edit, ReferenceStore } from '../db/reference.ts';
import { append } from '../feed/append.ts';
import type { Bell } from '../feed/listen.ts';
import type { Judging } from './judging.ts';

/** `work` is done again from its start where the database took it back for another's sake. */
export type ChangeReference = (
  work: (edit: Edit, tx: Queryable) => Promise<void>,
) => Promise<Changed & { judged: number }>;

type Deps = { reference: ReferenceStore; judging: Pick<Judging, 'begin'>; bell: Bell };

/**
 * Changes people, teams or documents: one revision, told to every console; who may see something else now starts
 * afresh. Where clocks follow another document, open tickets are judged anew: that it is owed is written with the
 * change; `judged` is how many changed by it before this answers, the rest follows by itself.
 */
export function createChangeReference({ reference, judging, bell }: Deps): ChangeReference {
  return async (work) => {
    const changed = await unlessOvertaken(() => reference.change(work, close));
    bell.ring();
    return { ...changed, judged: changed.judgesAnew ? await judging.begin() : 0 };
  };
}

async function close(tx: Queryable, { revision, rescoped, judgesAnew }: Changed): Promise<void> {
  if (judgesAnew) await wantJudging(tx, revision);
  for (const id of rescoped.length > 0 ? rescoped : [null]) {
    await append(tx, { kind: 'reference', id, revBefore: 0, rev: 0, scopeBefore: [], scopeAfter: [] }, null);
  }
}
