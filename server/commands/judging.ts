import type { TicketId } from '#core/ids.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { advanceJudging, claimJudging, notClosedAfter, releaseJudging } from '../db/judging.ts';
import type { ReferenceStore } from '../db/reference.ts';
import type { Bell } from '../feed/listen.ts';
import { rejudge } from './rejudge.ts';

const BATCH = 100;
/** This long (ms) whoever published waits for it; then it goes on behind them. */
export const PATIENCE = 3_000;
/** After a failure, and to see whether another server left it lying, ms. */
const AGAIN = 30_000;

export type Judging = {
  /** Begins with what is to be judged anew; answers, in at most `PATIENCE`, how many tickets changed by then. */
  begin(): Promise<number>;
  /** Also goes on with what a stop or a crash cut off, now and whenever another server leaves it lying. */
  watch(): Promise<void>;
  stop(): Promise<void>;
};

type Deps = {
  database: Database;
  reference: ReferenceStore;
  clock: Clock;
  bell: Bell;
  failed(failure: unknown, id: TicketId | null): void;
};

/**
 * Judges every ticket that isn't closed by the documents that hold now, batch by batch. How far it is lies in the
 * database, so that neither a crash nor an impatient browser leaves some of them on the old documents.
 */
export function createJudging(deps: Deps): Judging {
  const { database, clock, bell, failed } = deps;
  let working: Promise<void> | null = null;
  let again = false;
  let stopped = false;
  let callOff = () => {};
  let changed = 0;
  let stumbled: TicketId | null = null;

  /** One run at a time; asked for meanwhile, another follows. */
  function run(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = working !== null;
    working ??= untilDone();
    return working;
  }

  async function untilDone(): Promise<void> {
    do {
      again = false;
      try {
        while (!stopped && (await batch()));
      } catch (failure) {
        failed(failure, null);
        await releaseJudging(database).catch(() => {});
      }
    } while (again && !stopped);
    working = null;
  }

  /** False once nothing is left to do here. */
  async function batch(): Promise<boolean> {
    const share = await claimJudging(database, clock.now());
    if (!share) return false;
    const ids = await notClosedAfter(database, share.after, BATCH);
    const before = changed;
    for (const id of ids) {
      if (stopped) return leave();
      if (await isChanged(id)) changed += 1;
    }
    if (changed > before) bell.ring();
    const after = ids.length < BATCH ? null : (ids.at(-1) ?? null);
    await advanceJudging(database, { ...share, after });
    return true;
  }

  /** One that can't be judged twice in a row is left out and told: the others don't wait for it. */
  async function isChanged(id: TicketId): Promise<boolean> {
    try {
      return await rejudge(database, deps.reference, id, clock.now());
    } catch (failure) {
      if (stumbled !== id) {
        stumbled = id;
        throw failure;
      }
      failed(failure, id);
      return false;
    }
  }

  async function leave(): Promise<boolean> {
    await releaseJudging(database);
    return false;
  }

  function look(): void {
    callOff();
    if (stopped) return;
    callOff = clock.at(clock.now() + AGAIN, look);
    void run();
  }

  return {
    async begin() {
      const before = changed;
      await withinPatience(run(), clock);
      return changed - before;
    },
    async watch() {
      if (database.kind === 'pglite') await releaseJudging(database);
      look();
    },
    async stop() {
      stopped = true;
      callOff();
      await working;
    },
  };
}

function withinPatience(work: Promise<void>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const callOff = clock.at(clock.now() + PATIENCE, resolve);
    void work.then(() => {
      callOff();
      resolve();
    });
  });
}
