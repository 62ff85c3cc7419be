import type { FastifyRequest } from 'fastify';
import { can } from '#core/access.ts';
import type { PersonId } from '#core/ids.ts';
import type { Flaw } from '#core/sla/calendar-check.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { Clock } from '../clock.ts';
import type { ChangeReference } from '../commands/change-reference.ts';
import { type Audited, insertAudit } from '../db/audit.ts';
import type { Database, Queryable } from '../db/database.ts';
import { readReferenceData } from '../db/documents.ts';
import type { Edit } from '../db/reference.ts';
import { HttpProblem } from './problem.ts';
import type { Door } from './signed-in.ts';

/** What the audit keeps of an act. */
export type Recorded = Pick<Audited, 'act' | 'about' | 'name' | 'before' | 'after'>;

/** An act done: what it made, and what the audit keeps of it. */
export type Done<T> = { made: T; recorded: Recorded };

export type Acts = {
  /** Who asks, if they may administer; a 403 otherwise. */
  administrator(request: Pick<FastifyRequest, 'raw'>): Promise<PersonId>;
  /**
   * One act on people, teams or documents: checked, done and written down in one transaction, against what holds
   * in it. Acts come one after the other, so that two can't each remove "the other" last administrator.
   * Answers with what was made, and of how many tickets the clocks were judged anew.
   */
  change<T>(by: PersonId, work: Work<T>): Promise<{ made: T; judged: number }>;
  /** One act on something that no console holds: codes and keys. */
  record<T>(by: PersonId, work: (tx: Queryable) => Promise<Done<T>>): Promise<T>;
};

type Work<T> = (edit: Edit, data: ReferenceData, tx: Queryable) => Promise<Done<T>>;

type Deps = { database: Database; clock: Clock; changeReference: ChangeReference; door: Door };

export function createActs({ database, clock, changeReference, door }: Deps): Acts {
  const save = (tx: Queryable, by: PersonId, recorded: Recorded) =>
    insertAudit(tx, { ...recorded, at: clock.now(), by });
  return {
    async administrator(request) {
      const { actor, person } = await door(request);
      if (!can(actor, 'workspace.administer')) throw notAllowed();
      return person.id;
    },
    async change<T>(by: PersonId, work: Work<T>) {
      const outcome: { made: T }[] = [];
      const { judged } = await changeReference(async (edit, tx) => {
        const data = await readReferenceData(tx);
        const actor = data.people.find((person) => person.id === by);
        if (!actor || !can({ kind: 'person', person: actor }, 'workspace.administer')) throw notAllowed();
        const { made, recorded } = await work(edit, data, tx);
        await save(tx, by, recorded);
        outcome.push({ made });
      });
      // The database may have asked for the work a second time: the last one holds.
      const done = outcome.at(-1);
      if (!done) throw new Error('an act ended without its result');
      return { ...done, judged };
    },
    record: (by, work) =>
      database.transact(async (tx) => {
        const { made, recorded } = await work(tx);
        await save(tx, by, recorded);
        return made;
      }),
  };
}

/** The first thing that is wrong ends the request, by name. */
export function refuseFlaws(flaws: readonly Flaw[]): void {
  const [flaw] = flaws;
  if (flaw) throw new HttpProblem(400, 'refused', flaw.says, flaw.field);
}

export function found<T extends { id: string }>(list: readonly T[], id: string, what: string): T {
  const one = list.find((candidate) => candidate.id === id);
  if (!one) throw new HttpProblem(404, 'notFound', `That ${what} is not there any more.`, 'id');
  return one;
}

function notAllowed(): HttpProblem {
  return new HttpProblem(403, 'notAllowed', 'Only administrators can do that.');
}
