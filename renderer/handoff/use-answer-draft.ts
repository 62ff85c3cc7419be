import type { EscalationId, TicketId } from '#core/ids.ts';
import { type AnswerDraft, emptyAnswer, keptAnswer, parseAnswer } from './answer.ts';
import { useKeptDraft } from './use-kept-draft.ts';

/** The key under which the device keeps an answer that is not given yet. */
const ANSWER_KEY = 'answer';

/** The answer being written: the one this device kept of the same offer, else an empty one. */
export function useAnswerDraft(ticketId: TicketId, escalationId: EscalationId) {
  const { draft, change, forget } = useKeptDraft<AnswerDraft>(ticketId, ANSWER_KEY, {
    begin: () => emptyAnswer(escalationId),
    read: (body) => parseAnswer(body, escalationId),
    keep: keptAnswer,
  });
  return { draft, change: (part: Partial<AnswerDraft>) => change((before) => ({ ...before, ...part })), forget };
}
