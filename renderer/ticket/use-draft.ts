import { useCallback, useEffect, useRef, useState } from 'react';
import type { Instant, TicketId } from '#core/ids.ts';
import { useStore } from '../ui/context.tsx';

/** After this pause in typing the page asks whether the text is on disk, to say so. */
const SETTLE = 450;
/** Where it isn't, the page asks again after this long (ms). */
const AGAIN = 5_000;

/** Whether a text is on disk: since when; `no` where no disk took it; null while typing goes on, or nothing is written. */
export type Kept = { at: Instant } | 'no' | null;

export type DraftText = {
  text: string;
  kept: Kept;
  write(text: string): void;
};

/** Text that this device keeps for a ticket as it is typed: it survives a crash, a reload and going elsewhere. */
export function useDraft(ticketId: TicketId, key: string): DraftText {
  const store = useStore();
  const [text, setText] = useState('');
  const [kept, setKept] = useState<Kept>(null);
  const typed = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    let here = true;
    typed.current = false;
    setText('');
    setKept(null);
    void store.drafts.read(ticketId, key).then((draft) => {
      if (!here || typed.current || !draft) return;
      setText(draft.body);
      setKept({ at: draft.at });
    });
    return () => {
      here = false;
      window.clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [store, ticketId, key]);

  const write = useCallback(
    (next: string) => {
      typed.current = true;
      setText(next);
      setKept(null);
      store.drafts.write(ticketId, key, next);
      window.clearTimeout(timer.current);
      if (next === '') {
        // What was sent or cleared is gone from the disk at once: it must not come back after a crash and go out twice.
        void store.drafts.flush();
        return;
      }
      const ask = async () => {
        const asked = timer.current;
        const isKept = await store.drafts.flush();
        if (timer.current !== asked) return;
        setKept(isKept ? { at: store.now() } : 'no');
        if (!isKept) timer.current = window.setTimeout(ask, AGAIN);
      };
      timer.current = window.setTimeout(ask, SETTLE);
    },
    [store, ticketId, key],
  );
  return { text, kept, write };
}
