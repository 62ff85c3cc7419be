import type { PowerMonitor } from 'electron';
import type { Timer } from './timer.ts';

export type Presence = 'here' | 'away' | 'locked';

/** Without a touch for this long (s) somebody is away. By the whole machine, not by our window. */
const IDLE = 300;
/** How often to look (ms): systems tell of locking, not of idling. */
const EVERY = 15_000;

/** Watches whether somebody is here and tells of changes. The first look is at once. */
export function watchPresence(deps: {
  powerMonitor: Pick<PowerMonitor, 'getSystemIdleState' | 'on' | 'off'>;
  timer: Timer;
  changed: (presence: Presence) => void;
}): { now(): Presence; stop(): void } {
  const { powerMonitor, timer, changed } = deps;
  let said = read();
  let locked = false;
  let cancel = timer(EVERY, tick);
  const lock = () => look(true);
  const unlock = () => look(false);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);

  function read(): Presence {
    const state = powerMonitor.getSystemIdleState(IDLE);
    return state === 'locked' ? 'locked' : state === 'idle' ? 'away' : 'here';
  }

  function look(nowLocked: boolean): void {
    locked = nowLocked;
    const now = locked ? 'locked' : read();
    if (now !== said) changed(now);
    said = now;
  }

  function tick(): void {
    look(locked);
    cancel = timer(EVERY, tick);
  }

  return {
    now: () => said,
    stop() {
      cancel();
      powerMonitor.off('lock-screen', lock);
      powerMonitor.off('unlock-screen', unlock);
    },
  };
}
