import { z } from 'zod';
import { AlarmList, type Rung } from '#core/bridge.ts';
import type { Alert } from '#core/escalation/alert.ts';
import { Instant } from '#core/ids.ts';
import { type Disk, readJson } from './disk.ts';
import type { ServerClock } from './server-clock.ts';
import { missedSense } from './stale.ts';
import type { Timer } from './timer.ts';

/** What became of a notification. `unproven`: shown, but nothing can say whether anybody could see it. */
export type Outcome = { state: Rung['state']; reason: string | null };

export type Bell = {
  /** One notification for all of these. Never throws; what goes wrong is the outcome. */
  ring(alerts: readonly Alert[]): Promise<Outcome>;
  /** Takes it off the screen, wherever it is still shown. */
  settle(alertId: string): void;
  shown(): readonly string[];
};

export type Alarms = {
  /** The whole upcoming list, replaced. What stays away from it (met, taken, acknowledged elsewhere) stops being shown. */
  replace(list: AlarmList): void;
  settle(alertId: string): void;
  /** Somebody signed out: nothing rings any more. What rang stays known. */
  clear(): void;
  /** Reads the clock again: after waking up, after the clock was set. */
  look(): void;
  stop(): void;
};

/** More than this many at once, or two that come late, become one digest. */
const SINGLE_AT_MOST = 3;
/** A page that starts publishes before it has read everything: what is missing has to stay missing for this long (ms). */
const MISSING = 10_000;
/** This late (ms) an alert was missed: the machine slept or was off. */
const LATE = 60_000;
/** An id that rang is forgotten after this long (ms), where it isn't on the list any more. */
const REMEMBERED = 30 * 24 * 3_600_000;

const Kept = z.object({ list: AlarmList.nullable(), rang: z.record(z.string(), Instant) });
type Kept = z.infer<typeof Kept>;

/**
 * Rings what the page has published, with the window closed, the renderer dead or the network gone.
 * The list and what rang lie on disk; one timer waits for the earliest. Each id rings once per person, across restarts:
 *
 *   ring ── record on disk ── report      A crash between ring and record rings again after the restart
 *                                         (the same notification id, replaced in place) rather than never.
 */
export function createAlarms(deps: {
  clock: ServerClock;
  timer: Timer;
  disk: Disk;
  bell: Bell;
  report: (rung: Rung) => void;
}): Alarms {
  const { clock, timer, disk, bell, report } = deps;
  const kept: Kept = Kept.safeParse(readJson(disk)).data ?? { list: null, rang: {} };
  let cancel = () => {};
  /** What is shown and on no list: each comes off the screen in its own time, however often lists come. */
  const leaving = new Map<string, () => void>();
  if (kept.list) clock.measured(kept.list.offset);

  function look(): void {
    cancel();
    const now = clock.now();
    const due = waiting().filter((alert) => alert.ringAt <= now);
    const stale = due.filter((alert) => missedSense(alert, now));
    const rings = due.filter((alert) => !stale.includes(alert));
    for (const alert of stale)
      tell(alert, { state: 'failed', reason: 'It was due while this device was off or asleep.' });
    for (const group of grouped(rings, now)) {
      bell.ring(group).then((outcome) => {
        for (const alert of group) tell(alert, outcome);
      });
    }
    if (due.length > 0) record(due, now);
    wait(now);
  }

  function wait(now: Instant): void {
    const next = Math.min(...waiting().map((alert) => alert.ringAt));
    cancel = Number.isFinite(next) ? timer(next - now, look) : () => {};
  }

  function waiting(): Alert[] {
    const { list } = kept;
    return list ? list.alerts.filter((alert) => kept.rang[keyOf(list, alert)] === undefined) : [];
  }

  function record(alerts: readonly Alert[], now: Instant): void {
    const { list } = kept;
    if (list) for (const alert of alerts) kept.rang[keyOf(list, alert)] = now;
    save();
  }

  /** A full disk doesn't keep anything from ringing; it may ring again after a restart. */
  function save(): void {
    try {
      disk.write(JSON.stringify(kept));
    } catch {}
  }

  function unlisted(): string[] {
    const listed = new Set(kept.list?.alerts.map((alert) => alert.id));
    return bell.shown().filter((id) => !listed.has(id));
  }

  function watchMissing(): void {
    const missing = new Set(unlisted());
    for (const [id, stay] of leaving) if (!missing.has(id)) keepOn(id, stay);
    for (const id of missing) {
      const takeIt = () => takeOff(id);
      if (!leaving.has(id)) leaving.set(id, timer(MISSING, takeIt));
    }
  }

  function takeOff(id: string): void {
    keepOn(id, leaving.get(id));
    bell.settle(id);
  }

  function keepOn(id: string, cancelIt: (() => void) | undefined): void {
    cancelIt?.();
    leaving.delete(id);
  }

  function tell(alert: Alert, outcome: Outcome): void {
    report({ alert, at: clock.now(), ...outcome });
  }

  look();
  return {
    replace(list) {
      clock.measured(list.offset);
      kept.list = list;
      kept.rang = remembered(kept.rang, list, clock.now());
      save();
      watchMissing();
      look();
    },
    settle: (alertId) => bell.settle(alertId),
    clear() {
      kept.list = null;
      save();
      for (const id of unlisted()) takeOff(id);
      look();
    },
    look,
    stop() {
      cancel();
      for (const [id, stay] of leaving) keepOn(id, stay);
    },
  };
}

/** An alert belongs to somebody: on a shared desk the next person hears it too. */
function keyOf(list: AlarmList, alert: Alert): string {
  return `${list.personId} ${alert.id}`;
}

/** Breaches first, so that a digest begins with them. */
function grouped(alerts: readonly Alert[], now: Instant): Alert[][] {
  const sorted = alerts.toSorted(
    (a, b) => Number(b.kind === 'breach') - Number(a.kind === 'breach') || a.dueAt - b.dueAt,
  );
  const missed = sorted.filter((alert) => alert.ringAt < now - LATE);
  if (sorted.length > SINGLE_AT_MOST || missed.length > 1) return [sorted];
  return sorted.map((alert) => [alert]);
}

function remembered(rang: Kept['rang'], list: AlarmList, now: Instant): Kept['rang'] {
  const listed = new Set(list.alerts.map((alert) => keyOf(list, alert)));
  return Object.fromEntries(Object.entries(rang).filter(([key, at]) => listed.has(key) || at > now - REMEMBERED));
}
