import { EventEmitter } from 'node:events';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { describe, expect, it } from 'vitest';
import { type CallName, calls, channelOf } from '#core/bridge.ts';
import { type Answers, answerCalls, createNewsRoom, LISTENING } from '../../electron/main/ipc.ts';
import { personId, ticketId } from './machine.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type Frame = { url: string; parent: object | null } | null;

const ours: Frame = { url: 'app://tierline/', parent: null };
const key = { serverId: '00000000-0000-7000-8009-000000000001', personId: personId(1) };

/** Electron's ipcMain as far as this goes: handlers by channel, events by name. */
function createWires() {
  const handlers = new Map<string, Handler>();
  const events = new EventEmitter();
  return Object.assign(events, {
    handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
    handlers,
    async invoke(name: CallName, args: unknown[], senderFrame: Frame = ours) {
      return await handlers.get(channelOf(name))?.({ senderFrame } as IpcMainInvokeEvent, ...args);
    },
  });
}

function createOffice() {
  const wires = createWires();
  const asked: [string, ...unknown[]][] = [];
  const names = Object.keys(calls) as CallName[];
  const answers = Object.fromEntries(
    names.map((name) => [name, async (...args: unknown[]) => void asked.push([name, ...args])]),
  ) as unknown as Answers;
  const stop = answerCalls({ ipcMain: wires, answers });
  return { wires, asked, stop };
}

describe('calls', () => {
  it('are answered, every one of the bridge', () => {
    const { wires, stop } = createOffice();
    expect([...wires.handlers.keys()].sort()).toEqual(
      Object.keys(calls)
        .map((name) => `tierline:${name}`)
        .sort(),
    );
    stop();
    expect(wires.handlers.size).toBe(0);
  });

  it('reach their answer with what was asked', async () => {
    const { wires, asked } = createOffice();
    const entry = { kind: 'void', id: 'c1', at: 1 };
    await wires.invoke('journalAppend', [key, [entry]]);
    expect(asked).toEqual([['journalAppend', key, [entry]]]);
  });

  const malformed: [CallName, unknown[]][] = [
    ['about', [1]],
    ['signIn', []],
    ['signIn', [{ how: 'magic' }]],
    ['signIn', [{ how: 'password', email: 'a', password: 'b'.repeat(2_000), shell: 'electron' }]],
    ['journalAppend', [{ ...key, personId: '../../../etc/passwd' }, []]],
    ['journalAppend', [{ ...key, serverId: '..' }, []]],
    ['journalAppend', [key, [{ kind: 'command', id: 'c', at: 'now', payload: null }]]],
    ['journalRead', [null]],
    ['journalWipe', [key, 'and more']],
    ['setAlarms', [{ personId: personId(1), offset: 0.5, alerts: [] }]],
    ['setAlarms', [{ personId: personId(1), offset: 0, alerts: [{ id: 'x' }] }]],
    ['settleAlarm', [7]],
    ['setCount', [{ breached: 1, near: 1 }]],
  ];
  for (const [name, args] of malformed) {
    it(`${name} refuses ${JSON.stringify(args).slice(0, 60)}`, async () => {
      const { wires, asked } = createOffice();
      await expect(wires.invoke(name, args)).rejects.toThrow(new RegExp(`^${name} refuses its arguments`));
      expect(asked).toEqual([]);
    });
  }

  const foreign: [string, Frame][] = [
    ['a frame inside the page', { url: 'app://tierline/', parent: {} }],
    ['another page', { url: 'https://evil.example/', parent: null }],
    ['an address that only begins like ours', { url: 'app://tierline.evil.example/', parent: null }],
    ['a file', { url: 'file:///app://tierline/', parent: null }],
    ['a frame that is gone', null],
  ];
  for (const [who, frame] of foreign) {
    it(`are not answered to ${who}`, async () => {
      const { wires, asked } = createOffice();
      await expect(wires.invoke('journalRead', [key], frame)).rejects.toThrow(/own page only/);
      expect(asked).toEqual([]);
    });
  }
});

describe('news', () => {
  const open = { ticketId: ticketId(1), alertId: null, action: 'show' } as const;

  function createRoom() {
    const wires = createWires();
    const sent: [string, unknown][] = [];
    let page = true;
    const room = createNewsRoom({
      ipcMain: wires as Pick<EventEmitter, 'on' | 'off'> as Pick<IpcMain, 'on' | 'off'>,
      send: (channel, said) => {
        if (page) sent.push([channel, said]);
        return page;
      },
    });
    return {
      room,
      sent,
      listen: (name: unknown, senderFrame: Frame = ours) => wires.emit(LISTENING, { senderFrame }, name),
      die() {
        page = false;
      },
    };
  }

  it('what a page must not miss waits until it listens', () => {
    const { room, sent, listen } = createRoom();
    room.tell('open', open);
    expect(sent).toEqual([]);
    listen('open');
    expect(sent).toEqual([['tierline:open', open]]);
    listen('open');
    expect(sent).toHaveLength(1);
  });

  it('a page that loads anew listens to nothing until it says so', () => {
    const { room, sent, listen } = createRoom();
    listen('open');
    room.pageLeft();
    room.tell('open', open);
    expect(sent).toEqual([]);
    listen('open');
    expect(sent).toHaveLength(1);
  });

  it('a dead page misses nothing either', () => {
    const { room, listen, die, sent } = createRoom();
    listen('open');
    die();
    room.tell('open', open);
    expect(sent).toEqual([]);
  });

  it('what is about now is not kept', () => {
    const { room, sent, listen } = createRoom();
    room.tell('presence', 'away');
    listen('presence');
    expect(sent).toEqual([]);
  });

  it('foreign frames and unknown names are not heard', () => {
    const { room, sent, listen } = createRoom();
    room.tell('open', open);
    listen('open', { url: 'https://evil.example/', parent: null });
    listen('__proto__');
    expect(sent).toEqual([]);
  });
});
