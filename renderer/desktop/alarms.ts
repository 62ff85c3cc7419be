import { z } from 'zod';
import type { AlarmList, Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';

export type Shown = Pick<Rung, 'state' | 'reason'>;
type Deps = {
  /** The device's clock. */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** One notification for all of these. */
  notify(alerts: readonly Alert[]): Promise<Shown>;
  settle(alertId: string): void;
  storage: Storage;
};

const KEY = 'tierline.rung';
/** What rang stays known for so long. */
const KNOWN = 60 * 86_400_000;
/** Timers of browsers can't count further than 24 days, and the clock may be set meanwhile. */
const LOOK_AGAIN = 60_000;
/** More than this many at once become one notification. */
const SINGLE_AT_MOST = 3;

/** What rang for whom, and since when (server time) this device rings for them at all. */
const Kept = z.object({ since: z.record(z.string(), z.number()), rung: z.record(z.string(), z.number()) });
type Kept = z.infer<typeof Kept>;

/**
 * Rings from the page, while one is open: one timer to the earliest alert, each id once, across restarts. The list is
 * the whole of what is to come, replaced at each call. What was due before this device was there at all doesn't ring:
 * the queue shows it.
 */
export function createPageAlarms({ now, after, notify, settle, storage }: Deps) {
  const listeners = new Set<(rung: Rung) => void>();
  let kept = readKept(storage);
  let list: AlarmList | null = null;
  let stopTimer = () => {};

  function look() {
    stopTimer();
    if (!list) return;
    const { personId, offset } = list;
    recall();
    const serverNow = now() + offset;
    const since = kept.since[personId] ?? serverNow;
    const due: Alert[] = [];
    let next = Number.POSITIVE_INFINITY;
    for (const alert of list.alerts) {
      if (alert.ringAt > serverNow) next = Math.min(next, alert.ringAt);
      else if (alert.ringAt >= since && !(keyOf(personId, alert.id) in kept.rung)) due.push(alert);
    }
    if (due.length > 0) {
      note(due.map((alert) => keyOf(personId, alert.id)));
      for (const group of due.length > SINGLE_AT_MOST ? [due] : due.map((alert) => [alert])) void ring(group);
    }
    if (Number.isFinite(next)) stopTimer = after(Math.min(LOOK_AGAIN, Math.max(0, next - serverNow)), look);
  }

  async function ring(alerts: readonly Alert[]) {
    const shown = await notify(alerts);
    for (const alert of alerts) for (const listener of listeners) listener({ alert, at: now(), ...shown });
  }

  function note(keys: readonly string[]) {
    for (const [known, at] of Object.entries(kept.rung)) if (at < now() - KNOWN) delete kept.rung[known];
    for (const key of keys) kept.rung[key] = now();
    save();
  }

  /** Another tab may have rung since: the one that leads next doesn't ring it all again. */
  function recall() {
    const said = readKept(storage);
    kept = { since: { ...kept.since, ...said.since }, rung: { ...kept.rung, ...said.rung } };
  }

  function save() {
    try {
      storage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Not kept: after a restart it rings once more, rather than never.
    }
  }

  return {
    set(next: AlarmList) {
      list = next;
      recall();
      if (kept.since[next.personId] === undefined) {
        kept.since[next.personId] = now() + next.offset;
        save();
      }
      look();
    },
    /** Rings for nobody any more, except for who stays. */
    clear(stays: string | null = null) {
      if (list?.personId === stays) return;
      list = null;
      stopTimer();
    },
    settle,
    onRung(listener: (rung: Rung) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** An alert belongs to somebody: on a shared desk the next person hears it too. */
function keyOf(personId: string, alertId: string): string {
  return `${personId} ${alertId}`;
}

function readKept(storage: Storage): Kept {
  try {
    return Kept.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null')).data ?? { since: {}, rung: {} };
  } catch {
    return { since: {}, rung: {} };
  }
}
