import type { IntentOf } from '../commands/command.ts';
import type { Instant } from '../ids.ts';
import { isOpen, openOffer, type Ticket } from '../ticket/ticket.ts';
import { thresholdId } from './alert.ts';

/** Something that should happen by itself at an instant. `key` makes it happen once per state. */
export type Due = { key: string; at: Instant; intent: IntentOf<'lapseHandoff'> | IntentOf<'announceThreshold'> };

/** The rule that acts, for "why did this happen?". */
export const rule = {
  lapse: { ruleId: 'offer-lapses', version: 1 },
  announce: { ruleId: 'target-threshold', version: 1 },
} as const;

/**
 * All that is due or will be, while nothing else changes: due rows are these, rewritten in the ticket's transaction.
 * What has been announced already falls away because its key is remembered with the ticket's due rows.
 */
export function duesOf(ticket: Ticket): Due[] {
  const dues: Due[] = [];
  const offer = openOffer(ticket);
  if (offer) {
    dues.push({
      key: `lapse/${offer.id}`,
      at: offer.lapsesAt,
      intent: { type: 'lapseHandoff', body: { escalationId: offer.id } },
    });
  }
  if (!isOpen(ticket)) return dues;
  for (const instance of ticket.targets) {
    const { kind: target, cycle, state, dueAt, warnings } = instance;
    if (state === 'ended' || dueAt === null) continue;
    for (const { share, at } of [...warnings, { share: 1, at: dueAt }]) {
      if (at === null) continue;
      const alertId = thresholdId(ticket, instance, share);
      dues.push({
        key: alertId,
        at,
        intent: { type: 'announceThreshold', body: { target, cycle, threshold: share, dueAt, alertId } },
      });
    }
  }
  return dues;
}

/** The commands now due. */
export function escalate(ticket: Ticket, now: Instant): Due[] {
  return duesOf(ticket)
    .filter((due) => due.at <= now)
    .sort((a, b) => a.at - b.at || a.key.localeCompare(b.key, 'en'));
}
