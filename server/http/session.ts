import type { FastifyReply } from 'fastify';
import { PROTOCOL, Session, SignIn } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import { createAttempts } from '../sessions/attempts.ts';
import { demoPeople, isOfDemo } from './demo-people.ts';
import { isAskedOnLoopback } from './doors.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts, Routes } from './routes.ts';
import { giveCookie, takeCookie, tokenOf } from './signed-in.ts';

const WITHIN = 5 * 60_000;

/** Signing in, looking who one is, signing out. */
export function sessionRoutes(app: Routes, parts: RouteParts): void {
  const { config, workspace, reference, sessions, accounts, clock, door } = parts;
  const secure = config.tls !== null || config.publicUrl?.protocol === 'https:';
  const perAddress = createAttempts(clock, { failures: 50, within: WITHIN });
  const perAccount = createAttempts(clock, { failures: 10, within: WITHIN });

  const answer = (person: Person, expiresAt: number, token: string | null): Session => ({
    person,
    serverId: workspace.serverId,
    epoch: workspace.epoch,
    protocol: PROTOCOL,
    serverTime: clock.now(),
    expiresAt,
    token,
  });

  app.post('/api/session', { schema: { body: SignIn, response: { 200: Session } } }, async (request, reply) => {
    const { body } = request;
    const account = body.how === 'password' ? body.email.trim().toLowerCase() : null;
    const wait = Math.max(perAddress.wait(request.ip), account === null ? 0 : perAccount.wait(account));
    if (wait > 0) throw tooMany(reply, wait);
    const takeBack = perAddress.count(request.ip);
    if (account !== null) perAccount.count(account);
    const person = await whoIs(body, isAskedOnLoopback(request.raw));
    if (person instanceof HttpProblem) throw person;
    takeBack();
    if (account !== null) perAccount.forgive(account);
    const before = tokenOf(request.raw);
    if (before) await sessions.close(before);
    const session = await sessions.open(person.id, body.shell);
    if (body.shell === 'browser') giveCookie(reply, session, secure);
    return answer(person, session.expiresAt, body.shell === 'electron' ? session.token : null);
  });

  app.get('/api/session', { schema: { response: { 200: Session } } }, async (request) => {
    const { person, expiresAt } = await door(request);
    return answer(person, expiresAt, null);
  });

  app.delete('/api/session', async (request, reply) => {
    const token = tokenOf(request.raw);
    if (token) await sessions.close(token);
    takeCookie(reply, secure);
    return reply.code(204).send();
  });

  async function whoIs(asked: SignIn, onLoopback: boolean): Promise<Person | HttpProblem> {
    switch (asked.how) {
      case 'password': {
        const person = await accounts.check(asked.email, asked.password);
        if (!person) {
          return new HttpProblem(401, 'wrongPassword', "That email and password don't go together.", 'password');
        }
        const isShut = workspace.demo && !(config.demo && onLoopback);
        if (!isShut || !isOfDemo(person, asked.password)) return person;
        return new HttpProblem(
          403,
          'noDemo',
          'The people of the demo sign in only while the demo is on (TIERLINE_DEMO=1), on the machine it runs on.',
        );
      }
      case 'demo': {
        if (!config.demo || !onLoopback) {
          return new HttpProblem(
            403,
            'noDemo',
            'One-click sign-in exists only in the demo, on the machine it runs on.',
          );
        }
        const person = demoPeople((await reference.current()).data.people).find((one) => one.id === asked.personId);
        return person ?? new HttpProblem(401, 'noDemo', 'That person is not in the demo.', 'personId');
      }
      case 'code': {
        const redeemed = await accounts.redeem(asked);
        if (!('says' in redeemed)) return redeemed;
        return new HttpProblem(redeemed.field === 'code' ? 401 : 400, 'notRedeemed', redeemed.says, redeemed.field);
      }
      default:
        return asked satisfies never;
    }
  }
}

function tooMany(reply: FastifyReply, wait: number): HttpProblem {
  const seconds = Math.ceil(wait / 1000);
  reply.header('retry-after', String(seconds));
  const minutes = Math.ceil(seconds / 60);
  const words = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return new HttpProblem(429, 'tooMany', `Too many wrong tries. Wait ${words}, then try again.`);
}
