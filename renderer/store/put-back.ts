import type { JournalEntry } from '#core/bridge.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { Disk, Identity, OutboxRecord } from './disk.ts';
import { append, dispatching } from './dispatch.ts';
import type { Journal } from './journal.ts';
import { compacted, readAccount } from './journal-entries.ts';
import type { Picture } from './picture.ts';

type Deps = { disk: Disk; journal: Journal; picture: Picture; identity: Identity };

/** Commands in the journal that are neither void nor settled: back into the outbox where they aren't there. */
export async function putBackUnsettled(deps: Deps): Promise<void> {
  await putBack(deps, (await accountOf(deps.journal)).open);
}

/** Commands that a server settled which doesn't remember: offered once more, as they were made. */
export async function offerAgain(deps: Deps, since: Instant): Promise<void> {
  const { settled } = await accountOf(deps.journal);
  await putBack(
    deps,
    settled.filter((row) => row.moment.recordedAt > since),
  );
}

/** Drafts that the journal knows newer than the database does; and a journal that is mostly spent is made short. */
export async function putBackDrafts({ disk, journal }: Pick<Deps, 'disk' | 'journal'>, now: Instant): Promise<void> {
  const { own, others } = await everythingIn(journal);
  const kept = compacted(own, others, now);
  if (kept.length < own.length / 2) await journal.compact(kept).catch(() => {});
  const { drafts } = readAccount(own, others);
  if (drafts.length === 0) return;
  await disk.write(['drafts'], async (tables) => {
    const known = await tables.drafts.many(drafts.map((draft) => draft.id));
    const newer = drafts.filter((draft, index) => draft.at > (known[index]?.at ?? Number.NEGATIVE_INFINITY));
    await tables.drafts.putAll(newer.filter((draft) => draft.body !== ''));
    await tables.drafts.dropAll(newer.filter((draft) => draft.body === '').map((draft) => draft.id));
  });
}

/** In their order, as this console's: it may be a new one since. What is on a card waits for its author, not for us. */
async function putBack({ disk, picture, identity }: Deps, rows: readonly OutboxRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const touched = await disk.write([...dispatching, 'cards'], async (tables) => {
    const there = new Set((await tables.outbox.all()).map((row) => row.id));
    for (const card of await tables.cards.all()) there.add(card.id);
    const missing = rows.filter((row) => !there.has(row.id));
    for (const row of missing) {
      const command = { ...row.command, consoleId: identity.consoleId };
      await append(tables, { ...row, command, answer: null }, picture);
    }
    return [...new Set<TicketId>(missing.map((row) => row.ticketId))];
  });
  if (touched.length > 0) await picture.reread(touched);
}

async function accountOf(journal: Journal) {
  const { own, others } = await everythingIn(journal);
  return readAccount(own, others);
}

/** One's own file means nothing without the others: what was taken back may say so there. Unread, it waits for the next start. */
async function everythingIn(journal: Journal): Promise<{ own: JournalEntry[]; others: JournalEntry[] }> {
  try {
    return { own: await journal.read(), others: (await journal.others?.()) ?? [] };
  } catch {
    return { own: [], others: [] };
  }
}
