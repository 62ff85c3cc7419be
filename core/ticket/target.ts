import { z } from 'zod';
import { DocumentId, Instant } from '../ids.ts';

/** What a policy promises. `resolution` counts from opening to resolving; the two responses to the next public word. */
export const TargetKind = z.enum(['firstResponse', 'nextResponse', 'resolution']);
export type TargetKind = z.infer<typeof TargetKind>;

/**
 * One target, judged: a stored answer of `assess`, the same on both sides. Free of "now": a running
 * target knows when it is due, a paused one what is left, an ended one its verdict. Amounts in ms of business time.
 */
export const TargetInstance = z.object({
  kind: TargetKind,
  cycle: z.int().min(1),
  state: z.enum(['running', 'paused', 'ended']),
  amount: z.int(),
  /** Business ms used: up to `usedAt` while running or paused, in whole once ended. */
  used: z.int(),
  /** The instant up to which `used` counts: the last resume while running, the pause, or the end. */
  usedAt: Instant,
  startedAt: Instant,
  /** When it is (running), was (ended) or became (paused past it) due. Null while paused with time left. */
  dueAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  endedBy: z.enum(['reply', 'resolved']).nullable(),
  verdict: z.enum(['met', 'missed']).nullable(),
  /** Shares of the amount that warn, each with the instant at which it is reached; null while paused before it. */
  warnings: z.array(z.object({ share: z.number(), at: Instant.nullable() })),
  policyId: DocumentId,
  policyVersion: z.int(),
  calendarId: DocumentId,
  calendarVersion: z.int(),
});
export type TargetInstance = z.infer<typeof TargetInstance>;
