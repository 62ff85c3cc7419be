import type { z } from 'zod';
import type { PersonId, TicketId } from '#core/ids.ts';
import {
  Hello,
  type Here,
  Problem,
  type Pull,
  type Push,
  PushAnswer,
  Session,
  type SnapshotPage,
  SocketMessage,
  TicketRow,
} from '#core/sync/protocol.ts';
import { ReferenceData } from '#core/workspace/reference.ts';
import type { Clock } from '../store/clock.ts';
import { type Readable, ReadablePull, ReadableSnapshot } from './readable.ts';

/**
 * Why there is no answer. `unreachable`: the server could not be asked. `refused`: it said no, with a status.
 * `garbled`: it said something this console doesn't understand.
 */
export type Failure = {
  failed: 'unreachable' | 'refused' | 'garbled';
  /** HTTP status, 0 where there was none. */
  status: number;
  problem: string;
  says: string;
  /** How long the server asks to wait, ms. */
  retryAfter: number | null;
};
export type Reply<T> = T | Failure;

export type Socket = { send(here: Here): void; close(): void };
export type SocketListeners = { opened(): void; heard(message: SocketMessage): void; closed(): void };

/** Everything that can be asked of the server; failures are values. */
export type Transport = {
  hello(): Promise<Reply<Hello>>;
  session(): Promise<Reply<Session>>;
  reference(): Promise<Reply<ReferenceData>>;
  push(push: Push): Promise<Reply<PushAnswer>>;
  pull(since: number, limit: number): Promise<Reply<Readable<Pull>>>;
  snapshot(after: string | null, limit: number): Promise<Reply<Readable<SnapshotPage>>>;
  ticket(id: TicketId): Promise<Reply<TicketRow>>;
  socket(listeners: SocketListeners): Socket;
  /**
   * The same, as one person only: the server turns away what comes in somebody else's session. Tabs of a browser share
   * one cookie, and an outbox is only ever sent as its author.
   */
  as(personId: PersonId): Transport;
};

type Deps = {
  /** `http://127.0.0.1:4680`, no slash at the end. */
  server: string;
  fetch: typeof fetch;
  webSocket: (url: string) => WebSocket;
  clock: Pick<Clock, 'after'>;
  personId?: PersonId;
};

/** An answer that takes longer is no answer. */
const PATIENCE = 30_000;

/** Fetch and one socket, typed by the protocol; every answer is parsed. */
export function createTransport(deps: Deps): Transport {
  const { server, fetch, webSocket, clock, personId } = deps;
  const own: Record<string, string> = personId ? { [PERSON]: personId } : {};

  async function ask<T>(path: string, shape: z.ZodType<T>, body?: unknown): Promise<Reply<T>> {
    const patience = new AbortController();
    const stop = clock.after(PATIENCE, () => patience.abort());
    try {
      const response = await fetch(`${server}/api${path}`, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: patience.signal,
        ...(body === undefined
          ? { headers: own }
          : { method: 'POST', headers: { ...own, 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (!response.ok) return await refusedBy(response);
      const parsed = shape.safeParse(await response.json());
      return parsed.success ? parsed.data : garbled;
    } catch {
      return unreachable;
    } finally {
      stop();
    }
  }

  return {
    hello: () => ask('/hello', Hello),
    session: () => ask('/session', Session),
    reference: () => ask('/reference', ReferenceData),
    push: (push) => ask('/push', PushAnswer, push),
    pull: (since, limit) => ask(`/pull?since=${since}&limit=${limit}`, ReadablePull),
    snapshot: (after, limit) =>
      ask(`/snapshot?limit=${limit}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`, ReadableSnapshot),
    ticket: (id) => ask(`/tickets/${id}`, TicketRow),
    socket: (listeners) => openSocket(webSocket(socketAddress(server, personId)), listeners),
    as: (person) => createTransport({ ...deps, personId: person }),
  };
}

/** Who a request is meant to be from. A socket of a browser takes no headers, so there it stands in the address. */
const PERSON = 'x-tierline-person';

function socketAddress(server: string, personId: PersonId | undefined): string {
  return `${server.replace(/^http/, 'ws')}/api/poke${personId ? `?person=${personId}` : ''}`;
}

export function isFailure(reply: unknown): reply is Failure {
  return typeof reply === 'object' && reply !== null && 'failed' in reply;
}

export const unreachable: Failure = {
  failed: 'unreachable',
  status: 0,
  problem: 'unreachable',
  says: 'The server cannot be reached.',
  retryAfter: null,
};

const garbled: Failure = {
  failed: 'garbled',
  status: 200,
  problem: 'garbled',
  says: 'The server said something that this console does not understand. It may be newer.',
  retryAfter: null,
};

async function refusedBy(response: Response): Promise<Failure> {
  const body = Problem.safeParse(await response.json().catch(() => null));
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    failed: 'refused',
    status: response.status,
    problem: body.data?.problem ?? `http${response.status}`,
    says: body.data?.says ?? `The server answered ${response.status}.`,
    retryAfter: Number.isFinite(seconds) ? seconds * 1000 : null,
  };
}

function openSocket(socket: WebSocket, { opened, heard, closed }: SocketListeners): Socket {
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    closed();
  };
  socket.addEventListener('open', opened);
  socket.addEventListener('close', end);
  socket.addEventListener('error', end);
  socket.addEventListener('message', ({ data }) => {
    const message = SocketMessage.safeParse(parsed(data));
    if (message.success) heard(message.data);
  });
  return {
    send: (here) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(here));
    },
    close: () => {
      isOver = true;
      socket.close();
    },
  };
}

function parsed(data: unknown): unknown {
  try {
    return typeof data === 'string' ? JSON.parse(data) : null;
  } catch {
    return null;
  }
}
