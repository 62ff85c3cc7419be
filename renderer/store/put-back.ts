import type { JournalEntry } from '#core/bridge.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import type { Disk, Identity, OutboxRecord } from './disk.ts';
import { append, dispatching } from './dispatch.ts';
import { putDrafts } from './drafts.ts';
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

/**
 * Drafts that the journal knows newer than the database does; and a journal that is mostly spent is made short. Says the
 * latest time that any draft carries: what is typed from now on is later, whatever the clock says.
 */
export async function putBackDrafts({ disk, journal }: Pick<Deps, 'disk' | 'journal'>, now: Instant): Promise<Instant> {
  const { own, others } = await everythingIn(journal);
  const kept = compacted(own, others, now);
  if (kept.length < own.length / 2) await journal.compact(kept).catch(() => {});
  const { drafts } = readAccount(own, others);
  return disk.write(['drafts'], async (tables) => {
    const known = new Map((await tables.drafts.all()).map((draft) => [draft.id, draft.at]));
    await putDrafts(
      tables,
      drafts.filter((draft) => draft.at > (known.get(draft.id) ?? Number.NEGATIVE_INFINITY)),
    );
    return [...known.values(), ...drafts.map((draft) => draft.at)].reduce((a, b) => Math.max(a, b), 0);
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
