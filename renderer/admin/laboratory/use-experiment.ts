import { useEffect, useMemo, useRef, useState } from 'react';
import type { AnswerText } from '#core/sla/laboratory/answer-text.ts';
import { isoOf } from '#core/sla/laboratory/time.ts';
import { useShell, useStore } from '../../ui/context.tsx';
import { createAsk } from './ask.ts';
import { type Draft, questionOf, type Trouble } from './experiment.ts';

/** What was answered last. `would` is undefined where nothing differed from what was loaded. `at`: the instant asked about. */
export type Asked = { is: AnswerText; would: AnswerText | undefined; at: number };

/** Asks for what was loaded at once, then for it and what was made of it, about the same instant. The last to be asked is shown. */
export function useExperiment(loaded: Draft) {
  const { server } = useShell();
  const store = useStore();
  const send = useMemo(() => createAsk({ server, fetch: (...args) => fetch(...args) }), [server]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  async function ask(draft: Draft, isChanged: boolean): Promise<void> {
    turn.current += 1;
    const mine = turn.current;
    const now = isoOf(Math.floor(store.now() / 1000) * 1000);
    const would = questionOf(draft, now);
    const is = isChanged ? questionOf({ ...loaded, at: draft.at }, now) : would;
    if (!('question' in would)) return setTrouble(would);
    if (!('question' in is)) return setTrouble(is);
    setBusy(true);
    const [plain, other] = await Promise.all([send(is.question), isChanged ? send(would.question) : null]);
    if (mine !== turn.current) return;
    setBusy(false);
    const wrong = [other, plain].find((found) => found !== null && 'trouble' in found);
    setTrouble(wrong && 'trouble' in wrong ? wrong.trouble : null);
    if (!('answer' in plain) || (other !== null && !('answer' in other))) return;
    const { at } = would.question;
    setAsked({ is: plain.answer, would: other?.answer, at: Date.parse(typeof at === 'string' ? at : now) });
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is something to ask
  useEffect(() => {
    void ask(loaded, false);
  }, []);

  return { ask: (draft: Draft, isChanged: boolean) => void ask(draft, isChanged), asked, trouble, busy };
}
