import type { Instant, TicketId } from '#core/ids.ts';
import type { Clock } from './clock.ts';
import type { Disk } from './disk.ts';
import type { Journal } from './journal.ts';
import { draftEntry } from './journal-entries.ts';
import type { Store } from './store.ts';

type Draft = { id: string; body: string; at: Instant };

/** Typing pauses this long at most before what was typed is on disk. */
const WITHIN = 300;

/** What is being typed, local to the device: durable within 500 ms, in the database and in the journal. */
export function createDrafts(deps: { disk: Disk; journal: Journal; clock: Clock }): Store['drafts'] {
  const { disk, journal, clock } = deps;
  const unsaved = new Map<string, Draft>();
  let saving: Promise<void> = Promise.resolve();
  let stopTimer: (() => void) | null = null;

  async function save(): Promise<void> {
    stopTimer?.();
    stopTimer = null;
    const drafts = [...unsaved.values()];
    if (drafts.length === 0) return;
    unsaved.clear();
    const inJournal = journal.append(drafts.map(draftEntry)).then(
      () => true,
      () => false,
    );
    const onDisk = disk
      .write(['drafts'], async (tables) => {
        await tables.drafts.putAll(drafts.filter((draft) => draft.body !== ''));
        await tables.drafts.dropAll(drafts.filter((draft) => draft.body === '').map((draft) => draft.id));
      })
      .then(
        () => true,
        () => false,
      );
    if ((await inJournal) || (await onDisk)) return;
    for (const draft of drafts) if (!unsaved.has(draft.id)) unsaved.set(draft.id, draft);
  }

  function flush(): Promise<void> {
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
    write(ticketId, key, body) {
      const id = keyOf(ticketId, key);
      unsaved.set(id, { id, body, at: clock.device() });
      stopTimer ??= clock.after(WITHIN, () => void flush());
    },
    flush,
  };
}

function keyOf(ticketId: TicketId | null, key: string): string {
  return `${ticketId ?? 'new'}/${key}`;
}
