import { useCallback, useEffect, useRef, useState } from 'react';
import type { Instant, TicketId } from '#core/ids.ts';
import { useStore } from '../ui/context.tsx';

/** After this pause in typing the page asks whether the text is on disk, to say so. */
const SETTLE = 450;

export type DraftText = {
  text: string;
  /** When it was last known to be on disk; null while nothing is kept or typing goes on. */
  keptAt: Instant | null;
  write(text: string): void;
};

/** Text that this device keeps for a ticket as it is typed: it survives a crash, a reload and going elsewhere. */
export function useDraft(ticketId: TicketId, key: string): DraftText {
  const store = useStore();
  const [text, setText] = useState('');
  const [keptAt, setKeptAt] = useState<Instant | null>(null);
  const typed = useRef(false);
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    let here = true;
    typed.current = false;
    setText('');
    setKeptAt(null);
    void store.drafts.read(ticketId, key).then((draft) => {
      if (!here || typed.current || !draft) return;
      setText(draft.body);
      setKeptAt(draft.at);
    });
    return () => {
      here = false;
      window.clearTimeout(timer.current);
    };
  }, [store, ticketId, key]);

  const write = useCallback(
    (next: string) => {
      typed.current = true;
      setText(next);
      setKeptAt(null);
      store.drafts.write(ticketId, key, next);
      window.clearTimeout(timer.current);
      if (next === '') {
        // What was sent or cleared is gone from the disk at once: it must not come back after a crash and go out twice.
        void store.drafts.flush();
        return;
      }
      timer.current = window.setTimeout(() => {
        void store.drafts.flush().then(() => setKeptAt(store.now()));
      }, SETTLE);
    },
    [store, ticketId, key],
  );
  return { text, keptAt, write };
}
