import type { SocketMessage } from '#core/sync/protocol.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import * as desk from '#test/core/desk.ts';
import { createAuthority } from '#test/support/authority.ts';
import { startTestServer } from '#test/support/server.ts';
import { createClock as createServerClock } from '#test/support/server-clock.ts';
import { people } from '#test/support/workspace.ts';
import { createTransport, isFailure, type Transport } from '../../renderer/sync/transport.ts';
import type { Court } from './convergence.ts';

/** The small authority in memory. */
export function createSmallCourt(): Court {
  let now = desk.monday + 1_000;
  const authority = createAuthority(desk.reference(), () => now);
  return {
    serverId: authority.serverId,
    people: [desk.ines, desk.dele, desk.ruben],
    now: () => now,
    pass(ms) {
      now += ms;
    },
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

/** The real server on its embedded database in memory, asked over HTTP. */
export async function startRealCourt(): Promise<Court & { stop(): Promise<void> }> {
  const clock = createServerClock();
  const server = await startTestServer(clock);
  const { serverId } = server.parts.workspace;
  const { ines, dele, ruben, ada } = people;
  const pokes = new Set<(message: SocketMessage) => void>();
  const poke = () => {
    for (const listener of pokes) listener({ type: 'poke', seq: Number.MAX_SAFE_INTEGER, serverTime: clock.now() });
  };
  const seated = new Map<string, Transport>();
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
  const seat = (person: Person) => {
    const transport = seated.get(person.id);
    if (!transport) throw new Error(`${person.name} has no seat`);
    return transport;
  };

  return {
    serverId,
    people: [ines, dele, ruben],
    now: clock.now,
    pass: clock.advance,
    direct: (person) => ({
      ...seat(person),
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
    stop: server.stop,
  };
}
