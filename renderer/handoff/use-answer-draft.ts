import { useCallback, useEffect, useRef, useState } from 'react';
import type { EscalationId, TicketId } from '#core/ids.ts';
import { useStore } from '../ui/context.tsx';
import { type AnswerDraft, emptyAnswer, keptAnswer, parseAnswer } from './answer.ts';

/** The key under which the device keeps an answer that is not given yet. */
export const ANSWER_KEY = 'answer';

/**
 * The answer being written: the one this device kept of the same offer, else an empty one. Every change is kept; nothing
 * typed is lost by closing.
 */
export function useAnswerDraft(ticketId: TicketId, escalationId: EscalationId) {
  const store = useStore();
  const [draft, setDraft] = useState(() => emptyAnswer(escalationId));
  const touched = useRef(false);

  useEffect(() => {
    let here = true;
    void store.drafts.read(ticketId, ANSWER_KEY).then((kept) => {
      const before = kept && parseAnswer(kept.body, escalationId);
      if (here && before && !touched.current) setDraft(before);
    });
    return () => {
      here = false;
      void store.drafts.flush();
    };
  }, [store, ticketId, escalationId]);

  const change = useCallback(
    (part: Partial<AnswerDraft>) => {
      touched.current = true;
      setDraft((before) => {
        const next = { ...before, ...part };
        store.drafts.write(ticketId, ANSWER_KEY, keptAnswer(next));
        return next;
      });
    },
    [store, ticketId],
  );
  const forget = () => {
    store.drafts.write(ticketId, ANSWER_KEY, '');
    void store.drafts.flush();
  };
  return { draft, change, forget };
}
