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
 * then words found in messages, read from disk only where rows didn't fill the limit. A newer search ends an older one.
 */
export function createSearch({ disk, rows, reference, outbox }: Deps) {
  let asked = 0;
  let known: Reference | null = null;
  let texts = new WeakMap<QueueRow, string>();

  /** Made once a row: rows are replaced when they change, and all is forgotten when a name does. */
  function plainOf(row: QueueRow): string {
    const now = reference();
    if (known !== now) texts = new WeakMap();
    known = now;
    const text = texts.get(row) ?? plain(textOf(row, now));
    texts.set(row, text);
    return text;
  }

  return async function search(words: string, limit: number): Promise<TicketId[]> {
    asked += 1;
    const mine = asked;
    const wanted = plain(words).split(/\s+/).filter(Boolean);
    if (wanted.length === 0) return [];
    const holds = (text: string) => wanted.every((word) => text.includes(word));
    const found = new Set<TicketId>();
    for (const row of rows()) {
      if (found.size >= limit) return [...found];
      if (holds(plainOf(row))) found.add(row.id);
    }
    for (const { ticketId, command } of outbox()) {
      if (found.size < limit && holds(plain(JSON.stringify(command.body)))) found.add(ticketId);
    }
    if (found.size >= limit) return [...found];
    const byId = new Map(rows().map((row) => [row.id, row]));
    await disk.read(['conversations'], (tables) =>
      tables.conversations.each(PORTION, (conversations) => {
        for (const { id, messages } of conversations) {
          const row = byId.get(id);
          if (!row || found.has(id) || messages.length === 0) continue;
          if (holds(`${plainOf(row)}\n${plain(messages.map((message) => message.body).join('\n'))}`)) found.add(id);
          if (found.size >= limit) return false;
        }
        return mine === asked;
      }),
    );
    return [...found];
  };
}

function textOf(row: QueueRow, { people, requesters, organisations, categories, services, teams }: Reference): string {
  return [
    row.number === null ? '' : `${row.number} #${row.number}`,
    row.subject,
    ...row.tags,
    row.personId ? people.get(row.personId)?.name : '',
    row.requesterId ? requesters.get(row.requesterId)?.name : row.caller,
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
