import type { PersonId } from '#core/ids.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { type Names, numberWord } from './wording.ts';

/** What stands where a ticket stood that is on this console no more. */
export type Gone = { title: string; says: string };

const unknown: Gone = {
  title: 'This ticket isn’t on this console',
  says: 'It may have moved to a team you don’t work in, or it was closed more than two weeks ago.',
};

/** Why it went, as far as what was seen last tells. Null: it was never here while this page was open. */
export function whyGone(last: Ticket | null, names: Names, me: PersonId): Gone {
  const offer = last?.escalations.at(-1);
  if (!last || !offer) return unknown;
  const number = last.number === null ? 'it' : numberWord(last.number);
  const from = names.team(offer.from.teamId);
  const says = `It is with ${from}, and no longer yours to see.`;
  switch (offer.state) {
    case 'returned':
      return offer.settledBy === me
        ? { title: `You returned ${number}`, says }
        : { title: `${names.person(offer.settledBy)} returned ${number}`, says };
    case 'withdrawn':
      return { title: `${from} took the offer of ${number} back`, says };
    case 'lapsed':
      return { title: `The offer of ${number} lapsed`, says };
    case 'accepted':
    case 'offered':
      return unknown;
    default:
      return offer.state satisfies never;
  }
}
