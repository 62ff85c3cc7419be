import type { TicketId } from '#core/ids.ts';
import type { PersonPresence } from '#core/sync/protocol.ts';
import type { TimeRecord } from './disk.ts';
import type { SyncView } from './store.ts';

/** What tabs of one console tell each other: what lies differently on disk, and how the leader's sync stands. */
export type TabMessage = {
  changed?: { tickets: readonly TicketId[]; cards?: boolean; reference?: boolean };
  view?: SyncView;
  presence?: readonly PersonPresence[];
  /** What the leader measured. Its monotonic clock means nothing in another tab. */
  time?: TimeRecord;
  /** A tab that is new asks the leader how things stand. */
  asks?: true;
};
export type Tabs = { post(message: TabMessage): void; listen(listener: (message: TabMessage) => void): () => void };

/** For a console that has no other tabs. */
export const alone: Tabs = { post() {}, listen: () => () => {} };

/** Tabs of one browser over a BroadcastChannel. A tab doesn't hear itself. */
export function createTabs(name: string): Tabs & { close(): void } {
  const channel = new BroadcastChannel(name);
  const listeners = new Set<(message: TabMessage) => void>();
  channel.onmessage = (event: MessageEvent<TabMessage>) => {
    for (const listener of listeners) listener(event.data);
  };
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => channel.close(),
  };
}
