import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AuditPage } from '#core/admin/audit.ts';
import { uuidv7 } from '#core/ids.ts';
import { readAudit } from '../db/audit.ts';
import { type Acts, createActs } from './admin-act.ts';
import { adminDocuments } from './admin-documents.ts';
import { adminDowntimes } from './admin-downtimes.ts';
import { adminKeys } from './admin-keys.ts';
import { adminLaboratory } from './admin-laboratory.ts';
import { adminPeople } from './admin-people.ts';
import { adminStructure } from './admin-structure.ts';
import type { RouteParts, Routes } from './routes.ts';

/** What the routes of administration work with besides what all routes have. */
export type AdminDeps = RouteParts & {
  acts: Acts;
  /** Where people reach this server, for links. */
  addressOf: (request: FastifyRequest) => string;
  newId: <T extends string>() => T;
};

const PAGE = 100;

/** Everything below `/api/admin`, for those who may administer. */
export function adminRoutes(app: Routes, parts: RouteParts): void {
  const { clock, config, database } = parts;
  const deps: AdminDeps = {
    ...parts,
    acts: createActs(parts),
    addressOf: (request) => config.publicUrl?.origin ?? `${request.protocol}://${request.headers.host ?? config.host}`,
    newId: <T extends string>() => uuidv7(clock.now(), randomBytes(10)) as T,
  };
  adminPeople(app, deps);
  adminStructure(app, deps);
  adminDocuments(app, deps);
  adminDowntimes(app, deps);
  adminKeys(app, deps);
  adminLaboratory(app, deps);

  const querystring = z.object({ before: z.coerce.number().int().positive().optional() });
  app.get('/api/admin/audit', { schema: { querystring, response: { 200: AuditPage } } }, async (request) => {
    await deps.acts.administrator(request);
    return readAudit(database, request.query.before ?? null, PAGE);
  });
}
