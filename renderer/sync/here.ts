import type { Session } from '#core/sync/protocol.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Chance, Clock } from '../store/clock.ts';
import { alone, createTabs } from '../store/tabs.ts';
import { electAlone, electByLock } from './leader.ts';
import { type Console, openConsole } from './open.ts';
import { createTransport } from './transport.ts';

/** Opens the console on the machine this page runs on: its clocks, its chance, its storage, its network. */
export async function openConsoleHere(
  window: Window & typeof globalThis,
  deps: { session: Session; shell: Shell; onGone(why: 'revoked' | 'lost'): void },
): Promise<Console> {
  const { shell, session } = deps;
  const { navigator } = window;
  const clock = clockOf(window, shell.bootId);
  const name = `tierline-${session.serverId}-${session.person.id}`;
  const persisted = await persist(navigator.storage);
  const several = shell.kind === 'browser' && 'BroadcastChannel' in window;
  return openConsole({
    ...deps,
    transport: createTransport({
      server: shell.server,
      fetch: window.fetch.bind(window),
      webSocket: (url) => new window.WebSocket(url),
      clock,
    }),
    clock,
    chance: chanceOf(window),
    databases: databasesOf(window),
    persisted,
    tabs: several ? createTabs(name) : alone,
    elect: several && navigator.locks ? electByLock(name, navigator.locks) : electAlone,
  });
}

export function clockOf(window: Window & typeof globalThis, bootId: string): Clock {
  return {
    device: () => Date.now(),
    monotonic: () => window.performance.now(),
    bootId,
    after(ms, run) {
      const timer = window.setTimeout(run, ms);
      return () => window.clearTimeout(timer);
    },
  };
}

export function chanceOf(window: Window & typeof globalThis): Chance {
  return {
    bytes: (count) => window.crypto.getRandomValues(new Uint8Array(count)),
    number: () => Math.random(),
  };
}

/** Some browsers throw where storage is forbidden. */
function databasesOf(window: Window & typeof globalThis) {
  try {
    const { indexedDB, IDBKeyRange } = window;
    return indexedDB ? { indexedDB, IDBKeyRange } : null;
  } catch {
    return null;
  }
}

async function persist(storage: StorageManager | undefined): Promise<boolean> {
  try {
    return (await storage?.persisted()) || (await storage?.persist()) || false;
  } catch {
    return false;
  }
}
