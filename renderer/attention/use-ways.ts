import { isRefusal } from '#core/refusal.ts';
import type { AttentionCard } from '../store/store.ts';
import { browserMaking } from '../ticket/making.ts';
import { saysHere } from '../ticket/wording.ts';
import { useStore } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { go } from '../ui/place.ts';
import { textOf, type Way } from './describe.ts';

const NOT_KEPT = 'This device could not write the text down: its disk may be full. The card stays as it is.';

/** Carries out what a card offers. Resolves with a sentence where that was refused, null where it is done. */
export function useWays(): (card: AttentionCard, way: Way) => Promise<string | null> {
  const store = useStore();
  const says = (answer: unknown) => (isRefusal(answer) ? saysHere(answer, (at) => clockOf(at, store.me.zone)) : null);
  return async (card, way) => {
    const { commandId, ticketId, intent } = card;
    const text = textOf(intent)?.body ?? '';
    switch (way) {
      case 'copy':
        await navigator.clipboard.writeText(text);
        return null;
      case 'drop':
        return says(await store.settleCard(commandId, { drop: true }));
      case 'again':
        return says(await store.settleCard(commandId, { again: intent }));
      case 'asNote': {
        const make = browserMaking(store.now);
        const note = { messageId: make.messageId(), body: text, hash: make.hash(text) };
        return says(await store.settleCard(commandId, { again: { type: 'note', body: { text: note } } }));
      }
      case 'sendAsItIs': {
        if (intent.type !== 'reply') return null;
        const body = { ...intent.body, sendAnyway: true };
        return says(await store.settleCard(commandId, { again: { type: 'reply', body } }));
      }
      case 'change': {
        // The text is a draft on disk before the card that holds it goes.
        const before = await store.drafts.read(ticketId, 'reply');
        const kept = before?.body.trim() && before.body.trim() !== text.trim() ? `${text}\n\n${before.body}` : text;
        store.drafts.write(ticketId, 'reply', kept);
        const promised = intent.type === 'reply' ? intent.body.promisedUntil : null;
        if (promised !== null) store.drafts.write(ticketId, 'promised', String(promised));
        const isKept = await store.drafts.flush();
        if (!isKept && store.sync.get().storage !== 'memory') return NOT_KEPT;
        const said = says(await store.settleCard(commandId, { drop: true }));
        if (said === null) go({ page: 'ticket', ticketId, do: 'reply' });
        return said;
      }
      default:
        return way satisfies never;
    }
  };
}
