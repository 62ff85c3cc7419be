import { z } from 'zod';
import { can } from '../access.ts';
import { Instant } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { TargetKind } from '../ticket/target.ts';
import { type Case, type Outcome, personOf } from './decision.ts';

/** What became of an alert on this device. Consoles ring, only the server records. */
export const reportAlert = z.object({
  type: z.literal('reportAlert'),
  body: z.object({
    alertId: z.string().min(1).max(300),
    state: z.enum(['shown', 'seen', 'acknowledged', 'unproven', 'failed']),
    reason: z.string().max(300).nullable(),
  }),
});

/** The server's own word that a threshold was reached, in the ticket's timeline for good. */
export const announceThreshold = z.object({
  type: z.literal('announceThreshold'),
  body: z.object({
    target: TargetKind,
    cycle: z.int().min(1),
    threshold: z.number().positive(),
    dueAt: Instant,
    alertId: z.string(),
  }),
});

export function decideReport(c: Case<z.infer<typeof reportAlert>['body']>): Outcome {
  const personId = personOf(c.by);
  if (!personId || !can(c.by, 'ticket.see', { ticket: c.ticket }))
    return refuse('notFound', 'There is no such ticket.');
  if (!c.body.alertId.startsWith(c.ticketId)) return refuse('invalid', 'That alert belongs to another ticket.');
  return { facts: [{ type: 'alertReported', body: { ...c.body, personId } }] };
}

export function decideAnnounce(c: Case<z.infer<typeof announceThreshold>['body']>): Outcome {
  const { target, cycle, threshold } = c.body;
  const instance = c.ticket.targets.find((candidate) => candidate.kind === target && candidate.cycle === cycle);
  const reached = threshold >= 1 ? instance?.dueAt : instance?.warnings.find((w) => w.share === threshold)?.at;
  if (!instance || reached == null || reached > c.at.recordedAt) {
    return refuse('notNow', 'That threshold is not reached.');
  }
  return { facts: [{ type: 'thresholdReached', body: c.body }] };
}
