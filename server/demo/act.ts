import { createHash } from 'node:crypto';
import type { Actor } from '#core/access.ts';
import type { Intent } from '#core/commands/command.ts';
import type { Text } from '#core/commands/reply.ts';
import type { Instant } from '#core/ids.ts';
import { openOffer, type Ticket } from '#core/ticket/ticket.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { type Chance, newId } from './chance.ts';
import type { TeamName } from './people.ts';
import type { Topic } from './rehearse.ts';
import type { Step } from './step.ts';

/** `hearsBy`: the time that the requester is promised with this step, by a share of how far off it may be. */
type Around = { reference: Reference; at: Instant; chance: Chance; hearsBy: (share: number) => Instant };

/** A step as the command that whoever does it would send then. */
export function commandOf(
  step: Step,
  ticket: Ticket | null,
  topic: Topic,
  { reference, at, chance, hearsBy }: Around,
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
          promisedUntil: hearsBy(chance()),
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
