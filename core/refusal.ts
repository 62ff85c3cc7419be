import { z } from 'zod';
import { Instant, PersonId } from './ids.ts';

/** Why a command was not carried out. Expected, never an exception. */
export const RefusalReason = z.enum([
  'notFound',
  'notAllowed',
  'invalid',
  'alreadyExists',
  'alreadyTaken',
  'alreadySettled',
  'offerOpen',
  'noSuchOffer',
  'packetBelowBar',
  'wrongTeam',
  'noSkill',
  'notNow',
  'newerMessage',
  'nothingToDo',
  'unknownCommand',
  'foreignCommand',
  'tooOld',
]);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** `says` is a whole sentence for the person who asked: who, when, what is kept. */
export const Refusal = z.object({
  refused: z.literal(true),
  reason: RefusalReason,
  says: z.string(),
  /** Who stands in the way and since when, where that is known. */
  by: PersonId.nullable(),
  at: Instant.nullable(),
  /** What is missing, by name, where something is. */
  missing: z.array(z.string()),
});
export type Refusal = z.infer<typeof Refusal>;

export function refuse(
  reason: RefusalReason,
  says: string,
  more: Partial<Pick<Refusal, 'by' | 'at' | 'missing'>> = {},
): Refusal {
  return { refused: true, reason, says, by: null, at: null, missing: [], ...more };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value;
}
