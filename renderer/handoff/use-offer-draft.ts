import type { TicketView } from '../store/store.ts';
import { useStore } from '../ui/context.tsx';
import type { Candidate } from './candidates.ts';
import { type OfferDraft, parseDraft } from './offer.ts';
import { prefillPacket } from './prefill.ts';
import { useKeptDraft } from './use-kept-draft.ts';

/** The key under which the device keeps an unfinished offer. */
const DRAFT_KEY = 'handoff';

/** The offer being written: the one this device kept, else one drafted from the conversation with the best team chosen. */
export function useOfferDraft(view: TicketView, candidates: readonly Candidate[]) {
  const store = useStore();
  const { ticket, messages } = view;
  const { draft, change, forget } = useKeptDraft<OfferDraft>(ticket.id, DRAFT_KEY, {
    begin: () => ({
      teamId: candidates[0]?.team.id ?? null,
      personId: null,
      reason: null,
      reasonNote: '',
      packet: prefillPacket(ticket, messages, store.now()),
      skillOverride: '',
    }),
    read: parseDraft,
    keep: JSON.stringify,
  });
  return {
    draft,
    change: (part: Partial<OfferDraft>) => change((before) => ({ ...before, ...part })),
    changePacket: (part: Partial<OfferDraft['packet']>) =>
      change((before) => ({ ...before, packet: { ...before.packet, ...part } })),
    forget,
  };
}
