import { z } from 'zod';
import { checkDowntime } from '#core/admin/check-downtime.ts';
import { DowntimeDraft } from '#core/admin/downtimes.ts';
import { type DowntimeId, DowntimeId as DowntimeIdShape } from '#core/ids.ts';
import type { Downtime } from '#core/workspace/downtime.ts';
import { found, refuseFlaws } from './admin-act.ts';
import { difference } from './admin-difference.ts';
import { edited } from './admin-edited.ts';
import type { AdminDeps } from './admin-routes.ts';
import type { Routes } from './routes.ts';

/** When nobody could work for want of the system. Who pays for a minute follows it, no clock does. */
export function adminDowntimes(app: Routes, { acts, clock, newId }: AdminDeps): void {
  const params = z.object({ id: DowntimeIdShape });

  app.post('/api/admin/downtimes', { schema: { body: DowntimeDraft.strict() } }, async (request): Promise<Downtime> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const downtime: Downtime = { ...draft, id: newId<DowntimeId>() };
    await acts.change(by, async (edit) => {
      refuseFlaws(checkDowntime(draft, clock.now()));
      await edit.save('downtime', [downtime]);
      const { id, says } = downtime;
      return { made: null, recorded: { act: 'downtime.record', about: id, name: says, before: null, after: draft } };
    });
    return downtime;
  });

  app.patch(
    '/api/admin/downtimes/:id',
    { schema: { params, body: DowntimeDraft.partial().strict() } },
    async (request): Promise<Downtime> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data) => {
        const before = found(data.downtimes ?? [], id, 'downtime');
        const draft = edited(DowntimeDraft, before, request.body);
        refuseFlaws(checkDowntime(draft, clock.now()));
        const downtime: Downtime = { ...draft, id };
        await edit.save('downtime', [downtime]);
        const changed = difference(before, downtime);
        return { made: downtime, recorded: { act: 'downtime.edit', about: id, name: downtime.says, ...changed } };
      });
      return made;
    },
  );

  app.delete('/api/admin/downtimes/:id', { schema: { params } }, async (request, reply) => {
    const by = await acts.administrator(request);
    const { id } = request.params;
    await acts.change(by, async (edit, data) => {
      const { id: _, ...before } = found(data.downtimes ?? [], id, 'downtime');
      await edit.remove('downtime', id);
      return { made: null, recorded: { act: 'downtime.remove', about: id, name: before.says, before, after: null } };
    });
    return reply.code(204).send();
  });
}
