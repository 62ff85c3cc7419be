import { z } from 'zod';
import { AuditPage } from '#core/admin/audit.ts';
import { Published } from '#core/admin/documents.ts';
import { KeyMade, KeysListed } from '#core/admin/keys.ts';
import { Deactivated, OneTimeCode, PeopleListed } from '#core/admin/people.ts';
import { Problem } from '#core/sync/protocol.ts';
import { Organisation } from '#core/workspace/catalogue.ts';
import { Downtime } from '#core/workspace/downtime.ts';
import { Person } from '#core/workspace/person.ts';
import { ReferenceData } from '#core/workspace/reference.ts';
import { Team, Tier } from '#core/workspace/team.ts';

/** Why the server didn't do it, in words, and at which field. `unreachable`: it could not be asked. */
export class AdminProblem extends Error {
  readonly field: string | null;
  readonly unreachable: boolean;

  constructor(says: string, field: string | null = null, unreachable = false) {
    super(says);
    this.field = field;
    this.unreachable = unreachable;
  }
}

type Deps = { server: string; fetch: typeof fetch };

/** Everything below `/api/admin`; answers are parsed, refusals are thrown as `AdminProblem`. */
export function createAdminApi({ server, fetch }: Deps) {
  async function ask<T>(method: string, path: string, shape: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await reach(method, path, body);
    if (!response.ok) throw await refusedBy(response);
    return shape.parse(response.status === 204 ? null : await response.json());
  }

  async function reach(method: string, path: string, body: unknown): Promise<Response> {
    try {
      return await fetch(`${server}/api${path}`, {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
    } catch {
      throw new AdminProblem('The server can’t be reached. Nothing was changed.', null, true);
    }
  }

  return {
    reference: () => ask('GET', '/reference', ReferenceData),
    people: () => ask('GET', '/admin/people', PeopleListed),
    invite: (draft: unknown) => ask('POST', '/admin/people', OneTimeCode, draft),
    editPerson: (id: string, edit: unknown) => ask('PATCH', `/admin/people/${id}`, Person, edit),
    reset: (id: string) => ask('POST', `/admin/people/${id}/reset`, OneTimeCode),
    deactivate: (id: string) => ask('POST', `/admin/people/${id}/deactivate`, Deactivated),
    activate: (id: string) => ask('POST', `/admin/people/${id}/activate`, OneTimeCode),
    saveTeam: (id: string | null, draft: unknown) =>
      id ? ask('PATCH', `/admin/teams/${id}`, Team, draft) : ask('POST', '/admin/teams', Team, draft),
    saveTier: (id: string | null, draft: unknown) =>
      id ? ask('PATCH', `/admin/tiers/${id}`, Tier, draft) : ask('POST', '/admin/tiers', Tier, draft),
    saveOrganisation: (id: string | null, draft: unknown) =>
      id
        ? ask('PATCH', `/admin/organisations/${id}`, Organisation, draft)
        : ask('POST', '/admin/organisations', Organisation, draft),
    saveDowntime: (id: string | null, draft: unknown) =>
      id ? ask('PATCH', `/admin/downtimes/${id}`, Downtime, draft) : ask('POST', '/admin/downtimes', Downtime, draft),
    removeDowntime: (id: string) => ask('DELETE', `/admin/downtimes/${id}`, z.null()),
    publishMatrix: (draft: unknown) => ask('POST', '/admin/matrix', Published, draft),
    publishPolicy: (draft: unknown) => ask('POST', '/admin/policies', Published, draft),
    publishCalendar: (draft: unknown) => ask('POST', '/admin/calendars', Published, draft),
    keys: () => ask('GET', '/admin/keys', KeysListed),
    makeKey: (draft: unknown) => ask('POST', '/admin/keys', KeyMade, draft),
    revokeKey: (id: string) => ask('DELETE', `/admin/keys/${id}`, z.null()),
    audit: (before: number | null) => ask('GET', `/admin/audit${before ? `?before=${before}` : ''}`, AuditPage),
  };
}

export type AdminApi = ReturnType<typeof createAdminApi>;

async function refusedBy(response: Response): Promise<AdminProblem> {
  const body = Problem.safeParse(await response.json().catch(() => null));
  if (response.status >= 502) return new AdminProblem('The server can’t be reached. Nothing was changed.', null, true);
  return body.success
    ? new AdminProblem(withoutPath(body.data.says), body.data.field)
    : new AdminProblem(`The server answered ${response.status}.`);
}

/** `In "email": …` says where; here it stands at the field. */
function withoutPath(says: string): string {
  return says.replace(/^In "[^"]*": /, '');
}
