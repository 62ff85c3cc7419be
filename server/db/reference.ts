import type { Instant, PersonId } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { Matrix } from '#core/ticket/matrix.ts';
import type { Person } from '#core/workspace/person.ts';
import { indexReference, type Reference } from '#core/workspace/reference.ts';
import type { Clock } from '../clock.ts';
import type { Database, Queryable } from './database.ts';
import {
  type DocumentKind,
  type DocumentOf,
  holdReferenceRevision,
  movesClocks,
  newestVersion,
  raiseRevision,
  readReferenceData,
  referenceRevision,
  removeDocument,
  saveDocuments,
  savePeople,
} from './documents.ts';
import { renameWorkspace } from './workspace.ts';
import { compileAround } from './zones.ts';

type Made = 'version' | 'by' | 'at';
type Replaced = Exclude<DocumentKind, 'calendar' | 'policy' | 'matrix'>;

/** What can be changed in the reference. All of one `change` is one transaction and one revision. */
export type Edit = {
  save<K extends Replaced>(kind: K, list: readonly DocumentOf<K>[]): Promise<void>;
  /** Only what no ticket names can go. */
  remove(kind: 'downtime', id: string): Promise<void>;
  people(list: readonly Person[]): Promise<void>;
  /** The next version of a calendar, with its zone's transitions compiled here. RangeError: no such zone. */
  calendar(draft: Omit<Calendar, Made | 'transitions' | 'horizon'>, by: PersonId | null): Promise<Calendar>;
  policy(draft: Omit<Policy, Made>, by: PersonId | null): Promise<Policy>;
  matrix(draft: Omit<Matrix, Made>, by: PersonId | null): Promise<Matrix>;
  workspaceName(name: string): Promise<void>;
};

/** What a change did: open tickets are judged anew where clocks follow another document now. */
export type Changed = { revision: number; rescoped: string[]; judgesAnew: boolean };

export type ReferenceStore = {
  /** As it is now, read anew only where the revision grew. `on`: the transaction that decides by it. */
  current(on?: Queryable): Promise<Reference>;
  /** As `current`, and nobody changes it until the end of the transaction. */
  held(tx: Queryable): Promise<Reference>;
  /** Prefer `commands/change-reference.ts`, which also judges tickets anew and tells consoles. */
  change(work: (edit: Edit, tx: Queryable) => Promise<void>, close: Close): Promise<Changed>;
};

/** Ends the transaction of a change: appends it to the feed. */
type Close = (tx: Queryable, changed: Changed) => Promise<void>;

export function createReference({ database, clock }: { database: Database; clock: Clock }): ReferenceStore {
  let known: Reference | null = null;
  const at = async (revision: number, on: Queryable) => {
    if (known?.revision !== revision) known = indexReference(await readReferenceData(on));
    return known;
  };
  return {
    current: async (on = database) => at(await referenceRevision(on), on),
    held: async (tx) => at(await holdReferenceRevision(tx), tx),
    change: (work, close) =>
      database.transact(async (tx) => {
        const changed: Changed = { revision: await raiseRevision(tx), rescoped: [], judgesAnew: false };
        await work(editOf(tx, changed, clock.now()), tx);
        await close(tx, changed);
        return changed;
      }),
  };
}

function editOf(tx: Queryable, changed: Changed, at: Instant): Edit {
  const publish = async <K extends 'calendar' | 'policy' | 'matrix'>(kind: K, document: DocumentOf<K>) => {
    await saveDocuments(tx, kind, [document]);
    if (kind !== 'matrix') changed.judgesAnew = true;
  };
  const stamp = async (kind: DocumentKind, id: string, by: PersonId | null) => ({
    version: (await newestVersion(tx, kind, id)) + 1,
    by,
    at,
  });
  return {
    async save(kind, list) {
      if (await movesClocks(tx, kind, list)) changed.judgesAnew = true;
      await saveDocuments(tx, kind, list);
    },
    remove: (kind, id) => removeDocument(tx, kind, id),
    async people(list) {
      changed.rescoped.push(...(await savePeople(tx, list)));
    },
    async calendar(draft, by) {
      const calendar = { ...draft, ...(await stamp('calendar', draft.id, by)), ...compileAround(draft.zone, at) };
      await publish('calendar', calendar);
      return calendar;
    },
    async policy(draft, by) {
      const policy = { ...draft, ...(await stamp('policy', draft.id, by)) };
      await publish('policy', policy);
      return policy;
    },
    async matrix(draft, by) {
      const matrix = { ...draft, ...(await stamp('matrix', draft.id, by)) };
      await publish('matrix', matrix);
      return matrix;
    },
    workspaceName: (name) => renameWorkspace(tx, name),
  };
}
