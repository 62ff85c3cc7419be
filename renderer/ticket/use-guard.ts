import { useEffect, useState } from 'react';
import type { MessageId } from '#core/ids.ts';
import type { TicketView } from '../store/store.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { newestPublic } from './compose.ts';
import { createNames } from './wording.ts';

/**
 * The send guard's eye: which public message the writer had before them when they began. While nothing is written it
 * follows the conversation; once something is, a newer word of somebody else's must be acknowledged first.
 */
export function useGuard(view: TicketView, text: string) {
  const me = useMe();
  const reference = useReference();
  const newest = newestPublic(view.messages);
  const [seen, setSeen] = useState<MessageId | null>(newest);
  const empty = text.trim() === '';
  const message = view.messages.find(({ id }) => id === newest);
  const own = message?.author.kind === 'person' && message.author.id === me.id;
  useEffect(() => {
    if (empty || own) setSeen(newest);
  }, [empty, own, newest]);
  const names = createNames(reference, me.id);
  const missed = newest !== seen && !empty && !own;
  const who = message?.author.kind === 'person' ? names.person(message.author.id) : names.asker(view.ticket);
  return { seen, newer: missed ? who : null, read: () => setSeen(newest) };
}
