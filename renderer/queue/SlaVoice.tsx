import { useEffect, useRef } from 'react';
import type { TicketId } from '#core/ids.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { useMe, useStore } from '../ui/context.tsx';
import { useNow } from '../ui/use-now.ts';
import { type Spoken, turnsOf } from './sla-turns.ts';

/** Says what of mine comes near its target, politely, and what breaches, at once. Looks every five seconds. */
export function SlaVoice() {
  const store = useStore();
  const { id: me } = useMe();
  const announce = useAnnounce();
  const now = useNow(5_000);
  const spoken = useRef<ReadonlyMap<TicketId, Spoken> | null>(null);
  useEffect(() => {
    const { turns, next } = turnsOf(store.queue.get(), me, now, spoken.current);
    spoken.current = next;
    for (const { says, manner } of turns) announce(says, manner);
  }, [store, me, now, announce]);
  return null;
}
