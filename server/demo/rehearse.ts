import { createHash } from 'node:crypto';
import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve, type Given } from '#core/commands/decision.ts';
import type { Moment } from '#core/commands/moment.ts';
import type { Text } from '#core/commands/reply.ts';
import { escalate, rule } from '#core/escalation/escalate.ts';
import type { CategoryId, CommandId, ConsoleId, Instant, RequesterId, ServiceId, TicketId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { type Chance, newId } from './chance.ts';
import type { Step } from './step.ts';
import type { Story } from './wording.ts';
import type { TeamName } from './workspace.ts';

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

export type Rehearsed = { ticket: Ticket; planned: Planned[] };

/**
 * Plays a script through the very decisions that the server takes, so that every command of the demo is one that a
 * person, the import or a rule could have sent then. What the server's rules would have done by themselves (thresholds
 * announced, offers lapsed) is played at its own instant.
 */
export function rehearse(
  steps: readonly (Step & { at: Instant })[],
  topic: Topic,
  reference: Reference,
  now: Instant,
  chance: Chance,
): Rehearsed {
  const given: Given = { reference, number: null };
  const planned: Planned[] = [];
  const announced = new Set<string>();
  let ticket: Ticket | null = null;
  let last: Instant = steps[0]?.at ?? now;
  const ticketId = newId<TicketId>(last, chance);

  const play = (intent: Intent, actor: Actor, at: Instant) => {
    const command: Command = {
      id: newId<CommandId>(at, chance),
      v: 1,
      ticketId,
      consoleId: topic.consoleId,
      seq: planned.length + 1,
      made: { device: at, offset: 0, offsetError: 0, measuredAt: at, monotonic: 0, bootId: 'demo' },
      causeId: null,
      ...intent,
    };
    const moment: Moment = { effectiveAt: at, recordedAt: at, timing: 'exact' };
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

  for (const step of steps) {
    rules(step.at);
    last = Math.max(last, step.at);
    const { intent, actor } = commandOf(step, ticket, topic, reference, last, chance);
    play(intent, actor, last);
  }
  rules(now);
  if (!ticket) throw new Error('a script without an opening');
  return { ticket, planned };
}

function commandOf(
  step: Step,
  ticket: Ticket | null,
  topic: Topic,
  reference: Reference,
  at: Instant,
  chance: Chance,
): { intent: Intent; actor: Actor } {
  const log: Actor = { kind: 'import', source: 'demo' };
  const text = (body: string) => textOf(body, at, chance);
  if (step.do === 'open') {
    const body = {
      type: topic.story.type,
      subject: topic.story.subject,
      requesterId: topic.requesterId,
      organisationId: null,
      serviceId: topic.serviceId,
      categoryId: topic.categoryId,
      tags: topic.tags,
      impact: step.impact,
      urgency: step.urgency,
      channel: chance() < 0.6 ? ('phone' as const) : chance() < 0.6 ? ('email' as const) : ('portal' as const),
      teamId: teamBy(reference, step.team).id,
      mine: false,
      text: text(topic.story.opening),
      fields: {},
    };
    return { intent: { type: 'createTicket', body }, actor: log };
  }
  if (!ticket) throw new Error('a script starts with an opening');
  const holder = ticket.accountable.personId && reference.people.get(ticket.accountable.personId);
  const holds = (): Actor => {
    if (!holder) throw new Error(`nobody holds the ticket that should ${step.do}`);
    return { kind: 'person', person: holder };
  };
  const person = (name: string): Actor => ({ kind: 'person', person: personBy(reference, name) });
  const offer = () => {
    const open = openOffer(ticket);
    if (!open) throw new Error(`there is no offer to ${step.do}`);
    return open;
  };
  switch (step.do) {
    case 'take':
      return { intent: { type: 'take', body: {} }, actor: person(step.person) };
    case 'assign':
      return {
        intent: { type: 'assign', body: { personId: personBy(reference, step.person).id } },
        actor: holds(),
      };
    case 'reply': {
      const seen = ticket.lastPublic?.id ?? null;
      const body = { text: text(step.text), seen, sendAnyway: false, thenWait: step.thenWait };
      return { intent: { type: 'reply', body: { ...body, thenResolve: false, promisedUntil: null } }, actor: holds() };
    }
    case 'answer': {
      const body = { text: text(step.text), requesterId: topic.requesterId, channel: 'email' as const };
      return { intent: { type: 'receive', body }, actor: log };
    }
    case 'note':
      return { intent: { type: 'note', body: { text: text(step.text) } }, actor: holds() };
    case 'offer': {
      const body = {
        escalationId: newId<ReturnType<typeof offer>['id']>(at, chance),
        teamId: teamBy(reference, step.team).id,
        personId: step.person ? personBy(reference, step.person).id : null,
        reason: step.override ? ('other' as const) : ('needsSkill' as const),
        reasonNote: '',
        packet: {
          ...told(topic.story.packet),
          access: chance() < 0.4 ? 'Remote session agreed with the requester, any time today' : '',
          promisedUntil: nextQuarter(at + (2 + chance() * 4) * 3_600_000),
        },
        skillOverride: step.override,
      };
      return { intent: { type: 'offerHandoff', body }, actor: holds() };
    }
    case 'accept':
      return {
        intent: { type: 'acceptHandoff', body: { escalationId: offer().id, goal: step.goal } },
        actor: person(step.person),
      };
    case 'return': {
      const body = { escalationId: offer().id, reason: 'wrongTeam' as const, note: step.note };
      return { intent: { type: 'returnHandoff', body }, actor: person(step.person) };
    }
    case 'hold':
      return {
        intent: { type: 'setStatus', body: { to: 'onHold', waitingOn: 'vendor', note: 'With the vendor.' } },
        actor: holds(),
      };
    case 'resume':
      return {
        intent: { type: 'setStatus', body: { to: 'open', waitingOn: null, note: 'The vendor answered.' } },
        actor: holds(),
      };
    case 'prioritise':
      return {
        intent: { type: 'setPriority', body: { impact: step.impact, urgency: step.urgency, override: null } },
        actor: holds(),
      };
    case 'resolve':
      return {
        intent: { type: 'setStatus', body: { to: 'resolved', waitingOn: null, note: step.note } },
        actor: holds(),
      };
    case 'close':
      return {
        intent: { type: 'setStatus', body: { to: 'closed', waitingOn: null, note: null } },
        actor: { kind: 'system' },
      };
    default:
      return step satisfies never;
  }
}

/** Text with its hash, as the events will carry it. */
export function textOf(body: string, at: Instant, chance: Chance): Text {
  const hash = createHash('sha256').update(body, 'utf8').digest('hex');
  return { messageId: newId<Text['messageId']>(at, chance), body, hash };
}

/** A word or two is no part of a packet. */
function told<T extends Record<string, string>>(packet: T): T {
  const parts = Object.entries(packet).map(([part, words]) => [
    part,
    words.length < 8 ? `${words}; no more so far` : words,
  ]);
  return Object.fromEntries(parts) as T;
}

function nextQuarter(at: Instant): Instant {
  return Math.ceil(at / 900_000) * 900_000;
}

function teamBy(reference: Reference, name: TeamName) {
  const team = reference.data.teams.find((candidate) => candidate.name === name);
  if (!team) throw new Error(`the demo has no team ${name}`);
  return team;
}

function personBy(reference: Reference, name: string): Person {
  const person = reference.data.people.find((candidate) => candidate.name === name);
  if (!person) throw new Error(`nobody in the demo is called ${name}`);
  return person;
}
