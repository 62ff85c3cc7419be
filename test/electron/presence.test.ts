import { EventEmitter } from 'node:events';
import type { PowerMonitor } from 'electron';
import { describe, expect, it } from 'vitest';
import { type Presence, watchPresence } from '../../electron/main/presence.ts';
import { countIn, createTray } from '../../electron/main/tray.ts';
import { createMachine, MINUTE } from './machine.ts';

describe('presence', () => {
  function createRoom() {
    const machine = createMachine();
    const said: Presence[] = [];
    let state: 'active' | 'idle' | 'locked' = 'active';
    const powerMonitor = Object.assign(new EventEmitter(), { getSystemIdleState: () => state });
    const presence = watchPresence({
      powerMonitor: powerMonitor as unknown as PowerMonitor,
      timer: machine.timer,
      changed: (now) => said.push(now),
    });
    const become = (now: typeof state) => {
      state = now;
    };
    return { machine, said, powerMonitor, presence, become };
  }

  it('goes by the whole machine, and tells of changes only', () => {
    const { machine, said, become, presence } = createRoom();
    machine.advance(MINUTE);
    expect(said).toEqual([]);
    become('idle');
    machine.advance(MINUTE);
    become('active');
    machine.advance(MINUTE);
    expect(said).toEqual(['away', 'here']);
    expect(presence.now()).toBe('here');
  });

  it('knows of a locked screen at once', () => {
    const { said, powerMonitor, machine } = createRoom();
    powerMonitor.emit('lock-screen');
    machine.advance(MINUTE);
    powerMonitor.emit('unlock-screen');
    expect(said).toEqual(['locked', 'here']);
  });

  it('stops', () => {
    const { machine, presence } = createRoom();
    presence.stop();
    expect(machine.timers()).toBe(0);
  });
});

describe('the tray', () => {
  it('says the worst first, in words', () => {
    expect(countIn({ breached: 2, near: 3, offered: 1 })).toBe('2 breached, 3 near, 1 offered to you');
    expect(countIn({ breached: 0, near: 0, offered: 0 })).toBe('Nothing is near');
  });

  it('looks different while something is breached, and leads back in and out', () => {
    const did: string[] = [];
    const images: unknown[] = [];
    const tray = Object.assign(new EventEmitter(), {
      setToolTip: (words: string) => void did.push(words),
      setImage: (image: unknown) => void images.push(image),
      setContextMenu() {},
      destroy() {},
    });
    const { say } = createTray({
      tray: tray as unknown as Parameters<typeof createTray>[0]['tray'],
      menuOf: (items) => {
        for (const { label, click } of items) if (label === 'Quit') (click as () => void)();
        return null;
      },
      images: { calm: 'calm.png', alert: 'alert.png' },
      showWindow: () => did.push('shown'),
      quit: () => did.push('quit'),
    });
    say({ breached: 1, near: 0, offered: 0 });
    tray.emit('click');
    expect(images).toEqual(['calm.png', 'alert.png']);
    expect(did).toEqual(['Tierline: Nothing is near', 'quit', 'Tierline: 1 breached', 'quit', 'shown']);
  });
});
