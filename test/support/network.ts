import type { SocketMessage } from '#core/sync/protocol.ts';
import { type Reply, type SocketListeners, type Transport, unreachable } from '../../renderer/sync/transport.ts';
import { settle } from './settle.ts';

/** A server that is asked directly, as one person. `onPoke` tells of every move of its feed. */
export type Direct = Omit<Transport, 'socket' | 'as'> & {
  onPoke(listener: (message: SocketMessage) => void): () => void;
};

type Letter = { what: string; run(): Promise<unknown>; arrive(reply: unknown): void };

/**
 * A network of two queues that are moved by hand: what goes to the server and what comes back. Cut, what is going
 * never arrives; what is coming back was done, but nobody hears of it.
 */
export function createNetwork(direct: Direct) {
  let going: Letter[] = [];
  let coming: { letter: Letter; reply: unknown }[] = [];
  let sockets: { listeners: SocketListeners; isOpen: boolean; stop: () => void }[] = [];
  let isCut = false;
  let twice = 0;
  const log: string[] = [];

  function send<T>(what: string, run: () => Promise<Reply<T>>): Promise<Reply<T>> {
    return new Promise((resolve) => {
      if (isCut) resolve(unreachable);
      else going.push({ what, run, arrive: (reply) => resolve(reply as Reply<T>) });
    });
  }

  const transport: Transport = {
    as: () => transport,
    hello: () => send('hello', () => direct.hello()),
    session: () => send('session', () => direct.session()),
    reference: () => send('reference', () => direct.reference()),
    push: (push) => send(`push ${push.commands.length}`, () => direct.push(push)),
    pull: (since, limit) => send(`pull ${since}`, () => direct.pull(since, limit)),
    snapshot: (after, limit) => send('snapshot', () => direct.snapshot(after, limit)),
    ticket: (id) => send('ticket', () => direct.ticket(id)),
    socket(listeners) {
      const socket = { listeners, isOpen: false, stop: () => {} };
      sockets.push(socket);
      if (isCut) {
        void settle().then(() => hangUp(socket));
      } else {
        going.push({
          what: 'socket',
          run: async () => {
            socket.stop = direct.onPoke((message) => {
              if (!isCut && socket.isOpen) coming.push({ letter: poke(socket, message), reply: null });
            });
          },
          arrive: (reply) => {
            if (reply === unreachable) return hangUp(socket);
            socket.isOpen = true;
            listeners.opened();
          },
        });
      }
      return {
        send() {},
        close() {
          socket.stop();
          sockets = sockets.filter((other) => other !== socket);
        },
      };
    },
  };

  function poke(socket: (typeof sockets)[number], message: SocketMessage): Letter {
    return {
      what: 'poke',
      run: async () => null,
      arrive: (reply) => {
        if (reply !== unreachable && sockets.includes(socket)) socket.listeners.heard(message);
      },
    };
  }

  function hangUp(socket: (typeof sockets)[number]) {
    if (!sockets.includes(socket)) return;
    socket.stop();
    sockets = sockets.filter((other) => other !== socket);
    socket.listeners.closed();
  }

  return {
    transport,
    /** What was sent to the server, in order. */
    log,
    /** What waits to be moved. */
    going: () => going.map((letter) => letter.what),
    coming: () => coming.map(({ letter }) => letter.what),
    /** The oldest request reaches the server, which acts on it; its answer waits. */
    async reach(): Promise<string | null> {
      const letter = going.shift();
      if (!letter) return null;
      log.push(letter.what);
      const reply = await letter.run();
      if (twice > 0) {
        twice -= 1;
        await letter.run();
      }
      coming.push({ letter, reply });
      return letter.what;
    },
    /** The oldest answer reaches the console, which acts on it. */
    async answer(): Promise<string | null> {
      const next = coming.shift();
      if (!next) return null;
      next.letter.arrive(next.reply);
      await settle();
      return next.letter.what;
    },
    /** Moves everything until nothing moves any more. */
    async deliver(): Promise<void> {
      await settle();
      for (let moved = true; moved; ) {
        moved = false;
        while (await this.reach()) moved = true;
        while (await this.answer()) moved = true;
      }
    },
    /** Nothing moves any more. What is under way is lost, in both directions. */
    cut() {
      isCut = true;
      const lost = [...going, ...coming.map(({ letter }) => letter)];
      going = [];
      coming = [];
      for (const letter of lost) letter.arrive(unreachable);
      for (const socket of [...sockets]) hangUp(socket);
    },
    heal() {
      isCut = false;
    },
    /** The next request reaches the server twice. */
    duplicate() {
      twice += 1;
    },
    /** The console is gone; what is under way may still reach the server, nobody hears the answer. */
    abandon() {
      going = [];
      coming = [];
      for (const socket of sockets) socket.stop();
      sockets = [];
    },
  };
}
export type Network = ReturnType<typeof createNetwork>;
