import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkDeactivate, checkPerson } from '#core/admin/check-person.ts';
import { type Deactivated, type OneTimeCode, PersonDraft, type PersonListed } from '#core/admin/people.ts';
import { type PersonId, PersonId as PersonIdShape } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import { endCodes } from '../db/accounts.ts';
import type { Queryable } from '../db/database.ts';
import { deleteSessionsOf } from '../db/sessions.ts';
import { countSessions, openTicketsOf, readSignIns } from '../db/sign-ins.ts';
import { isZone } from '../db/zones.ts';
import { CODE_LASTS } from '../sessions/accounts.ts';
import { fingerprint } from '../sessions/secrets.ts';
import { LASTS } from '../sessions/sessions.ts';
import { found, refuseFlaws } from './admin-act.ts';
import { difference } from './admin-difference.ts';
import { edited } from './admin-edited.ts';
import type { AdminDeps } from './admin-routes.ts';
import { HttpProblem } from './problem.ts';
import type { Routes } from './routes.ts';
import { tokenOf } from './signed-in.ts';

/** Who works here: invited, changed, reset, deactivated and brought back. */
export function adminPeople(app: Routes, deps: AdminDeps): void {
  const { acts, accounts, addressOf, newId, putBack, database, clock, reference } = deps;

  app.get('/api/admin/people', async (request): Promise<{ people: PersonListed[] }> => {
    await acts.administrator(request);
    const { data } = await reference.current();
    const signIns = await readSignIns(database, clock.now(), LASTS);
    return { people: data.people.map((person) => ({ person, ...(signIns.get(person.id) ?? unknown) })) };
  });

  app.post('/api/admin/people', { schema: { body: PersonDraft.strict() } }, async (request): Promise<OneTimeCode> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const person: Person = { ...draft, id: newId<PersonId>(), active: true };
    const { made } = await acts.change(by, async (edit, data, tx) => {
      refuseFlaws(checkPerson(draft, null, data, isZone));
      await edit.people([person]);
      const recorded = { act: 'person.invite', about: person.id, name: person.name, before: null, after: draft };
      return { made: await accounts.issueCode('invite', person.id, tx), recorded };
    });
    return shownOnce(request, person.id, made);
  });

  app.patch(
    '/api/admin/people/:id',
    { schema: { params: z.object({ id: PersonIdShape }), body: PersonDraft.partial().strict() } },
    async (request): Promise<Person> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data) => {
        const before = found(data.people, id, 'person');
        const draft = edited(PersonDraft, before, request.body);
        refuseFlaws(checkPerson(draft, id, data, isZone));
        const after: Person = { ...before, ...draft };
        await edit.people([after]);
        const recorded = { act: 'person.edit', about: id, name: draft.name, ...difference(before, after) };
        return { made: after, recorded };
      });
      await putBack.of(id);
      return made;
    },
  );

  app.post(
    '/api/admin/people/:id/reset',
    { schema: { params: z.object({ id: PersonIdShape }) } },
    async (request): Promise<OneTimeCode> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      // Nothing that consoles hold changes; it is told as if it did, so that their sockets are looked through at once.
      const { made } = await acts.change(by, async (_edit, data, tx) => {
        const person = found(data.people, id, 'person');
        if (!person.active)
          throw new HttpProblem(400, 'refused', `${person.name} is deactivated. Bring them back first.`, 'id');
        await deleteSessionsOf(tx, id, askedFrom(request));
        const recorded = { act: 'person.reset', about: id, name: person.name, before: null, after: null };
        return { made: await accounts.issueCode('reset', id, tx), recorded };
      });
      return shownOnce(request, id, made);
    },
  );

  app.post(
    '/api/admin/people/:id/deactivate',
    { schema: { params: z.object({ id: PersonIdShape }) } },
    async (request): Promise<Deactivated> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const was = found((await reference.current()).data.people, id, 'person');
      let sessionsEnded = 0;
      // One who left while the server stopped halfway may still hold tickets: asking again puts those back.
      if (was.active || (await openTicketsOf(database, id, [])).length === 0) {
        const { made } = await acts.change(by, async (edit, data, tx) => {
          const before = found(data.people, id, 'person');
          refuseFlaws(checkDeactivate(before, by, data.people));
          const after = { ...before, active: false };
          await edit.people([after]);
          const recorded = { act: 'person.deactivate', about: id, name: before.name, ...difference(before, after) };
          return { made: await signOut(tx, id), recorded };
        });
        sessionsEnded = made;
      }
      return { personId: id, sessionsEnded, ticketsPutBack: await putBack.of(id) };
    },
  );

  app.post(
    '/api/admin/people/:id/activate',
    { schema: { params: z.object({ id: PersonIdShape }) } },
    async (request): Promise<OneTimeCode> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data, tx) => {
        const before = found(data.people, id, 'person');
        if (before.active) throw new HttpProblem(400, 'refused', `${before.name} is active already.`, 'id');
        const after = { ...before, active: true };
        await edit.people([after]);
        const recorded = { act: 'person.activate', about: id, name: before.name, ...difference(before, after) };
        return { made: await accounts.issueCode('reset', id, tx), recorded };
      });
      return shownOnce(request, id, made);
    },
  );

  function shownOnce(request: FastifyRequest, personId: PersonId, code: string): OneTimeCode {
    return { personId, code, link: `${addressOf(request)}/#/code/${code}`, until: clock.now() + CODE_LASTS };
  }

  /** Who resets their own sign-in must still be there to read the code. */
  function askedFrom({ raw }: FastifyRequest): string | null {
    const token = tokenOf(raw);
    return token && fingerprint(token);
  }

  async function signOut(tx: Queryable, id: PersonId): Promise<number> {
    const count = await countSessions(tx, id, clock.now());
    await deleteSessionsOf(tx, id);
    await endCodes(tx, id, clock.now());
    return count;
  }
}

const unknown = { signIn: 'invited', codeUntil: null, sessions: 0, lastSeenAt: null, openTickets: 0 } as const;
