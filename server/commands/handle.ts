import { isDeepStrictEqual } from 'node:util';
import { type Actor, can } from '#core/access.ts';
import type { Command } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { type Decision, evolve } from '#core/commands/decision.ts';
import { type Moment, momentOf } from '#core/commands/moment.ts';
import { duesOf } from '#core/escalation/escalate.ts';
import type { Instant } from '#core/ids.ts';
import { isRefusal, type Refusal, refuse } from '#core/refusal.ts';
import type { Answer } from '#core/sync/protocol.ts';
import { scopeOf, type Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Clock } from '../clock.ts';
import { answerCommand, claimCommand, knownCommand } from '../db/commands.ts';
import type { Database, Queryable } from '../db/database.ts';
import { unlessOvertaken } from '../db/overtaken.ts';
import type { ReferenceStore } from '../db/reference.ts';
import {
  insertEvents,
  insertTicket,
  lockTicket,
  nextNumber,
  rememberAnnounced,
  saveDues,
  updateTicket,
} from '../db/tickets.ts';
import { append, feedEnd } from '../feed/append.ts';
import type { Bell } from '../feed/listen.ts';

/** A command, who asks, and when it counts; without a moment, what its device can prove (a person) or now (all else). */
export type Asked = { command: Command; by: Actor; moment?: Moment };

export type Handle = {
  /** Carries a command out, once for ever: asked again, the same answer. */
  (command: Command, by: Actor, moment?: Moment): Promise<Answer>;
  /** Many in one transaction, in order: for imports, where all or nothing is right and a commit each is slow. */
  all(list: readonly Asked[]): Promise<Answer[]>;
};

type Deps = { database: Database; reference: ReferenceStore; clock: Clock; bell: Bell };

/** The only writer of tickets. */
export function createHandle({ database, reference, clock, bell }: Deps): Handle {
  const all = async (list: readonly Asked[]): Promise<Answer[]> => {
    const work = async (tx: Queryable) => {
      const given: Answer[] = [];
      for (const asked of list) given.push(await carryOut(tx, asked, reference, clock.now()));
      return given;
    };
    const answers = await unlessOvertaken(() => database.transact(work), isMessageTwice);
    if (answers.some((answer) => answer.outcome === 'done')) bell.ring();
    return answers;
  };
  const one = async (command: Command, by: Actor, moment?: Moment): Promise<Answer> => {
    try {
      const [answer] = await all([moment ? { command, by, moment } : { command, by }]);
      if (answer) return answer;
    } catch (failure) {
      if (!isMessageTwice(failure)) throw failure;
      return database.transact((tx) => refuseMessageTwice(tx, command, by, clock.now()));
    }
    throw new Error(`command ${command.id} was not answered`);
  };
  return Object.assign(one, { all });
}

/**
 * One command in its transaction. The ticket is locked before the reference is read, and a new ticket holds it: so
 * either this sees a change of policy, or judging anew (`rejudge.ts`), which comes after the change, sees this ticket.
 */
async function carryOut(tx: Queryable, asked: Asked, store: ReferenceStore, now: Instant): Promise<Answer> {
  const { command } = asked;
  const actor = actorKey(asked.by);
  if (!(await claimCommand(tx, command, actor, now))) return answeredBefore(tx, command, actor);
  const before = await lockTicket(tx, command.ticketId);
  const reference = await (command.type === 'createTicket' ? store.held(tx) : store.current(tx));
  const by = asFarAsKnown(asked.by, reference);
  const moment = asked.moment ?? momentFor(command, by, now);
  const decided = mayKnow(by, before) ?? decide(before, command, by, moment, { reference, number: null });
  if (isRefusal(decided)) return refused(tx, command, decided);
  const numbered =
    command.type === 'createTicket'
      ? decide(before, command, by, moment, { reference, number: await nextNumber(tx) })
      : decided;
  if (isRefusal(numbered)) throw new Error(`command ${command.id} was refused only with its number`);
  const after = evolve(before, numbered.events, reference);
  if (!after) throw new Error(`command ${command.id} left no ticket`);
  return save(tx, command, before, after, numbered);
}

/** Another command brought a text with the same id: a mistake of the console, not one of the server's. */
function isMessageTwice(failure: unknown): boolean {
  return failure instanceof Error && 'constraint' in failure && failure.constraint === 'messages_pkey';
}

async function refuseMessageTwice(tx: Queryable, command: Command, by: Actor, now: Instant): Promise<Answer> {
  const actor = actorKey(by);
  if (!(await claimCommand(tx, command, actor, now))) return answeredBefore(tx, command, actor);
  return refused(
    tx,
    command,
    refuse('alreadyExists', 'This text was sent before, by another command. It is there already.'),
  );
}

/** Another actor with a known id learns nothing of what it did. */
async function answeredBefore(tx: Queryable, command: Command, actor: string): Promise<Answer> {
  const known = await knownCommand(tx, command.id);
  if (!known) throw new Error(`command ${command.id} is claimed but unknown`);
  if (known.actor === actor) return known.answer;
  const refusal = refuse('foreignCommand', 'A command with this id came from somebody else. Nothing was changed.');
  return { outcome: 'refused', commandId: command.id, seq: await feedEnd(tx), refusal };
}

/** People are judged by what they may do now, not when they signed in. */
function asFarAsKnown(by: Actor, reference: Reference): Actor {
  if (by.kind !== 'person') return by;
  const person = reference.people.get(by.person.id);
  return { kind: 'person', person: person ?? { ...by.person, active: false } };
}

function mayKnow(by: Actor, ticket: Ticket | null): Refusal | null {
  if (by.kind === 'person' && !by.person.active) return refuse('notAllowed', 'This account is deactivated.');
  if (!ticket || can(by, 'ticket.see', { ticket })) return null;
  return refuse('notFound', 'There is no such ticket, or you may not see it.');
}

function momentFor(command: Command, by: Actor, now: Instant): Moment {
  if (by.kind === 'person') return momentOf(command.made, now);
  return { effectiveAt: now, recordedAt: now, timing: 'exact' };
}

async function refused(tx: Queryable, command: Command, refusal: Refusal): Promise<Answer> {
  const answer: Answer = { outcome: 'refused', commandId: command.id, seq: await feedEnd(tx), refusal };
  await answerCommand(tx, answer);
  return answer;
}

async function save(
  tx: Queryable,
  command: Command,
  before: Ticket | null,
  after: Ticket,
  { events, messages }: Decision,
): Promise<Answer> {
  await (before ? updateTicket(tx, after) : insertTicket(tx, after));
  await insertEvents(tx, after.id, events, messages);
  await rememberAnnounced(tx, after.id, announcedBy(events));
  const dues = duesOf(after);
  if (!isDeepStrictEqual(dues, before ? duesOf(before) : [])) await saveDues(tx, after.id, dues);
  const done = { outcome: 'done', commandId: command.id, rev: after.rev } as const;
  const change = {
    kind: 'ticket',
    id: after.id,
    revBefore: before?.rev ?? 0,
    rev: after.rev,
    scopeBefore: before ? scopeOf(before) : [],
    scopeAfter: scopeOf(after),
  } as const;
  return { ...done, seq: await append(tx, change, { commandId: command.id, answer: done }) };
}

function announcedBy(events: Decision['events']): string[] {
  return events.flatMap((event) => (event.type === 'thresholdReached' ? [event.body.alertId] : []));
}

/** Who asked, for good: a command id belongs to one of these. */
export function actorKey(by: Actor): string {
  switch (by.kind) {
    case 'person':
      return `person:${by.person.id}`;
    case 'rule':
      return `rule:${by.ruleId}`;
    case 'import':
      return `import:${by.source}`;
    case 'api':
      return `api:${by.keyId}`;
    case 'system':
      return 'system';
    default:
      return by satisfies never;
  }
}
