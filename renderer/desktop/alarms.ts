import { z } from 'zod';
import type { AlarmList, Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';

export type Shown = Pick<Rung, 'state' | 'reason'>;
type Deps = {
  /** The device's clock. */
  now(): number;
  after(ms: number, run: () => void): () => void;
  notify(alert: Alert): Promise<Shown>;
  settle(alertId: string): void;
  storage: Storage;
};

const KEY = 'tierline.rung';
/** What rang stays known for so long. */
const KNOWN = 60 * 86_400_000;
/** Timers of browsers can't count further than 24 days, and the clock may be set meanwhile. */
const LOOK_AGAIN = 60_000;

const Record = z.record(z.string(), z.number());

/**
 * Rings from the page, while one is open: one timer to the earliest alert, each id once, across restarts.
 * The list is the whole of what is to come, replaced at each call.
 */
export function createPageAlarms({ now, after, notify, settle, storage }: Deps) {
  const listeners = new Set<(rung: Rung) => void>();
  let list: AlarmList | null = null;
  let stopTimer = () => {};
  const rung = new Map(Object.entries(readRecord(storage)));

  function look() {
    stopTimer();
    if (!list) return;
    const serverNow = now() + list.offset;
    const waiting = list.alerts.filter((alert) => !rung.has(alert.id));
    for (const alert of waiting) if (alert.ringAt <= serverNow) void ring(alert);
    const next = Math.min(...waiting.filter((alert) => alert.ringAt > serverNow).map((alert) => alert.ringAt));
    if (Number.isFinite(next)) stopTimer = after(Math.min(LOOK_AGAIN, Math.max(0, next - serverNow)), look);
  }

  async function ring(alert: Alert) {
    note(alert.id);
    const shown = await notify(alert);
    for (const listener of listeners) listener({ alert, at: now(), ...shown });
  }

  function note(id: string) {
    for (const [known, at] of rung) if (at < now() - KNOWN) rung.delete(known);
    rung.set(id, now());
    try {
      storage.setItem(KEY, JSON.stringify(Object.fromEntries(rung)));
    } catch {
      // Not kept: after a restart it rings once more, rather than never.
    }
  }

  return {
    set(next: AlarmList) {
      list = next;
      look();
    },
    settle,
    onRung(listener: (rung: Rung) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readRecord(storage: Storage): z.infer<typeof Record> {
  try {
    return Record.safeParse(JSON.parse(storage.getItem(KEY) ?? '{}')).data ?? {};
  } catch {
    return {};
  }
}
