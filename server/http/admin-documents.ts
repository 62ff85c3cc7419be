import { checkPolicy } from '#core/admin/check-policy.ts';
import { CalendarDraft, MatrixDraft, PolicyDraft, type Published } from '#core/admin/documents.ts';
import type { DocumentId } from '#core/ids.ts';
import { checkCalendar } from '#core/sla/calendar-check.ts';
import { countOpenTickets } from '../db/sign-ins.ts';
import { isZone } from '../db/zones.ts';
import { found, type Recorded, refuseFlaws } from './admin-act.ts';
import { difference } from './admin-difference.ts';
import type { AdminDeps } from './admin-routes.ts';
import type { Routes } from './routes.ts';

/** Matrix, policies and calendars: each publication is a new version, for ever; open clocks follow it at once. */
export function adminDocuments(app: Routes, { acts, database, newId }: AdminDeps): void {
  const published = async ({ made, judged }: { made: Version; judged: number }): Promise<Published> => ({
    ...made,
    open: await countOpenTickets(database, null),
    judgedAnew: judged,
  });

  app.post('/api/admin/matrix', { schema: { body: MatrixDraft.strict() } }, async (request): Promise<Published> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const done = await acts.change(by, async (edit, data) => {
      const made = versionOf(await edit.matrix({ ...draft, id: data.matrix.id }, by));
      const changed = difference({ cells: data.matrix.cells }, { cells: draft.cells });
      const name = `Priority matrix, version ${made.version}`;
      return { made, recorded: { act: 'matrix.publish', about: made.id, name, ...changed } };
    });
    return published(done);
  });

  app.post('/api/admin/policies', { schema: { body: PolicyDraft.strict() } }, async (request): Promise<Published> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const id = draft.id ?? newId<DocumentId>();
    const done = await acts.change(by, async (edit, data) => {
      refuseFlaws(checkPolicy(draft, data));
      const before = newest(data.policies, id);
      const after = await edit.policy({ ...draft, id }, by);
      const changed = before ? difference(before, after) : { before: null, after: plain(after) };
      const name = `${draft.name}, version ${after.version}`;
      return { made: versionOf(after), recorded: { act: 'policy.publish', about: id, name, ...changed } };
    });
    return published(done);
  });

  app.post(
    '/api/admin/calendars',
    { schema: { body: CalendarDraft.strict() } },
    async (request): Promise<Published> => {
      const by = await acts.administrator(request);
      const draft = request.body;
      const id = draft.id ?? newId<DocumentId>();
      const done = await acts.change(by, async (edit, data) => {
        if (draft.id) found(data.calendars, id, 'calendar');
        refuseFlaws(checkCalendar(draft, isZone));
        const before = newest(data.calendars, id);
        const after = await edit.calendar({ ...draft, id }, by);
        const changed = before ? difference(drawn(before), drawn(after)) : { before: null, after: plain(drawn(after)) };
        const name = `${draft.name}, version ${after.version}`;
        return { made: versionOf(after), recorded: { act: 'calendar.publish', about: id, name, ...changed } };
      });
      return published(done);
    },
  );
}

type Version = Pick<Published, 'id' | 'version'>;

function versionOf({ id, version }: Version): Version {
  return { id, version };
}

function newest<T extends { id: string; version: number }>(list: readonly T[], id: string): T | null {
  return list
    .filter((one) => one.id === id)
    .reduce<T | null>((last, one) => (last && last.version > one.version ? last : one), null);
}

/** The compiled zone follows from the rest and would fill the audit. */
function drawn<T extends { transitions: unknown; horizon: unknown }>({ transitions: _, horizon: __, ...rest }: T) {
  return rest;
}

/** As JSON keeps it: what is absent is absent. */
function plain(document: object): Recorded['after'] {
  return JSON.parse(JSON.stringify(document)) as Recorded['after'];
}
