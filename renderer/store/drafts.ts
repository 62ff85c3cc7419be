import { type Instant, TicketId } from '#core/ids.ts';
import type { Clock } from './clock.ts';
import type { Disk, Tables } from './disk.ts';
import type { Journal } from './journal.ts';
import { draftEntry } from './journal-entries.ts';
import type { KeptDraft, Store } from './store.ts';

type Draft = { id: string; body: string; at: Instant };

/** Typing pauses this long at most before what was typed is on disk. */
const WITHIN = 300;
/** What no disk took is tried again after this long (ms). */
const AGAIN = 5_000;

/**
 * What is being typed, local to the device: durable within 500 ms, in the database and in the journal. Of two states of
 * a draft the later one carries the later time, also where the clock was set back between them; `latest`: the last time
 * that any draft here carries.
 */
export function createDrafts(deps: { disk: Disk; journal: Journal; clock: Clock; latest: Instant }): Store['drafts'] {
  const { disk, journal, clock } = deps;
  const lasts = journal.durable || disk.kind === 'indexedDB';
  const unsaved = new Map<string, Draft>();
  let { latest } = deps;
  let saving: Promise<boolean> = Promise.resolve(true);
  let stopTimer: (() => void) | null = null;
  let stopRetry = () => {};

  async function save(): Promise<boolean> {
    stopTimer?.();
    stopTimer = null;
    stopRetry();
    const drafts = [...unsaved.values()];
    if (drafts.length === 0) return lasts;
    unsaved.clear();
    const [inJournal, onDisk] = await Promise.all([
      succeeds(journal.append(drafts.map(draftEntry))),
      succeeds(disk.write(['drafts'], (tables) => putDrafts(tables, drafts))),
    ]);
    if ((inJournal && journal.durable) || (onDisk && disk.kind === 'indexedDB')) return true;
    if (!lasts) return false;
    for (const draft of drafts) if (!unsaved.has(draft.id)) unsaved.set(draft.id, draft);
    stopRetry = clock.after(AGAIN, () => void flush());
    return false;
  }

  function flush(): Promise<boolean> {
    saving = saving.then(save);
    return saving;
  }

  return {
    async read(ticketId, key) {
      const id = keyOf(ticketId, key);
      const typed = unsaved.get(id);
      if (typed) return typed.body === '' ? null : { body: typed.body, at: typed.at };
      await saving;
      const record = await disk.read(['drafts'], async (tables) => tables.drafts.get(id));
      return record ? { body: record.body, at: record.at } : null;
    },
    async list() {
      const kept = await disk.read(['drafts'], async (tables) => tables.drafts.all());
      const newest = new Map([...kept, ...unsaved.values()].map((draft) => [draft.id, draft]));
      const written = [...newest.values()].filter((draft) => draft.body !== '');
      return written.sort((a, b) => b.at - a.at).map(named);
    },
    write(ticketId, key, body) {
      const id = keyOf(ticketId, key);
      latest = Math.max(clock.device(), latest + 1);
      unsaved.set(id, { id, body, at: latest });
      stopTimer ??= clock.after(WITHIN, () => void flush());
    },
    flush,
  };
}

/** An empty one is none. */
export async function putDrafts({ drafts: table }: Pick<Tables, 'drafts'>, drafts: readonly Draft[]): Promise<void> {
  await table.putAll(drafts.filter((draft) => draft.body !== ''));
  await table.dropAll(drafts.filter((draft) => draft.body === '').map((draft) => draft.id));
}

function keyOf(ticketId: TicketId | null, key: string): string {
  return `${ticketId ?? 'new'}/${key}`;
}

function named({ id, body, at }: Draft): KeptDraft {
  const slash = id.indexOf('/');
  const ticketId = TicketId.safeParse(id.slice(0, slash)).data ?? null;
  return { ticketId, key: id.slice(slash + 1), body, at };
}

function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
