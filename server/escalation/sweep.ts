import { createHash } from 'node:crypto';
import type { Actor } from '#core/access.ts';
import type { Command } from '#core/commands/command.ts';
import type { Moment } from '#core/commands/moment.ts';
import { rule } from '#core/escalation/escalate.ts';
import type { CommandId, ConsoleId, Instant, TicketId } from '#core/ids.ts';
import type { Clock } from '../clock.ts';
import type { Handle } from '../commands/handle.ts';
import type { Database } from '../db/database.ts';
import { claimDues, type DueRow, earliestDue, forgetDue, releaseClaims } from '../db/dues.ts';
import type { Bell } from '../feed/listen.ts';

const BATCH = 50;
/** Never longer without looking: another server may have stopped in the middle of its share. */
const AT_LEAST_EVERY = 30_000;
/** After a failure, ms. */
const AGAIN = 5_000;
const NO_CONSOLE = '00000000-0000-4000-8000-000000000000' as ConsoleId;

type Deps = {
  database: Database;
  handle: Handle;
  bell: Bell;
  clock: Clock;
  failed(failure: unknown, about: Partial<DueRow>): void;
};

export type Sweep = {
  /** Does all that is due now, and waits for what is under way; answers how many commands it sent itself. */
  once(): Promise<number>;
  stop(): Promise<void>;
};

/** Does by itself what is due, through `handle` like any agent; then waits for the next, or for the feed to move. */
export async function startSweep(deps: Deps): Promise<Sweep> {
  const { database, bell, clock, failed } = deps;
  let callOff = () => {};
  let working: Promise<unknown> | null = null;
  let again = false;
  let stopped = false;

  const look = (): void => {
    if (stopped) return;
    if (working) {
      again = true;
      return;
    }
    callOff();
    working = workUntilNext(deps)
      .then(
        (next) => wait(Math.min(next ?? Number.POSITIVE_INFINITY, clock.now() + AT_LEAST_EVERY)),
        (failure) => {
          failed(failure, {});
          wait(clock.now() + AGAIN);
        },
      )
      .finally(() => {
        working = null;
        if (!again) return;
        again = false;
        look();
      });
  };
  const wait = (until: Instant) => {
    if (!stopped) callOff = clock.at(until, look);
  };

  if (database.kind === 'pglite') await releaseClaims(database);
  const stopListening = await bell.listen(look);
  look();
  return {
    async once() {
      const count = await sweepAll(deps);
      while (working) await working;
      return count;
    },
    async stop() {
      stopped = true;
      callOff();
      await stopListening();
      await working;
    },
  };
}

/** Does what is due; answers when the next is. Most looks find nothing due, and cost one read. */
async function workUntilNext(deps: Deps): Promise<Instant | null> {
  const next = await earliestDue(deps.database, deps.clock.now());
  if (next === null || next > deps.clock.now()) return next;
  await sweepAll(deps);
  return earliestDue(deps.database, deps.clock.now());
}

async function sweepAll(deps: Deps): Promise<number> {
  let count = 0;
  for (;;) {
    const dues = await claimDues(deps.database, deps.clock.now(), BATCH);
    for (const due of dues) if (await carryOut(deps, due)) count += 1;
    if (dues.length < BATCH) return count;
  }
}

async function carryOut({ database, handle, clock, failed }: Deps, due: DueRow): Promise<boolean> {
  try {
    // It was due when it was claimed, and is by its own time: a clock that was set back since refuses nothing for ever.
    const at = Math.max(clock.now(), due.at);
    const moment: Moment = { effectiveAt: at, recordedAt: at, timing: 'exact' };
    const answer = await handle(commandOf(due, at), actorOf(due), moment);
    // Done: its row is gone with the ticket's other dues. Refused: the ticket has moved on, and this row with it.
    if (answer.outcome === 'refused') await forgetDue(database, due);
    return answer.outcome === 'done';
  } catch (failure) {
    failed(failure, due);
    return false;
  }
}

function commandOf({ ticketId, key, at, intent }: DueRow, now: Instant): Command {
  const made = { device: now, offset: 0, offsetError: 0, measuredAt: now, monotonic: 0, bootId: 'server' };
  return { id: idOf(ticketId, key, at), v: 1, ticketId, consoleId: NO_CONSOLE, seq: 1, made, causeId: null, ...intent };
}

function actorOf({ key, at, intent }: DueRow): Actor {
  const { ruleId, version } = intent.type === 'lapseHandoff' ? rule.lapse : rule.announce;
  return { kind: 'rule', ruleId, version, inputs: { key, at } };
}

/** The same thing due at the same instant is the same command, whoever sends it and however often: UUIDv8 (RFC 9562). */
function idOf(ticketId: TicketId, key: string, at: Instant): CommandId {
  const hash = createHash('sha256').update(`${ticketId}\n${key}\n${at}`).digest();
  const bytes = Uint8Array.from(hash.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
    '-',
  ) as CommandId;
}
