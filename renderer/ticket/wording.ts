import type { CategoryId, Instant, PersonId, RequesterId, TeamId } from '#core/ids.ts';
import type { Refusal } from '#core/refusal.ts';
import type { Channel } from '#core/ticket/message.ts';
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

/** Names as this console knows them: `You` for oneself, a plain word for who is not known. */
export function createNames(reference: Reference, me: PersonId) {
  return {
    person: (id: PersonId | null) => {
      if (id === null) return 'Nobody';
      return id === me ? 'You' : (reference.people.get(id)?.name ?? 'Somebody');
    },
    team: (id: TeamId) => reference.teams.get(id)?.name ?? 'A team',
    requester: (id: RequesterId | null) => (id && reference.requesters.get(id)?.name) || 'The requester',
    category: (id: CategoryId | null) => (id && reference.categories.get(id)?.name) || 'none',
  };
}
export type Names = ReturnType<typeof createNames>;

/** A refusal's sentence with its time in the reader's zone: core's words know no zone but UTC. */
export function saysHere(refusal: Refusal, clock: (at: Instant) => string): string {
  const { says, at } = refusal;
  return at === null ? says : says.replace(/\b\d\d:\d\d UTC\b/, clock(at));
}
