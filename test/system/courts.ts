import { Readable } from 'node:stream';
import type { SocketMessage } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import * as desk from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { emptyCluster } from '#test/support/database.ts';
import { startTestServer } from '#test/support/server.ts';
import { createClock as createServerClock } from '#test/support/server-clock.ts';
import { people } from '#test/support/workspace.ts';
import { createTransport, isFailure, type Transport } from '../../renderer/sync/transport.ts';
import { dump } from '../../server/backup/dump.ts';
import { load } from '../../server/backup/load.ts';
import type { Database, Queryable } from '../../server/db/database.ts';
import { migrate } from '../../server/db/migrate.ts';
import { openPglite } from '../../server/db/pglite.ts';
import type { Court } from './convergence.ts';

/** The small authority in memory. */
export function createSmallCourt(): Court {
  let now = desk.monday + 1_000;
  const authority = createAuthority(desk.reference(), () => now);
  let takeBack: (() => void) | null = null;
  return {
    serverId: authority.serverId,
    people: [desk.ines, desk.dele, desk.ruben],
    now: () => now,
    pass(ms) {
      now += ms;
    },
    async backUp() {
      takeBack = authority.backup();
    },
    async restore() {
      takeBack?.();
      return takeBack !== null;
    },
    fail: () => {},
    direct: authority.direct,
    visibleTo: async (person) => authority.visibleTo(person),
    effects: async (id) => ({
      commandId: authority
        .events(id)
        .map((event) => event.commandId)
        .join(' '),
      messages: authority.messages(id).map((message) => message.id),
    }),
  };
}

/** The real server on its embedded database in memory, asked over HTTP; it can be started anew on an older backup of it. */
export async function startRealCourt(): Promise<Court & { stop(): Promise<void> }> {
  const clock = createServerClock();
  const { ines, dele, ruben, ada } = people;
  const disk = await openPglite(null, await emptyCluster());
  await migrate(disk);
  const fuse = createFuse(disk);
  const pokes = new Set<(message: SocketMessage) => void>();
  const seated = new Map<string, Transport>();
  let server = await startTestServer(clock, { database: fuse.database });
  let backup: string[] | null = null;
  await seatAll();

  const poke = () => {
    for (const listener of pokes) listener({ type: 'poke', seq: Number.MAX_SAFE_INTEGER, serverTime: clock.now() });
  };

  async function seatAll() {
    for (const person of [ines, dele, ruben, ada]) {
      const { token } = await server.signIn(person);
      const asked: typeof fetch = (input, init) =>
        fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${token}` } });
      const noTimers = { after: () => () => {} };
      const webSocket = () => {
        throw new Error('pokes are told by hand here');
      };
      seated.set(person.id, createTransport({ server: server.url, fetch: asked, webSocket, clock: noTimers }));
    }
  }
  /** Whose transport it is now: a server that was started anew has another address. */
  const seat = (person: Person) => {
    const transport = seated.get(person.id);
    if (!transport) throw new Error(`${person.name} has no seat`);
    return transport;
  };

  return {
    serverId: server.parts.workspace.serverId,
    people: [ines, dele, ruben],
    now: clock.now,
    pass: clock.advance,
    async backUp() {
      const lines: string[] = [];
      await dump(disk, clock, async (line) => void lines.push(line));
      backup = lines;
    },
    async restore() {
      if (!backup) return false;
      await server.stop();
      const lines = backup;
      await disk.script('drop schema public cascade; create schema public');
      await disk.transact((tx) => load(tx, Readable.from(lines)));
      server = await startTestServer(clock, { database: fuse.database });
      await seatAll();
      poke();
      return true;
    },
    fail: fuse.light,
    direct: (person) => ({
      as: () => seat(person),
      hello: () => seat(person).hello(),
      session: () => seat(person).session(),
      reference: () => seat(person).reference(),
      pull: (since, limit) => seat(person).pull(since, limit),
      snapshot: (after, limit) => seat(person).snapshot(after, limit),
      ticket: (id) => seat(person).ticket(id),
      async push(push) {
        const reply = await seat(person).push(push);
        poke();
        return reply;
      },
      onPoke(listener) {
        pokes.add(listener);
        return () => pokes.delete(listener);
      },
    }),
    async visibleTo(person) {
      const tickets: Ticket[] = [];
      for (let after: string | null = null; ; ) {
        const page = await seat(person).snapshot(after, 1_000);
        if (isFailure(page)) throw new Error(page.says);
        tickets.push(...page.rows.map((row) => row.ticket));
        if (page.next === null) return tickets;
        after = page.next;
      }
    },
    async effects(id) {
      const row = await seat(ada).ticket(id);
      if (isFailure(row)) {
        if (row.status === 404) return { commandId: '', messages: [] };
        throw new Error(row.says);
      }
      return {
        commandId: row.events.map((event) => event.commandId).join(' '),
        messages: row.messages.map((message) => message.id),
      };
    },
    async stop() {
      await server.stop();
      await disk.close();
    },
  };
}

/** A database that can be made to fail at a statement of a transaction to come, as where its server dies there. */
function createFuse(disk: Database) {
  let left = Number.POSITIVE_INFINITY;
  const watched = (tx: Queryable): Queryable => ({
    script: tx.script,
    query: (sql, params) => {
      left -= 1;
      if (left > 0) return tx.query(sql, params);
      left = Number.POSITIVE_INFINITY;
      return Promise.reject(new Error('the database is gone in the middle of it'));
    },
  });
  return {
    /** The server closes what it opened, and this isn't. */
    database: {
      ...disk,
      transact: (work) => disk.transact((tx) => work(watched(tx))),
      close: async () => {},
    } as Database,
    light(statements: number) {
      left = statements;
    },
  };
}
