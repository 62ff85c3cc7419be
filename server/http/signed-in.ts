import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#core/access.ts';
import type { Instant, PersonId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import type { ReferenceStore } from '../db/reference.ts';
import type { Sessions, SignedIn } from '../sessions/sessions.ts';
import { HttpProblem } from './problem.ts';

export const COOKIE = 'tierline_session';

/** Finds out who asks. Every route that needs a person calls this first. */
export type Door = (request: Pick<FastifyRequest, 'raw'>) => Promise<SignedIn & { actor: Actor; token: string }>;

export function createDoor(sessions: Sessions, reference: Pick<ReferenceStore, 'current'>): Door {
  return async ({ raw }) => {
    const token = tokenOf(raw);
    const session = token ? await sessions.find(token) : null;
    if (!token || !session) {
      const asker = (await reference.current()).people.get(meantFor(raw) as PersonId);
      // No name: who asks has shown nothing yet.
      if (asker?.active === false) {
        throw new HttpProblem(401, 'revoked', 'Your access to this workspace was taken away.');
      }
      throw new HttpProblem(401, 'noSession', 'You are signed out. Sign in again; your unsent work is kept.');
    }
    const meant = meantFor(raw);
    if (meant !== null && meant !== session.person.id) {
      throw new HttpProblem(
        401,
        'wrongPerson',
        `${session.person.name} is signed in here now. Sign in again to go on; your unsent work is kept.`,
      );
    }
    return { ...session, token, actor: { kind: 'person', person: session.person } };
  };
}

/** Whom a request is meant to be from: a console's outbox is only ever sent as its author, whoever's cookie it finds. */
function meantFor({ headers, url }: IncomingMessage): string | null {
  const header = headers['x-tierline-person'];
  if (typeof header === 'string') return header;
  return new URL(url ?? '/', 'http://localhost').searchParams.get('person');
}

/** The desktop app's bearer token, else the browser's cookie. A page from elsewhere can send neither. */
export function tokenOf({ headers }: IncomingMessage): string | null {
  const bearer = /^Bearer ([\w-]{20,100})$/.exec(headers.authorization ?? '')?.[1];
  if (bearer) return bearer;
  if (headers.authorization !== undefined) return null;
  const cookie = (headers.cookie ?? '').split(';').find((part) => part.trim().startsWith(`${COOKIE}=`));
  return cookie?.trim().slice(COOKIE.length + 1) || null;
}

type Given = { token: string; expiresAt: Instant };

/** No `Expires`: the server's own sliding end holds, and closing the browser doesn't sign out offline work. */
export function giveCookie(reply: FastifyReply, { token }: Given, secure: boolean): void {
  reply.setCookie(COOKIE, token, { httpOnly: true, sameSite: 'strict', path: '/', secure, maxAge: 30 * 86_400 });
}

export function takeCookie(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(COOKIE, { httpOnly: true, sameSite: 'strict', path: '/', secure });
}

/** What somebody is, in a few words: `Agent, Service Desk L1`. */
export function roleOf(person: Person, { teams, tiers }: Pick<ReferenceData, 'teams' | 'tiers'>): string {
  if (person.administrator) return 'Administrator';
  const best = ['supervisor', 'dispatcher', 'agent', 'viewer'] as const;
  const role = best.find((one) => person.memberships.some((membership) => membership.role === one));
  const membership = person.memberships.find((one) => one.role === role);
  const team = teams.find((one) => one.id === membership?.teamId);
  if (!role || !team) return 'No team';
  const rank = tiers.find((tier) => tier.id === team.tierId)?.rank ?? 1;
  return `${role === 'agent' && rank > 1 ? 'Specialist' : words[role]}, ${team.name}`;
}

const words = { supervisor: 'Supervisor', dispatcher: 'Dispatcher', agent: 'Agent', viewer: 'Viewer' } as const;
