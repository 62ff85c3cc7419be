import { z } from 'zod';
import { DocumentId, Instant, PersonId } from '../ids.ts';

/**
 * What a policy promises. To the requester: `firstResponse` and `nextResponse` to the next public word, `update` from one
 * public word to the next, `resolution` from opening to resolving. Between levels (OLA): `acknowledge` an offer, and the
 * time in one `tier`.
 */
export const TargetKind = z.enum(['firstResponse', 'nextResponse', 'update', 'resolution', 'acknowledge', 'tier']);
export type TargetKind = z.infer<typeof TargetKind>;

/** What each is called in sentences that leave the console: notifications, exports. */
export const targetName: Record<TargetKind, string> = {
  firstResponse: 'First response',
  nextResponse: 'Next response',
  update: 'Next update',
  resolution: 'Resolution',
  acknowledge: 'Answer to the handoff',
  tier: 'Time in the tier',
};

export const Verdict = z.enum(['met', 'missed']);
export type Verdict = z.infer<typeof Verdict>;

/** Somebody with that right judged otherwise, and says why. What was judged before stays on record. */
export const Correction = z.object({
  at: Instant,
  by: PersonId,
  reason: z.string(),
  before: Verdict,
  after: Verdict,
});
export type Correction = z.infer<typeof Correction>;

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
  endedBy: z.enum(['reply', 'resolved', 'answered', 'left']).nullable(),
  verdict: Verdict.nullable(),
  /** Shares of the amount that warn, each with the instant at which it is reached; null while paused before it. */
  warnings: z.array(z.object({ share: z.number(), at: Instant.nullable() })),
  policyId: DocumentId,
  policyVersion: z.int(),
  calendarId: DocumentId,
  calendarVersion: z.int(),
  /**
   * Set where it was overdue when no policy named it any more: it goes on by the versions that judged it, and its alerts
   * by the ticket's `basis` of then, so that its breach doesn't ring anew.
   */
  keptBasis: z.int().optional(),
  /** Set once the ticket is closed: from then on only a correction changes the verdict. */
  final: z.boolean().optional(),
  /** Corrections of a final verdict, the oldest first. */
  corrections: z.array(Correction).optional(),
});
export type TargetInstance = z.infer<typeof TargetInstance>;
