import { useCallback, useEffect, useRef, useState } from 'react';
import type { TicketView } from '../store/store.ts';
import { useStore } from '../ui/context.tsx';
import type { Candidate } from './candidates.ts';
import { type OfferDraft, parseDraft } from './offer.ts';
import { prefillPacket } from './prefill.ts';

/** The key under which the device keeps an unfinished offer. */
export const DRAFT_KEY = 'handoff';

/**
 * The offer being written: the one this device kept, else one drafted from the conversation with the best team chosen.
 * Every change is kept; nothing typed is lost by closing.
 */
export function useOfferDraft(view: TicketView, candidates: readonly Candidate[]) {
  const store = useStore();
  const { ticket, messages } = view;
  const [draft, setDraft] = useState<OfferDraft>(() => ({
    teamId: candidates[0]?.team.id ?? null,
    personId: null,
    reason: null,
    reasonNote: '',
    packet: prefillPacket(ticket, messages, store.now()),
    skillOverride: '',
  }));
  const touched = useRef(false);

  useEffect(() => {
    let here = true;
    void store.drafts.read(ticket.id, DRAFT_KEY).then((kept) => {
      const before = kept && parseDraft(kept.body);
      if (here && before && !touched.current) setDraft(before);
    });
    return () => {
      here = false;
    };
  }, [store, ticket.id]);

  const change = useCallback(
    (part: Partial<OfferDraft>) => {
      touched.current = true;
      setDraft((before) => {
        const next = { ...before, ...part };
        store.drafts.write(ticket.id, DRAFT_KEY, JSON.stringify(next));
        return next;
      });
    },
    [store, ticket.id],
  );
  const changePacket = useCallback(
    (part: Partial<OfferDraft['packet']>) => {
      touched.current = true;
      setDraft((before) => {
        const next = { ...before, packet: { ...before.packet, ...part } };
        store.drafts.write(ticket.id, DRAFT_KEY, JSON.stringify(next));
        return next;
      });
    },
    [store, ticket.id],
  );
  const forget = () => {
    store.drafts.write(ticket.id, DRAFT_KEY, '');
    void store.drafts.flush();
  };
  return { draft, change, changePacket, forget };
}
