import { z } from 'zod';
import { can } from '../access.ts';
import { refuse } from '../refusal.ts';
import { Level, Priority } from '../ticket/history.ts';
import { priorityOf } from '../ticket/matrix.ts';
import type { Case, Outcome } from './decision.ts';
import { movedOn } from './moved-on.ts';

/** Priority follows from impact and urgency, unless overridden with a reason. */
export const setPriority = z.object({
  type: z.literal('setPriority'),
  body: z.object({
    impact: Level,
    urgency: Level,
    override: z.object({ priority: Priority, reason: z.string().trim().min(1).max(500) }).nullable(),
  }),
});

export function decidePriority(c: Case<z.infer<typeof setPriority>['body']>): Outcome {
  const { ticket, body, by, given } = c;
  if (!can(by, 'ticket.work', { ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket changes its priority.');
  }
  const moved = movedOn(c, 'priority');
  if (moved) return moved;
  const to = body.override?.priority ?? priorityOf(given.reference.matrix, body.impact, body.urgency);
  const reason = body.override?.reason ?? null;
  const same = to === ticket.priority && body.impact === ticket.impact && body.urgency === ticket.urgency;
  if (same && reason === ticket.priorityReason) return refuse('nothingToDo', `It is P${to} already.`);
  return {
    facts: [
      {
        type: 'priorityChanged',
        body: { impact: body.impact, urgency: body.urgency, from: ticket.priority, to, reason },
      },
    ],
  };
}
