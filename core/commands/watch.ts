import { z } from 'zod';
import { can } from '../access.ts';
import { Instant } from '../ids.ts';
import { refuse } from '../refusal.ts';
import { type Case, type Outcome, personOf } from './decision.ts';
import { unpromisable } from './promised.ts';

export const watch = z.object({ type: z.literal('watch'), body: z.object({}) });
export const unwatch = z.object({ type: z.literal('unwatch'), body: z.object({}) });
/** The next update promised to the requester; null takes the promise back. */
export const promise = z.object({ type: z.literal('promise'), body: z.object({ until: Instant.nullable() }) });

export function decideWatch(c: Case<unknown>, watching: boolean): Outcome {
  const personId = personOf(c.by);
  if (!personId || !can(c.by, 'ticket.see', { ticket: c.ticket }))
    return refuse('notFound', 'There is no such ticket.');
  if (c.ticket.watchers.includes(personId) === watching) {
    return refuse('nothingToDo', watching ? 'You watch it already.' : "You don't watch it.");
  }
  return { facts: [{ type: 'watched', body: { personId, watching } }] };
}

export function decidePromise(c: Case<z.infer<typeof promise>['body']>): Outcome {
  if (!can(c.by, 'ticket.work', { ticket: c.ticket })) {
    return refuse('notAllowed', 'Only the team that holds this ticket promises something to the requester.');
  }
  if (c.body.until === c.ticket.promisedUntil) return refuse('nothingToDo', 'That is promised already.');
  return unpromisable(c.body.until, c.ticket, c.at) ?? { facts: [{ type: 'promised', body: { until: c.body.until } }] };
}
