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
  /** Takes every notification off the screen of which no alert is listed. */
  withdraw(listed: ReadonlySet<string>): void;
  storage: Storage;
};

const KEY = 'tierline.rung';
/** What rang stays known for so long. */
const KNOWN = 60 * 86_400_000;
/** Timers of browsers can't count further than 24 days, and the clock may be set meanwhile. */
const LOOK_AGAIN = 60_000;
/** A page that starts publishes before it has read everything: what is missing has to stay missing for this long (ms). */
const MISSING = 10_000;
/** More than this many at once become one notification. */
const SINGLE_AT_MOST = 3;

/** What rang for whom, and since when (server time) this device rings for them at all. */
const Kept = z.object({ since: z.record(z.string(), z.number()), rung: z.record(z.string(), z.number()) });
type Kept = z.infer<typeof Kept>;

/**
 * Rings from the page, while one is open: one timer to the earliest alert, each id once, across restarts. The list is
 * the whole of what is to come, replaced at each call; what is no longer on it (met, taken, or acknowledged on another
 * device) stops being shown. What was due before this device was there at all doesn't ring: the queue shows it.
 */
export function createPageAlarms({ now, after, notify, settle, withdraw, storage }: Deps) {
  const listeners = new Set<(rung: Rung) => void>();
  let kept = readKept(storage);
  let list: AlarmList | null = null;
  let stopTimer = () => {};
  let stopSweep = () => {};
  /** What was on any list since the last look at what is missing. */
  let listed: Set<string> | null = null;

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

  /** Whatever was on no list for a while comes off the screen, however often lists come. */
  function watchMissing() {
    if (!list) return;
    if (!listed) {
      listed = new Set();
      stopSweep = after(MISSING, sweep);
    }
    for (const { id } of list.alerts) listed.add(id);
  }

  function sweep() {
    const stays = listed ?? new Set();
    listed = null;
    withdraw(stays);
    const still = new Set(list?.alerts.map((alert) => alert.id));
    if ([...stays].some((id) => !still.has(id))) watchMissing();
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
      watchMissing();
      look();
    },
    /** Rings for nobody any more, except for who stays. */
    clear(stays: string | null = null) {
      if (list?.personId === stays) return;
      const wasRinging = list !== null;
      list = null;
      listed = null;
      stopTimer();
      stopSweep();
      // Who signs in beside another tab of theirs leaves what that one shows.
      if (wasRinging || stays === null) withdraw(new Set());
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
