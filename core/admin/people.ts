import { z } from 'zod';
import { Instant, PersonId } from '../ids.ts';
import { Person } from '../workspace/person.ts';

/** A person as an administrator writes them down. Whether they are active is a step of its own. */
export const PersonDraft = Person.omit({ id: true, active: true }).extend({
  name: z.string().trim().min(1, 'Give a name.').max(120, 'A name is at most 120 characters.'),
  email: z.string().trim().toLowerCase().pipe(z.email('Give a mail address like name@example.org.').max(320)),
  skills: z.array(z.string().trim().min(1).max(60)).max(60),
  workLimit: z
    .int('A work limit is a whole number.')
    .min(0, 'A work limit is 0 or more.')
    .max(999, 'A work limit is at most 999.'),
});
export type PersonDraft = z.infer<typeof PersonDraft>;

/** What changes of a person; left out stays as it is. */
export const PersonEdit = PersonDraft.partial();
export type PersonEdit = z.infer<typeof PersonEdit>;

/** A person with what only the server knows of their sign-in. */
export const PersonListed = z.object({
  person: Person,
  /** `invited`: has never set a password. */
  signIn: z.enum(['invited', 'set']),
  /** Until when the newest one-time code can be used; null where there is none. */
  codeUntil: Instant.nullable(),
  sessions: z.int(),
  lastSeenAt: Instant.nullable(),
  openTickets: z.int(),
});
export type PersonListed = z.infer<typeof PersonListed>;
export const PeopleListed = z.object({ people: z.array(PersonListed) });

/** Shown once and kept nowhere in plain text: who holds it sets that person's password. */
export const OneTimeCode = z.object({ personId: PersonId, code: z.string(), link: z.string(), until: Instant });
export type OneTimeCode = z.infer<typeof OneTimeCode>;

/** What deactivating somebody did. */
export const Deactivated = z.object({ personId: PersonId, sessionsEnded: z.int(), ticketsPutBack: z.int() });
export type Deactivated = z.infer<typeof Deactivated>;
