import type { CategoryId, Instant, PersonId, RequesterId, TeamId } from '#core/ids.ts';
import type { Refusal } from '#core/refusal.ts';
import { callerOf } from '#core/ticket/caller.ts';
import type { Author, Channel } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { statusWord, waitingWord } from '../ui/words.ts';

/** How a public message came or went. */
export const channelWord: Record<Channel, string> = {
  console: 'Public',
  phone: 'By phone',
  email: 'By email',
  portal: 'By portal',
  api: 'By another system',
  import: 'Imported',
};

/** `On hold, waiting on a vendor`. */
export function statusSentence({ status, waitingOn }: Pick<Ticket, 'status' | 'waitingOn'>): string {
  if (status !== 'onHold' || waitingOn === null) return statusWord[status];
  return `${statusWord[status]}, waiting on ${waitingWord[waitingOn]}`;
}

/** `48213`, or `new` for a ticket that the server hasn't numbered. */
export function numberWord(number: number | null): string {
  return number === null ? 'new' : String(number);
}

type Asks = Pick<Ticket, 'requesterId' | 'fields'>;

/** Names as this console knows them: `You` for oneself, a plain word for who is not known. */
export function createNames(reference: Reference, me: PersonId) {
  const known = (id: RequesterId | null) => (id && reference.requesters.get(id)?.name) || null;
  const requester = (id: RequesterId | null) => known(id) ?? 'The requester';
  const person = (id: PersonId) => (id === me ? 'You' : (reference.people.get(id)?.name ?? 'Somebody'));
  const named = (ticket: Asks) => callerOf(ticket)?.name || known(ticket.requesterId);
  return {
    person: (id: PersonId | null) => (id === null ? 'Nobody' : person(id)),
    team: (id: TeamId) => reference.teams.get(id)?.name ?? 'A team',
    requester,
    /** Who asks for it: the requester, or somebody in no list by the name that was written down. */
    asker: (ticket: Asks) => named(ticket) ?? requester(null),
    /** The same by the first name alone. */
    firstOfAsker: (ticket: Asks) => named(ticket)?.split(' ')[0] ?? requester(null),
    /** Who wrote a message on a ticket. */
    author: (author: Author, ticket: Asks) => {
      if (author.kind === 'system') return 'Tierline';
      if (author.kind === 'person') return person(author.id);
      return author.id ? requester(author.id) : (named(ticket) ?? requester(null));
    },
    category: (id: CategoryId | null) => (id && reference.categories.get(id)?.name) || 'none',
  };
}
export type Names = ReturnType<typeof createNames>;

/** Whoever holds it now goes on answering for it, whoever offers it. */
export function staysAccountable({ accountable }: Pick<Ticket, 'accountable'>, names: Names, me: PersonId): string {
  const { personId, teamId } = accountable;
  if (personId === me) return 'You stay accountable';
  return `${personId === null ? names.team(teamId) : names.person(personId)} stays accountable`;
}

/** A refusal's sentence with its time in the reader's zone: core's words know no zone but UTC. */
export function saysHere(refusal: Refusal, clock: (at: Instant) => string): string {
  const { says, at } = refusal;
  return at === null ? says : says.replace(/\b\d\d:\d\d UTC\b/, clock(at));
}
