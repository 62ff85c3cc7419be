import type { Intent } from '#core/commands/command.ts';
import type { Instant } from '#core/ids.ts';
import type { Kind } from './compose.ts';

/** What the composer gets back of a message that was taken back: all of it, the promise too. */
export type TakenBack = { kind: Kind; body: string; promisedUntil: Instant | null };

export function textIn(intent: Intent): TakenBack | null {
  if (intent.type === 'note') return { kind: 'note', body: intent.body.text.body, promisedUntil: null };
  if (intent.type !== 'reply') return null;
  return { kind: 'reply', body: intent.body.text.body, promisedUntil: intent.body.promisedUntil };
}

/** The offer as a draft again, in the shape that the dialog keeps. From what was asked: its event says less. */
export function packetIn(intent: Intent): string | null {
  if (intent.type !== 'offerHandoff') return null;
  const { teamId, personId, reason, reasonNote, packet, skillOverride } = intent.body;
  return JSON.stringify({ teamId, personId, reason, reasonNote, packet, skillOverride: skillOverride ?? '' });
}

/** The promise as it lies beside the reply's draft; one whose time has come is none any more. */
export function promiseIn(draft: string, now: Instant): Instant | null {
  const until = Number(draft);
  return Number.isInteger(until) && until > now ? until : null;
}
