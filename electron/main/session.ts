import type { OnBeforeSendHeadersListenerDetails, WebRequest } from 'electron';
import { z } from 'zod';
import { Problem, Session, type SignIn } from '#core/sync/protocol.ts';
import { type Disk, readJson } from './disk.ts';
import type { Vault } from './vault.ts';

type SignInProblem = { problem: string; says: string };

export type SessionKeeper = {
  /** Signs in on the page's behalf. The token stays here: what the page gets has none. */
  signIn(how: SignIn): Promise<Session | SignInProblem>;
  /** Whom this machine is signed in as, with the server gone and after a power cut too; without the token. */
  remembered(): Session | null;
  /** Forgets the token first, then tells the server; works with the server gone. */
  signOut(): Promise<void>;
  /** The headers for a request to this address: the token for the configured server, nothing for anybody else. */
  headersFor(address: string): Record<string, string>;
};

/** No secret in it, so that it is kept where the vault keeps nothing. */
const Remembered = z.object({ server: z.string(), session: Session });

/** Keeps the bearer token out of the page. Reads the vault once, at start. */
export async function createSessionKeeper(deps: {
  server: string;
  fetch: (address: string, init: RequestInit) => Promise<Response>;
  vault: Vault;
  disk: Disk;
}): Promise<SessionKeeper> {
  const { server, fetch, vault, disk } = deps;
  const last = Remembered.safeParse(readJson(disk)).data;
  let session = last?.server === server ? last.session : null;
  let token = await vault.read(server);

  function headersFor(address: string): Record<string, string> {
    return token && isFor(server, address) ? { authorization: `Bearer ${token}` } : {};
  }

  /** A full disk costs the next start without a server, not this sign-in. */
  function remember(now: Session): void {
    try {
      disk.write(JSON.stringify({ server, session: now }));
    } catch {}
  }

  return {
    headersFor,
    remembered: () => session,
    async signIn(how) {
      const body = JSON.stringify({ ...how, shell: 'electron' });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${server}/api/session`, { method: 'POST', headers, body }).catch(() => null);
      if (!answer) return { problem: 'unreachable', says: `The server at ${server} doesn't answer.` };
      const said: unknown = await answer.json().catch(() => null);
      const given = answer.ok ? Session.safeParse(said).data : null;
      if (!given?.token) return Problem.safeParse(said).data ?? strange(server, answer.status);
      token = given.token;
      session = { ...given, token: null };
      await vault.keep(server, token).catch(() => {});
      remember(session);
      return session;
    },
    async signOut() {
      const headers = headersFor(server);
      const wasSignedIn = token !== null;
      token = null;
      session = null;
      vault.forget();
      disk.remove();
      if (wasSignedIn) await fetch(`${server}/api/session`, { method: 'DELETE', headers }).catch(() => null);
    },
  };
}

/** Adds the token below the page, where no script can read it: to requests and sockets of the configured server only. */
export function authorise(webRequest: Pick<WebRequest, 'onBeforeSendHeaders'>, server: string, keeper: SessionKeeper) {
  const urls = [`${server}/*`, `${server.replace(/^http/, 'ws')}/*`];
  webRequest.onBeforeSendHeaders({ urls }, (details: OnBeforeSendHeadersListenerDetails, answer) => {
    answer({ requestHeaders: { ...details.requestHeaders, ...keeper.headersFor(details.url) } });
  });
}

/** Compares origins, so that `http://server.evil.example` isn't taken for `http://server`. */
function isFor(server: string, address: string): boolean {
  const asHttp = address.replace(/^ws/, 'http');
  return URL.canParse(asHttp) && new URL(asHttp).origin === new URL(server).origin;
}

function strange(server: string, status: number): SignInProblem {
  return { problem: 'strange', says: `What answers at ${server} isn't a Tierline server (it said ${status}).` };
}
