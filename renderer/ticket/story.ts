import type { Instant } from '#core/ids.ts';
import type { Escalation } from '#core/ticket/escalation.ts';
import type { FactType, TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import type { TicketView } from '../store/store.ts';

/** What stands in the conversation, top to bottom. `provisional`: the server hasn't said so yet. */
export type StoryItem =
  | { kind: 'message'; key: string; at: Instant; provisional: boolean; message: Message }
  | {
      kind: 'handoff';
      key: string;
      at: Instant;
      provisional: boolean;
      escalation: Escalation;
      acceptedAt: Instant | null;
    }
  | { kind: 'line'; key: string; at: Instant; provisional: boolean; event: TicketEvent };

/** Told by their message or their handoff card already, or of no interest until somebody asks for all events. */
const quiet: ReadonlySet<FactType> = new Set<FactType>([
  'opened',
  'numbered',
  'messageAdded',
  'alertReported',
  'watched',
  'handoffOffered',
  'handoffAccepted',
  'handoffReturned',
  'handoffWithdrawn',
  'handoffLapsed',
]);

/**
 * The conversation by time: messages, one card a handoff (at its offer), and a line for every other change.
 * `all` tells every event as a line as well, but for those that a message stands for.
 */
export function storyOf(
  view: Pick<TicketView, 'ticket' | 'messages' | 'events' | 'provisional'>,
  all: boolean,
): StoryItem[] {
  const { ticket, messages, events, provisional } = view;
  const items: { item: StoryItem; n: number }[] = [];
  const places = new Map(events.map((event) => [event.type === 'messageAdded' ? event.body.messageId : '', event.n]));
  for (const message of messages) {
    const item: StoryItem = {
      kind: 'message',
      key: message.id,
      at: message.at,
      provisional: provisional.has(message.id),
      message,
    };
    items.push({ item, n: places.get(message.id) ?? 0 });
  }
  for (const escalation of ticket.escalations) {
    const offer = events.find((event) => event.type === 'handoffOffered' && event.body.escalation.id === escalation.id);
    const item: StoryItem = {
      kind: 'handoff',
      key: escalation.id,
      at: escalation.offeredAt,
      provisional: offer !== undefined && provisional.has(offer.id),
      escalation,
      acceptedAt: escalation.state === 'accepted' ? escalation.settledAt : null,
    };
    items.push({ item, n: offer?.n ?? 0 });
  }
  const told = new Set<string>(messages.map((message) => message.id));
  for (const event of events) {
    if (event.type === 'messageAdded' && told.has(event.body.messageId)) continue;
    if (!all && (quiet.has(event.type) || isHandover(event) || followsText(event, events))) continue;
    const item: StoryItem = {
      kind: 'line',
      key: event.id,
      at: event.effectiveAt,
      provisional: provisional.has(event.id),
      event,
    };
    items.push({ item, n: event.n });
  }
  return items.sort((a, b) => a.item.at - b.item.at || a.n - b.n).map(({ item }) => item);
}

/** The change of hands that an accepted handoff brings; its card says it. */
function isHandover(event: TicketEvent): boolean {
  return event.type === 'accountableChanged' && event.body.how === 'handoff';
}

/** An empty promise that a reply brought with it says nothing of its own. */
function followsText(event: TicketEvent, events: readonly TicketEvent[]): boolean {
  if (event.type !== 'promised' || event.body.until !== null) return false;
  return events.some((other) => other.type === 'messageAdded' && other.commandId === event.commandId);
}
