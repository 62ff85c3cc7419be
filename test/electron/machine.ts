import type { Alert } from '#core/escalation/alert.ts';
import type { PersonId, TicketId } from '#core/ids.ts';
import type { Bell, Outcome } from '../../electron/main/alarms.ts';
import type { Disk } from '../../electron/main/disk.ts';
import type { Timer } from '../../electron/main/timer.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A Monday, 08:00 UTC. */
export const monday = Date.UTC(2026, 10, 23, 8);

/** A machine whose two clocks are moved by hand. Timers run by the monotonic one, and not while it sleeps. */
export function createMachine(start = monday) {
  let wall = start;
  let monotonic = 5_000;
  let waiting: { at: number; call: () => void }[] = [];
  const timer: Timer = (ms, call) => {
    const one = { at: monotonic + Math.max(ms, 0), call };
    waiting.push(one);
    return () => {
      waiting = waiting.filter((other) => other !== one);
    };
  };
  return {
    wall: () => wall,
    monotonic: () => monotonic,
    timer,
    timers: () => waiting.length,
    advance(ms: number) {
      const end = monotonic + ms;
      for (;;) {
        const [next] = waiting.filter((one) => one.at <= end).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        waiting = waiting.filter((one) => one !== next);
        wall += next.at - monotonic;
        monotonic = next.at;
        next.call();
      }
      wall += end - monotonic;
      monotonic = end;
    },
    /** Asleep: the wall clock goes on, nothing else does. */
    sleep(ms: number) {
      wall += ms;
    },
    /** Somebody sets the clock. */
    setClock(by: number) {
      wall += by;
    },
    /** Another start of the app: the same wall clock, a new monotonic one, no timers. */
    restart() {
      monotonic = 1;
      waiting = [];
    },
  };
}

export function createMemoryDisk(): Disk & { full: boolean; text: string | null } {
  const disk = {
    full: false,
    text: null as string | null,
    read: () => disk.text,
    write(text: string) {
      if (disk.full) throw new Error('ENOSPC: no space left on device');
      disk.text = text;
    },
    remove() {
      disk.text = null;
    },
  };
  return disk;
}

/** A bell that writes down what it rings, one list of alert ids a notification. */
export function createBell(outcome: Outcome = { state: 'shown', reason: null }) {
  const rang: string[][] = [];
  const settled: string[] = [];
  const shown = new Set<string>();
  const bell: Bell = {
    async ring(alerts) {
      rang.push(alerts.map((alert) => alert.id));
      for (const { id } of alerts) shown.add(id);
      return outcome;
    },
    settle(id) {
      settled.push(id);
      shown.delete(id);
    },
    shown: () => [...shown],
  };
  return { ...bell, rang, settled };
}

export const personId = (n: number) => `00000000-0000-7000-8002-${String(n).padStart(12, '0')}` as PersonId;
export const ticketId = (n: number) => `00000000-0000-7000-8003-${String(n).padStart(12, '0')}` as TicketId;

/** An alert on ticket `n`, `ringAt` from Monday 08:00 in ms; a warning's breach is half an hour later. */
export function alert(n: number, kind: Alert['kind'], ringAt: number, more: Partial<Alert> = {}): Alert {
  return {
    id: `${ticketId(n)}/resolution/1/${kind}/0`,
    kind,
    ticketId: ticketId(n),
    number: 48_000 + n,
    subject: `Ticket ${n}`,
    priority: 2,
    target: 'resolution',
    threshold: kind === 'breach' ? 1 : kind === 'warning' ? 0.75 : null,
    escalationId: null,
    ringAt: monday + ringAt,
    dueAt: monday + ringAt + (kind === 'breach' ? 0 : 30 * MINUTE),
    ...more,
  };
}
