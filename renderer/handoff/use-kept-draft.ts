import { useCallback, useEffect, useRef, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import { useStore } from '../ui/context.tsx';

/** What a draft is before anything was written, how it is read off this device (null: not this one), and how kept. */
export type Form<T> = { begin: () => T; read: (body: string) => T | null; keep: (draft: T) => string };

/** A form that this device keeps for a ticket with every change; nothing typed is lost by closing. */
export function useKeptDraft<T>(ticketId: TicketId, key: string, form: Form<T>) {
  const store = useStore();
  // As first given: what is drafted from the ticket is drafted once.
  const [{ begin, read, keep }] = useState(form);
  const [draft, setDraft] = useState(begin);
  const touched = useRef(false);

  useEffect(() => {
    let here = true;
    void store.drafts.read(ticketId, key).then((kept) => {
      const before = kept && read(kept.body);
      if (here && before && !touched.current) setDraft(before);
    });
    return () => {
      here = false;
      void store.drafts.flush();
    };
  }, [store, ticketId, key, read]);

  const change = useCallback(
    (next: (before: T) => T) => {
      touched.current = true;
      setDraft((before) => {
        const after = next(before);
        store.drafts.write(ticketId, key, keep(after));
        return after;
      });
    },
    [store, ticketId, key, keep],
  );
  const forget = () => {
    store.drafts.write(ticketId, key, '');
    void store.drafts.flush();
  };
  return { draft, change, forget };
}
