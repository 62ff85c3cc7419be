import type { TicketId } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Disk, OutboxRecord } from './disk.ts';
import type { QueueRow } from './store.ts';

type Deps = {
  disk: Disk;
  rows(): readonly QueueRow[];
  reference(): Reference;
  outbox(): readonly OutboxRecord[];
};

/** Conversations read at once while looking for words in them. */
const PORTION = 500;

/**
 * Tickets whose text holds all words, case and accents apart. What the row says comes first, in the queue's order;
 * then words found in messages. Reads messages from disk only where rows didn't fill the limit.
 */
export async function search(
  { disk, rows, reference, outbox }: Deps,
  words: string,
  limit: number,
): Promise<TicketId[]> {
  const wanted = plain(words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const holds = (text: string) => wanted.every((word) => text.includes(word));
  const known = reference();
  const found = new Set<TicketId>();
  for (const row of rows()) {
    if (found.size >= limit) return [...found];
    if (holds(plain(textOf(row, known)))) found.add(row.id);
  }
  for (const { ticketId, command } of outbox()) {
    if (found.size < limit && holds(plain(JSON.stringify(command.body)))) found.add(ticketId);
  }
  if (found.size >= limit) return [...found];
  const subjects = new Map(rows().map((row) => [row.id, row]));
  await disk.read(['conversations'], (tables) =>
    tables.conversations.each(PORTION, (conversations) => {
      for (const { id, messages } of conversations) {
        const row = subjects.get(id);
        if (!row || found.has(id)) continue;
        const text = [textOf(row, known), ...messages.map((message) => message.body)].join('\n');
        if (holds(plain(text))) found.add(id);
        if (found.size >= limit) return false;
      }
      return true;
    }),
  );
  return [...found];
}

function textOf(row: QueueRow, { people, requesters, organisations, categories, services, teams }: Reference): string {
  return [
    row.number === null ? '' : `${row.number} #${row.number}`,
    row.subject,
    ...row.tags,
    row.personId ? people.get(row.personId)?.name : '',
    row.requesterId ? requesters.get(row.requesterId)?.name : '',
    row.organisationId ? organisations.get(row.organisationId)?.name : '',
    row.categoryId ? categories.get(row.categoryId)?.name : '',
    row.serviceId ? services.get(row.serviceId)?.name : '',
    teams.get(row.teamId)?.name,
  ].join(' ');
}

/** Without case and accents: "Kovac" finds "Kovač". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
