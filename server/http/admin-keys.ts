import { z } from 'zod';
import { KeyDraft, type KeyListed, type KeyMade } from '#core/admin/keys.ts';
import { insertKey, listKeys, revokeKey } from '../db/keys.ts';
import { fingerprint, newToken } from '../sessions/secrets.ts';
import type { AdminDeps } from './admin-routes.ts';
import { HttpProblem } from './problem.ts';
import type { Routes } from './routes.ts';

/** Keys for other systems: said once, kept as a hash, ended for good. */
export function adminKeys(app: Routes, { acts, database, clock, newId }: AdminDeps): void {
  app.get('/api/admin/keys', async (request): Promise<{ keys: KeyListed[] }> => {
    await acts.administrator(request);
    return { keys: await listKeys(database) };
  });

  app.post('/api/admin/keys', { schema: { body: KeyDraft.strict() } }, async (request): Promise<KeyMade> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const secret = `tlk_${newToken()}`;
    const key: KeyListed = {
      id: newId(),
      ...draft,
      prefix: secret.slice(0, 8),
      by,
      madeAt: clock.now(),
      lastUsedAt: null,
      revokedAt: null,
    };
    await acts.record(by, async (tx) => {
      await insertKey(tx, fingerprint(secret), key);
      const after = { ...draft, prefix: key.prefix };
      return { made: null, recorded: { act: 'key.create', about: key.id, name: key.name, before: null, after } };
    });
    return { key, secret };
  });

  app.delete('/api/admin/keys/:id', { schema: { params: z.object({ id: z.uuid() }) } }, async (request, reply) => {
    const by = await acts.administrator(request);
    const { id } = request.params;
    await acts.record(by, async (tx) => {
      const key = await revokeKey(tx, id, clock.now());
      if (!key) throw new HttpProblem(404, 'notFound', 'That key is not there, or was revoked already.', 'id');
      const recorded = {
        act: 'key.revoke',
        about: id,
        name: key.name,
        before: { revokedAt: null },
        after: { revokedAt: clock.now() },
      };
      return { made: null, recorded };
    });
    return reply.code(204).send();
  });
}
