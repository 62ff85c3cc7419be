import { z } from 'zod';
import type { IntentOf } from '#core/commands/command.ts';
import { EscalationId } from '#core/ids.ts';
import { ReturnReason } from '#core/ticket/escalation.ts';

/** An answer to an offer as far as it has got, and as the device keeps it until it is given. It belongs to that offer alone. */
export const AnswerDraft = z.object({
  escalationId: EscalationId,
  returning: z.boolean(),
  goal: z.string(),
  reason: ReturnReason,
  note: z.string(),
});
export type AnswerDraft = z.infer<typeof AnswerDraft>;

export function emptyAnswer(escalationId: EscalationId): AnswerDraft {
  return { escalationId, returning: false, goal: '', reason: 'packetIncomplete', note: '' };
}

/** As the device keeps it; nothing where nothing is said in it yet. */
export function keptAnswer(draft: AnswerDraft): string {
  const { returning, goal, note } = draft;
  return returning || goal !== '' || note !== '' ? JSON.stringify(draft) : '';
}

/** A kept draft, or null where it is none (any more), or answers another offer than this one. */
export function parseAnswer(body: string, escalationId: EscalationId): AnswerDraft | null {
  try {
    const draft = AnswerDraft.safeParse(JSON.parse(body)).data;
    return draft?.escalationId === escalationId ? draft : null;
  } catch {
    return null;
  }
}

/** Whether what it needs is there: the goal, or for a return what would be needed. */
export function isAnswer({ returning, goal, note }: AnswerDraft): boolean {
  return (returning ? note : goal).trim().length >= 3;
}

/** The command that it becomes. */
export function answerIntent(draft: AnswerDraft): IntentOf<'acceptHandoff'> | IntentOf<'returnHandoff'> {
  const { escalationId, returning, goal, reason, note } = draft;
  return returning
    ? { type: 'returnHandoff', body: { escalationId, reason, note } }
    : { type: 'acceptHandoff', body: { escalationId, goal } };
}
