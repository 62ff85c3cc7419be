import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { Here, type SocketMessage } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import { readScope } from '../db/tickets.ts';
import { feedEnd } from '../feed/append.ts';
import { checkDoor } from './doors.ts';
import { createPresence } from './presence.ts';
import { HttpProblem } from './problem.ts';
import type { RouteParts } from './routes.ts';

/** Every so often each socket hears something: a console that hears nothing for longer opens a new one. */
const BEAT = 25_000;
/** Presence is told at most this often. */
const PRESENCE_EVERY = 100;
const LARGEST = 4_096;
/** A console that takes nothing for so long, in bytes, is gone. */
const MOST_WAITING = 1_048_576;

/** A console says more than this in a second only by mistake, or by malice. */
const MOST_SAID = 100;
/** Who opens more loses the oldest: a console that came back must not wait for its dead sockets. */
const MOST_OF_SESSION = 10;
const MOST_OF_PERSON = 30;
/** Not before a while: coming back at once would not help. As HTTP's 429. */
const TOO_MANY = 4429;
/** Who doesn't hang up by then is hung up on. */
const GOODBYE = 1_000;

/** `newest`: what it said last and isn't taken in yet; what it said before that is out of date. */
type Line = {
  socket: WebSocket;
  person: Person;
  token: string;
  isAlive: boolean;
  newest: Here | null;
  isHeard: boolean;
  said: { second: number; count: number };
};

/**
 * The one socket of a console: "look" (a hint, never what to look at) and who is here. Signed out, deactivated or dead,
 * a line is dropped at the next beat, and at once where people changed.
 */
export async function startPokes(server: Server, parts: RouteParts, log: { error(what: object, says: string): void }) {
  const { bell, database, reference, sessions, clock, config, door, metrics } = parts;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST });
  const lines = new Set<Line>();
  const presence = createPresence<Line>();
  let told: NodeJS.Timeout | null = null;
  let revision = (await reference.current()).revision;
  metrics.gauge('tierline_sockets', 'Consoles that listen.', () => lines.size);

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    admit(request).then(
      ({ person, token }) => sockets.handleUpgrade(request, socket, head, (open) => greet(open, person, token)),
      (failure: unknown) => turnAway(socket, failure),
    );
  };
  server.on('upgrade', upgrade);

  async function admit(request: IncomingMessage) {
    if (URL.parse(request.url ?? '/', 'http://localhost')?.pathname !== '/api/poke') {
      throw new HttpProblem(404, 'notFound', 'There is no socket here.');
    }
    checkDoor(request, config);
    return door({ raw: request });
  }

  function greet(socket: WebSocket, person: Person, token: string) {
    const said = { second: 0, count: 0 };
    const line: Line = { socket, person, token, isAlive: true, newest: null, isHeard: false, said };
    lines.add(line);
    makeRoom([...lines].filter((one) => one.token === token).slice(0, -MOST_OF_SESSION), 'too many of one session');
    makeRoom(
      [...lines].filter((one) => one.person.id === person.id).slice(0, -MOST_OF_PERSON),
      'too many of one person',
    );
    socket.on('pong', () => {
      line.isAlive = true;
    });
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      lines.delete(line);
      presence.left(line, clock.now());
      tellPresence();
    });
    socket.on('message', (data, isBinary) => {
      if (!lines.has(line)) return;
      if (isTooMuch(line.said)) return hangUp(line, TOO_MANY, 'too many messages');
      const here = isBinary ? null : Here.safeParse(parsed(String(data)));
      if (!here?.success) return hangUp(line, 1007, 'not understood');
      line.newest = here.data;
      if (!line.isHeard) hearAll(line).catch(failed);
    });
    poke([line]).catch(failed);
    say(line, { type: 'presence', people: presence.seenBy(person), serverTime: clock.now() });
  }

  function isTooMuch(said: Line['said']): boolean {
    const second = Math.floor(clock.now() / 1_000);
    said.count = said.second === second ? said.count + 1 : 1;
    said.second = second;
    return said.count > MOST_SAID;
  }

  function makeRoom(list: readonly Line[], why: string) {
    for (const line of list) hangUp(line, TOO_MANY, why);
  }

  function hangUp(line: Line, code: number, why: string) {
    lines.delete(line);
    line.socket.close(code, why);
    setTimeout(() => line.socket.terminate(), GOODBYE).unref();
  }

  /** One after the other, and only the newest: whatever else came meanwhile nobody would see any more. */
  async function hearAll(line: Line) {
    line.isHeard = true;
    try {
      for (let here = line.newest; here; here = line.newest) {
        line.newest = null;
        await hear(line, here);
      }
    } finally {
      line.isHeard = false;
    }
  }

  async function hear(line: Line, here: Here) {
    const scope = here.ticketId && (await readScope(database, here.ticketId));
    if (lines.has(line) && presence.heard(line, line.person, here, scope, clock.now())) tellPresence();
  }

  async function poke(to: Iterable<Line>) {
    const seq = await feedEnd(database);
    for (const line of to) say(line, { type: 'poke', seq, serverTime: clock.now() });
  }

  function say({ socket }: Line, message: SocketMessage) {
    if (socket.bufferedAmount > MOST_WAITING) return socket.terminate();
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  }

  function tellPresence() {
    told ??= setTimeout(() => {
      told = null;
      const seen = new Map<Person, SocketMessage>();
      for (const line of lines) {
        const { person } = line;
        const message = seen.get(person) ?? {
          type: 'presence',
          people: presence.seenBy(person),
          serverTime: clock.now(),
        };
        seen.set(person, message);
        say(line, message);
      }
    }, PRESENCE_EVERY);
  }

  async function rang() {
    if (lines.size === 0) return;
    await poke(lines);
    const now = (await reference.current()).revision;
    if (now === revision) return;
    revision = now;
    await checkLines();
  }

  /** Who is signed out or deactivated by now hears no more; the others are known as they are now. */
  async function checkLines() {
    for (const line of lines) {
      const session = await sessions.find(line.token);
      if (session) line.person = session.person;
      else line.socket.close(4401, 'signed out');
    }
    tellPresence();
  }

  async function beat() {
    for (const line of lines) {
      if (!line.isAlive) line.socket.terminate();
      line.isAlive = false;
      line.socket.ping();
    }
    await checkLines();
    await poke(lines);
  }

  const failed = (failure: unknown) => log.error({ err: failure }, 'consoles could not be poked');
  const heart = setInterval(() => void beat().catch(failed), BEAT);
  heart.unref();
  let again = Promise.resolve();
  let waiting = false;
  /** Rings while one is being told become one. */
  const stopListening = await bell.listen(() => {
    if (waiting) return;
    waiting = true;
    again = again
      .then(() => {
        waiting = false;
        return rang();
      })
      .catch(failed);
  });

  return async () => {
    clearInterval(heart);
    if (told) clearTimeout(told);
    server.off('upgrade', upgrade);
    await stopListening();
    for (const { socket } of lines) socket.close(1001, 'the server stops');
    await again;
    for (const { socket } of lines) socket.terminate();
    sockets.close();
  };
}

function turnAway(socket: Duplex, failure: unknown) {
  const { statusCode, problem } =
    failure instanceof HttpProblem ? failure : new HttpProblem(500, 'broken', 'The server made a mistake.');
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${statusCode} ${problem.problem}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
