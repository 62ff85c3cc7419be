import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve, type Given } from '#core/commands/decision.ts';
import { type Made, type Moment, momentOf } from '#core/commands/moment.ts';
import { escalate, rule } from '#core/escalation/escalate.ts';
import type { CategoryId, CommandId, ConsoleId, Instant, RequesterId, ServiceId, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { commandOf } from './act.ts';
import { type Chance, newId } from './chance.ts';
import { type HearsBy, standsAfter } from './hears-by.ts';
import { wordOwed } from './keep-word.ts';
import type { Step } from './step.ts';
import type { Story } from './wording.ts';

const MINUTE = 60_000;

/** No update is due within this time of the demo's beginning: what is on stage comes first. */
const AT_EASE = 65 * MINUTE;

/** One call of the server's `handle`: what, by whom, when. */
export type Planned = { command: Command; actor: Actor; moment: Moment };

/** Who asks for what; the same for every step of a ticket. */
export type Topic = {
  story: Story;
  requesterId: RequesterId;
  serviceId: ServiceId | null;
  categoryId: CategoryId;
  tags: string[];
  consoleId: ConsoleId;
};

/** What all tickets of a demo share. */
export type Stage = { reference: Reference; now: Instant; chance: Chance; hearsBy: HearsBy };

export type Rehearsed = { ticket: Ticket; planned: Planned[] };

/**
 * Plays a script through the very decisions that the server takes, so that every command of the demo is one that a
 * person, the import or a rule could have sent then. What the server's rules would have done by themselves (thresholds
 * announced, offers lapsed) is played at its own instant.
 */
export function rehearse(
  steps: readonly (Step & { at: Instant })[],
  topic: Topic,
  { reference, now, chance, hearsBy }: Stage,
): Rehearsed {
  const given: Given = { reference, number: null };
  const planned: Planned[] = [];
  const announced = new Set<string>();
  let ticket: Ticket | null = null;
  let last: Instant = steps[0]?.at ?? now;
  const ticketId = newId<TicketId>(last, chance);

  const play = (intent: Intent, actor: Actor, at: Instant, claims?: number) => {
    const command: Command = {
      id: newId<CommandId>(at, chance),
      v: 1,
      ticketId,
      consoleId: topic.consoleId,
      seq: planned.length + 1,
      made: claims === undefined ? madeAt(at) : madeBySetClock(at - claims * MINUTE),
      causeId: null,
      ...intent,
    };
    const moment = momentOf(command.made, at);
    const decision = decide(ticket, command, actor, moment, given);
    if (isRefusal(decision)) throw new Error(`the demo's ${intent.type} is refused: ${decision.says}`);
    ticket = evolve(ticket, decision.events, reference);
    planned.push({ command, actor, moment });
  };
  const rules = (until: Instant) => {
    for (;;) {
      const due = ticket && escalate(ticket, until).find(({ key }) => !announced.has(key));
      if (!due) return;
      announced.add(due.key);
      last = Math.max(last, due.at);
      const which = due.intent.type === 'lapseHandoff' ? rule.lapse : rule.announce;
      play(due.intent, { kind: 'rule', ...which, inputs: { key: due.key, dueAt: due.at } }, last);
    }
  };

  const perform = (step: Step & { at: Instant }, stands = false) => {
    rules(step.at);
    last = Math.max(last, step.at);
    const at = last;
    const promised = (share: number) => hearsBy({ at, stands, share });
    const { intent, actor } = commandOf(step, ticket, topic, { reference, at, chance, hearsBy: promised });
    play(intent, actor, at, step.claims);
  };
  const keepWord = (until: Instant, lasting: Instant) => {
    for (;;) {
      const word = ticket && wordOwed(ticket, { after: last, until, lasting }, reference, chance);
      if (!word) return;
      perform({ do: 'reply', text: word.text, thenWait: false, when: { minutes: 0 }, at: word.at });
    }
  };

  steps.forEach((step, index) => {
    keepWord(step.at, step.do === 'answer' ? nextReply(steps, index, now) : step.at);
    perform(step, standsAfter(steps, index));
  });
  // Who forgot a promise wrote nothing else either.
  if (!isOverdue(ticket, now)) keepWord(now, now + AT_EASE);
  rules(now);
  if (!ticket) throw new Error('a script without an opening');
  return { ticket, planned };
}

/** When the requester, who writes now, hears from an agent again. */
function nextReply(steps: readonly (Step & { at: Instant })[], from: number, now: Instant): Instant {
  return steps.slice(from).find((step) => step.do === 'reply')?.at ?? now + AT_EASE;
}

function madeAt(device: Instant): Made {
  return { device, offset: 0, offsetError: 0, measuredAt: device, monotonic: 0, bootId: 'demo' };
}

/** The wall clock was set back ten minutes within the hour since it was last measured: it proves nothing. */
function madeBySetClock(device: Instant): Made {
  return { ...madeAt(device), measuredAt: device - 60 * MINUTE, monotonic: 70 * MINUTE };
}

function isOverdue(ticket: Ticket | null, now: Instant): boolean {
  return ticket !== null && ticket.promisedUntil !== null && ticket.promisedUntil <= now;
}
