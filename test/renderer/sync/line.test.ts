import { describe, expect, it } from 'vitest';
import type { Here, PersonPresence } from '#core/sync/protocol.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createCell } from '../../../renderer/store/live.ts';
import { createBackoff } from '../../../renderer/sync/backoff.ts';
import { openLine } from '../../../renderer/sync/presence.ts';
import type { SocketListeners } from '../../../renderer/sync/transport.ts';

function begin() {
  const clock = createHandClock(0);
  const sockets: { listeners: SocketListeners; sent: Here[]; isClosed: boolean }[] = [];
  const here = createCell<Here>({ type: 'here', state: 'here', ticketId: null, writing: false, unsent: 0 });
  const people = createCell<readonly PersonPresence[]>([]);
  const pokes: number[] = [];
  const isOpen = createCell(false);
  const line = openLine({
    transport: {
      socket(listeners) {
        const socket = { listeners, sent: [] as Here[], isClosed: false };
        sockets.push(socket);
        return {
          send: (said) => socket.sent.push(said),
          close: () => {
            socket.isClosed = true;
          },
        };
      },
    },
    clock,
    backoff: createBackoff({ number: () => 0.5 }),
    here,
    isOpen,
    people,
    onPoke: (seq) => pokes.push(seq),
    onOpened: () => pokes.push(-1),
  });
  const last = () => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('no socket');
    return socket;
  };
  return { clock, sockets, here, people, pokes, isOpen, line, last };
}

describe('the line', () => {
  it('says who is here when it opens, when that changes, and at every beat', () => {
    const { clock, here, last } = begin();
    last().listeners.opened();
    here.set({ ...here.get(), writing: true });
    clock.advance(20_000);
    expect(last().sent.map((said) => said.writing)).toEqual([false, true, true]);
  });

  it('hands on pokes and who is here; down, nobody is', () => {
    const { last, people, pokes, isOpen, clock } = begin();
    last().listeners.opened();
    last().listeners.heard({ type: 'poke', seq: 7, serverTime: 1 });
    const ruben = {
      personId: 'x' as PersonPresence['personId'],
      state: 'here',
      ticketId: null,
      writing: false,
      unsent: 0,
      since: 0,
    } as const;
    last().listeners.heard({ type: 'presence', people: [ruben], serverTime: 1 });
    expect(people.get()).toEqual([ruben]);
    last().listeners.closed();
    expect([isOpen.get(), people.get()]).toEqual([false, []]);
    expect(pokes).toEqual([-1, 7]);
    clock.advance(250);
    last().listeners.opened();
    expect(isOpen.get()).toBe(true);
  });

  it('[SYNC23] that is silent for too long is dead, whatever the socket believes', () => {
    const { clock, sockets, last, isOpen } = begin();
    last().listeners.opened();
    clock.advance(50_000);
    last().listeners.heard({ type: 'poke', seq: 1, serverTime: 1 });
    clock.advance(74_999);
    expect(isOpen.get()).toBe(true);
    clock.advance(1);
    expect(isOpen.get()).toBe(false);
    expect(sockets[0]?.isClosed).toBe(true);
    clock.advance(1_000);
    expect(sockets).toHaveLength(2);
  });

  it('[SYNC29] that fails is tried again later and later, and at once when asked', () => {
    const { clock, sockets, last, line } = begin();
    for (const wait of [250, 500, 1_000]) {
      last().listeners.closed();
      const before = sockets.length;
      clock.advance(wait - 1);
      expect(sockets).toHaveLength(before);
      clock.advance(1);
      expect(sockets).toHaveLength(before + 1);
    }
    last().listeners.closed();
    const before = sockets.length;
    line.renew();
    expect(sockets).toHaveLength(before + 1);
  });

  it('one that was heard just now is kept; after a sleep it is not', () => {
    const { clock, sockets, last, line } = begin();
    last().listeners.opened();
    clock.advance(25_000);
    last().listeners.heard({ type: 'poke', seq: 1, serverTime: 1 });
    line.renew();
    expect(sockets).toHaveLength(1);
    clock.setDevice(clock.device() + 8 * 3_600_000);
    line.renew();
    expect(sockets).toHaveLength(2);
  });

  it('a socket that was given up is not listened to any more', () => {
    const { last, line, sockets, isOpen } = begin();
    const old = last();
    line.renew();
    old.listeners.opened();
    expect(isOpen.get()).toBe(false);
    old.listeners.closed();
    expect(sockets).toHaveLength(2);
    line.stop();
    expect(last().isClosed).toBe(true);
  });
});
