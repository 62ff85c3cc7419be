import type { Clock } from '../store/clock.ts';
import type { Backoff } from './backoff.ts';
import type { Failure } from './transport.ts';

export type Loop = {
  /** There may be something to do. During a back-off it waits for its end, unless `now`. */
  kick(how?: { now: boolean }): void;
  stop(): void;
  /** When the next attempt is due after a failure; null while none is waited for. */
  nextTryAt(): number | null;
};

/**
 * Something that is done again and again, never twice at once: when kicked, and after a failure when the back-off ends.
 * `work` answers null when all is done.
 */
export function createLoop(deps: {
  work(): Promise<Failure | null>;
  onFailure(failure: Failure): void;
  clock: Clock;
  backoff: Backoff;
}): Loop {
  const { clock, backoff } = deps;
  let isRunning = false;
  let isWanted = false;
  let isStopped = false;
  let stopWaiting: (() => void) | null = null;
  let nextTryAt: number | null = null;

  async function run(): Promise<void> {
    isRunning = true;
    while (isWanted && !isStopped) {
      isWanted = false;
      const failure = await deps.work().catch(unkept);
      if (isStopped) break;
      if (failure) {
        wait(failure.retryAfter ?? backoff.next());
        deps.onFailure(failure);
        break;
      }
      backoff.reset();
    }
    isRunning = false;
  }

  function wait(ms: number) {
    stopWaiting?.();
    nextTryAt = clock.device() + ms;
    stopWaiting = clock.after(ms, () => {
      stopWaiting = null;
      nextTryAt = null;
      kick();
    });
  }

  function kick(how?: { now: boolean }) {
    if (isStopped) return;
    if (how?.now) {
      backoff.reset();
      stopWaiting?.();
      stopWaiting = null;
      nextTryAt = null;
    }
    isWanted = true;
    if (!isRunning && !stopWaiting) void run();
  }

  return {
    kick,
    nextTryAt: () => nextTryAt,
    stop() {
      isStopped = true;
      stopWaiting?.();
      stopWaiting = null;
    },
  };
}

/** Whatever is thrown here comes from the disk: answers that aren't there are values. What isn't kept is asked for again. */
function unkept(): Failure {
  return {
    failed: 'garbled',
    status: 0,
    problem: 'unkept',
    says: 'This computer could not keep what the server said: its storage may be full.',
    retryAfter: null,
  };
}
