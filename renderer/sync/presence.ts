import type { Here, PersonPresence } from '#core/sync/protocol.ts';
import type { Clock } from '../store/clock.ts';
import type { Live } from '../store/store.ts';
import type { Backoff } from './backoff.ts';
import type { Socket, Transport } from './transport.ts';

export type Line = {
  /** Whether the server can be heard. */
  isOpen: Live<boolean>;
  /** Who is here and who looks at what. Empty while the line is down. */
  people: Live<readonly PersonPresence[]>;
  /**
   * The machine woke up, the network came back or the page is looked at again: opens it anew at once, unless it was
   * heard just now (colleagues would see somebody leave and come back).
   */
  renew(): void;
  stop(): void;
};

type Deps = {
  transport: Pick<Transport, 'socket'>;
  clock: Clock;
  backoff: Backoff;
  /** What colleagues hear of me. Sent when it differs, and at every beat. */
  here: Live<Here>;
  isOpen: Live<boolean> & { set(open: boolean): void };
  people: Live<readonly PersonPresence[]> & { set(people: readonly PersonPresence[]): void };
  /** "Look." */
  onPoke(seq: number): void;
  onOpened(): void;
};

/** How often this console says that it is here. */
const BEAT = 20_000;
/** A line that was silent for so long is dead, whatever the socket believes. */
const SILENCE = 75_000;
/** The server says something at least every 25 s: a line heard within this is well. By the wall clock, which counts sleep. */
const JUST_NOW = 30_000;

/** The one socket: pokes and presence in, presence out. Everything on it is lossy; a poke is a hint. */
export function openLine({ transport, clock, backoff, here, isOpen, people, onPoke, onOpened }: Deps): Line {
  let socket: Socket | null = null;
  let isStopped = false;
  let stopBeat = () => {};
  let stopSilence = () => {};
  let stopWaiting = () => {};
  let heardAt = Number.NEGATIVE_INFINITY;

  function connect() {
    stopWaiting();
    const mine = transport.socket({
      opened() {
        if (socket !== mine) return;
        backoff.reset();
        isOpen.set(true);
        heard();
        beat();
        onOpened();
      },
      heard(message) {
        if (socket !== mine) return;
        heard();
        if (message.type === 'poke') onPoke(message.seq);
        else people.set(message.people);
      },
      closed() {
        if (socket === mine) down();
      },
    });
    socket = mine;
  }

  function heard() {
    heardAt = clock.device();
    stopSilence();
    stopSilence = clock.after(SILENCE, down);
  }

  function beat() {
    stopBeat();
    socket?.send(here.get());
    stopBeat = clock.after(BEAT, beat);
  }

  function down() {
    hangUp();
    if (!isStopped) stopWaiting = clock.after(backoff.next(), connect);
  }

  function hangUp() {
    stopBeat();
    stopSilence();
    stopWaiting();
    const old = socket;
    socket = null;
    old?.close();
    isOpen.set(false);
    people.set([]);
  }

  const stopSaying = here.subscribe(() => {
    if (isOpen.get()) beat();
  });
  connect();
  return {
    isOpen,
    people,
    renew() {
      if (isStopped) return;
      if (isOpen.get() && Math.abs(clock.device() - heardAt) < JUST_NOW) return;
      hangUp();
      backoff.reset();
      connect();
    },
    stop() {
      isStopped = true;
      stopSaying();
      hangUp();
    },
  };
}
