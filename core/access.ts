import type { TeamId } from './ids.ts';
import type { Ticket } from './ticket/ticket.ts';
import { openOffer, scopeOf } from './ticket/ticket.ts';
import type { Person, TeamRole } from './workspace/person.ts';

/** Who asks: a person, or something that acts by itself and is trusted by construction. */
export type Actor =
  | { kind: 'person'; person: Person }
  | { kind: 'rule'; ruleId: string; version: number; inputs: Record<string, string | number | boolean | null> }
  | { kind: 'import'; source: string }
  | { kind: 'api'; keyId: string }
  | { kind: 'system' };

/** What can be asked. `ticket.*` want a ticket, `team.*` a team, the rest nothing. */
export type Action =
  | 'ticket.see'
  | 'ticket.note'
  | 'ticket.work'
  | 'ticket.assignOthers'
  | 'ticket.reassign'
  | 'handoff.offer'
  | 'handoff.answer'
  | 'handoff.withdraw'
  | 'ticket.create'
  | 'team.supervise'
  | 'workspace.administer';

export type Subject = { ticket?: Ticket; teamId?: TeamId };

const weight: Record<TeamRole, number> = { viewer: 0, agent: 1, dispatcher: 2, supervisor: 3 };

/** The one place where rights are decided, for every command and every pull, on both sides. */
export function can(actor: Actor, action: Action, subject: Subject = {}): boolean {
  if (actor.kind !== 'person') return action !== 'workspace.administer';
  const { person } = actor;
  if (!person.active) return false;
  const { ticket, teamId } = subject;
  const holding = ticket ? roleIn(person, ticket.accountable.teamId) : -1;
  switch (action) {
    case 'workspace.administer':
      return person.administrator;
    case 'team.supervise':
      return person.administrator || (teamId !== undefined && roleIn(person, teamId) >= weight.supervisor);
    case 'ticket.create':
      return person.memberships.some((membership) => weight[membership.role] >= weight.agent);
    case 'ticket.see':
      return ticket !== undefined && (seesAll(person) || sees(person, scopeOf(ticket)));
    case 'ticket.note':
      return ticket !== undefined && can(actor, 'ticket.see', subject) && !onlyLooks(person);
    case 'ticket.work':
    case 'handoff.offer':
      return holding >= weight.agent;
    case 'ticket.assignOthers':
      return holding >= weight.dispatcher;
    case 'ticket.reassign':
      return ticket !== undefined && (person.administrator || holding >= weight.dispatcher);
    case 'handoff.answer': {
      const offer = ticket && openOffer(ticket);
      return !!offer && roleIn(person, offer.to.teamId) >= weight.agent;
    }
    case 'handoff.withdraw': {
      const offer = ticket && openOffer(ticket);
      return !!offer && (offer.offeredBy === person.id || holding >= weight.agent);
    }
    default:
      return action satisfies never;
  }
}

/** What a person may see: scope keys as in `scopeOf`. Null means everything. */
export function scopesOf(person: Person): string[] | null {
  if (seesAll(person)) return null;
  return [...person.memberships.map((membership) => membership.teamId as string), `person:${person.id}`];
}

export function seesAll(person: Person): boolean {
  return person.administrator || person.auditor;
}

function sees(person: Person, scope: readonly string[]): boolean {
  return scopesOf(person)?.some((key) => scope.includes(key)) ?? true;
}

function onlyLooks(person: Person): boolean {
  return !person.administrator && person.memberships.every((membership) => membership.role === 'viewer');
}

function roleIn(person: Person, teamId: TeamId): number {
  const membership = person.memberships.find((candidate) => candidate.teamId === teamId);
  return membership ? weight[membership.role] : -1;
}
