import type { Command } from '#core/commands/command.ts';
import type { TicketId } from '#core/ids.ts';
import { type Refusal, refuse } from '#core/refusal.ts';
import { type Answer, PROTOCOL, PUSH_AT_MOST } from '#core/sync/protocol.ts';
import type { Clock } from '../store/clock.ts';
import type { Memory } from '../store/memory.ts';
import type { Backoff } from './backoff.ts';
import type { MeasuredTime } from './time.ts';
import { type Failure, isFailure, type Transport } from './transport.ts';

type Deps = {
  memory: Memory;
  transport: Pick<Transport, 'push'>;
  time: MeasuredTime;
  clock: Clock;
  backoff(): Backoff;
  /** Answers came whose effect is still to be pulled. */
  onAnswers(): void;
  /** A parked ticket may be tried again. */
  onUnparked(): void;
};

/** A server that stumbles this often in a row stumbles over something in the batch. */
const PATIENT = 3;

/**
 * Sends what may be sent, batch by batch, until nothing is left. A batch that the server can't digest is halved until
 * the one bad command is alone: that becomes a card (or, where the server merely stumbles over it, its ticket is parked
 * and tried later), and all others go. No ticket waits for another.
 */
export function createPush(deps: Deps): () => Promise<Failure | null> {
  const { memory, transport, time, clock } = deps;
  const parked = new Map<TicketId, Backoff>();
  const waiting = new Set<TicketId>();
  let stumbles = 0;

  async function send(commands: readonly Command[]): Promise<Failure | null> {
    const going = commands.filter((command) => !waiting.has(command.ticketId));
    if (going.length === 0) return null;
    const departure = time.departure();
    const { serverId, consoleId } = memory.identity;
    const reply = await transport.push({ protocol: PROTOCOL, serverId, consoleId, commands: [...going] });
    if (!isFailure(reply)) {
      const better = time.measure(reply.serverTime, departure);
      if (better) await memory.keepTime(better);
      const answered = new Set(reply.answers.map((answer) => answer.commandId));
      for (const { ticketId } of going) parked.delete(ticketId);
      await memory.answered(reply.answers, reply.serverTime);
      if (memory.outbox.get().some((row) => row.answer)) deps.onAnswers();
      return going.every((command) => answered.has(command.id)) ? null : silent;
    }
    if (reply.status === 500) stumbles += 1;
    if (!isIndigestible(reply) || (reply.status === 500 && stumbles < PATIENT)) return reply;
    const [first, ...others] = going;
    if (first && others.length === 0) return setAside(first, reply);
    const middle = Math.ceil(going.length / 2);
    return (await send(going.slice(0, middle))) ?? (await send(going.slice(middle)));
  }

  async function setAside(command: Command, failure: Failure): Promise<Failure | null> {
    if (failure.status >= 500) {
      park(command.ticketId);
      return null;
    }
    const cursor = memory.position().cursor ?? 0;
    await memory.answered([refused(command, failure, cursor)], time.now());
    return null;
  }

  function park(id: TicketId) {
    const backoff = parked.get(id) ?? deps.backoff();
    parked.set(id, backoff);
    waiting.add(id);
    clock.after(backoff.next(), () => {
      waiting.delete(id);
      deps.onUnparked();
    });
  }

  return async () => {
    for (;;) {
      const commands = memory.sendable(waiting).slice(0, PUSH_AT_MOST);
      if (commands.length === 0) return null;
      const failure = await send(await memory.claim(commands));
      if (failure) return failure;
      stumbles = 0;
    }
  };
}

/** The server got it and can't take it: something in the batch is wrong. Not: no session, wrong server, too old, too busy. */
function isIndigestible({ failed, status }: Failure): boolean {
  return failed === 'refused' && [400, 413, 422, 500].includes(status);
}

/** This console's own word for a command that the server won't even read: it becomes a card with all its text. */
function refused({ id }: Command, { says, problem }: Failure, seq: number): Answer {
  const refusal: Refusal = refuse(problem === 'tooOld' ? 'tooOld' : 'invalid', says);
  return { outcome: 'refused', commandId: id, seq, refusal };
}

const silent: Failure = {
  failed: 'garbled',
  status: 200,
  problem: 'silent',
  says: 'The server left commands unanswered.',
  retryAfter: null,
};
