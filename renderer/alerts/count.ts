import type { Instant } from '#core/ids.ts';
import { urgencyOf } from '#core/sla/urgency.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Count, Shell } from '../desktop/shell.ts';
import type { QueueRow, Store } from '../store/store.ts';

/** At most this often (ms) while things change, and this often while only time passes. */
const PAUSE = 1_000;
const EVERY = 20_000;

/** What tray, badge and title say: of the tickets that I hold, what is breached or near; and what waits for my answer. */
export function countOf(rows: readonly QueueRow[], me: Person, now: Instant): Count {
  const count: Count = { breached: 0, near: 0, offered: 0 };
  const mine = new Set(me.memberships.filter(({ role }) => role === 'agent').map(({ teamId }) => teamId));
  for (const { offer, personId, nearest, status } of rows) {
    if (offer && (offer.toPersonId ? offer.toPersonId === me.id : mine.has(offer.toTeamId))) count.offered += 1;
    if (personId !== me.id || !nearest || status === 'resolved' || status === 'closed') continue;
    const urgency = urgencyOf(nearest, now);
    if (urgency === 'breached') count.breached += 1;
    if (urgency === 'near' || urgency === 'nearer') count.near += 1;
  }
  return count;
}

/** Keeps the machine's count true, and says it only when it differs. Nothing is owed any more once it is stopped. */
export function startCounting(
  { store, shell }: { store: Pick<Store, 'me' | 'queue' | 'now'>; shell: Pick<Shell, 'setCount'> },
  clock: Pick<Window, 'setTimeout' | 'clearTimeout'> = window,
): () => void {
  let said = '';
  let timer = 0;
  let soon = false;

  function say(count: Count) {
    const now = JSON.stringify(count);
    if (now !== said) shell.setCount(count);
    said = now;
  }

  function look() {
    soon = false;
    say(countOf(store.queue.get(), store.me, store.now()));
    timer = clock.setTimeout(look, EVERY);
  }

  const unsubscribe = store.queue.subscribe(() => {
    if (soon) return;
    soon = true;
    clock.clearTimeout(timer);
    timer = clock.setTimeout(look, PAUSE);
  });
  look();
  return () => {
    unsubscribe();
    clock.clearTimeout(timer);
    say({ breached: 0, near: 0, offered: 0 });
  };
}
