import type { Intent } from '#core/commands/command.ts';
import { Intent as IntentSchema } from '#core/commands/command.ts';
import type { Instant } from '#core/ids.ts';
import type { Refusal } from '#core/refusal.ts';
import type { OutboxRecord } from './disk.ts';
import type { AttentionCard } from './store.ts';

/** What the server refused becomes a card with all its text: no work is ever silently lost. */
export function cardOf(row: OutboxRecord, refusal: Refusal, refusedAt: Instant): AttentionCard {
  return {
    commandId: row.id,
    ticketId: row.ticketId,
    intent: intentOf(row),
    madeAt: row.moment.effectiveAt,
    refusal,
    refusedAt,
  };
}

/** The intent of a command, without its envelope. */
export function intentOf(row: Pick<OutboxRecord, 'command'>): Intent {
  return IntentSchema.parse({ type: row.command.type, body: row.command.body });
}
