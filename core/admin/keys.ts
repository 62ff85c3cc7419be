import { z } from 'zod';
import { Instant, PersonId } from '../ids.ts';

/** What a key may do. Only grows by being asked for. */
export const KeyScope = z.enum(['tickets.create', 'tickets.read']);
export type KeyScope = z.infer<typeof KeyScope>;

export const KeyDraft = z.object({
  name: z.string().trim().min(1, 'Say what the key is for.').max(80, 'At most 80 characters.'),
  scopes: z.array(KeyScope).min(1, 'A key without a scope could do nothing. Choose one.'),
});
export type KeyDraft = z.infer<typeof KeyDraft>;

/** A key as it can be shown ever after: never whole. */
export const KeyListed = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to know it by: `tlk_4f9c…`. */
  prefix: z.string(),
  scopes: z.array(KeyScope),
  by: PersonId,
  madeAt: Instant,
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
});
export type KeyListed = z.infer<typeof KeyListed>;
export const KeysListed = z.object({ keys: z.array(KeyListed) });

/** The one time that the whole key is said. */
export const KeyMade = z.object({ key: KeyListed, secret: z.string() });
export type KeyMade = z.infer<typeof KeyMade>;
