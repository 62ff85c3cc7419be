import type { PersonId, RequesterId, TicketId } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { QueueRow } from '../store/store.ts';
import type { Action } from '../ui/keymap.tsx';

/** What the palette offers for some words. Ticket hits come from the store, in its order. */
export type Find =
  | { kind: 'ticket'; id: string; row: QueueRow }
  | { kind: 'person'; id: string; personId: PersonId; name: string; hint: string }
  | { kind: 'requester'; id: string; requesterId: RequesterId; name: string; hint: string }
  | { kind: 'action'; id: string; action: Action };

const TICKETS = 8;
const PEOPLE = 5;
const ACTIONS = 8;

export function findAll(
  text: string,
  actions: readonly Action[],
  rows: readonly QueueRow[],
  hits: readonly QueueRow[],
  reference: Pick<Reference, 'people' | 'requesters' | 'organisations' | 'teams'>,
): Find[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (hay: string) => words.every((word) => hay.toLowerCase().includes(word));
  const found = [...new Map(actions.map((action) => [action.id, action])).values()]
    .filter((action) => fits(`${action.label} ${action.group}`))
    .slice(0, words.length === 0 ? actions.length : ACTIONS)
    .map((action): Find => ({ kind: 'action', id: `action ${action.id}`, action }));
  if (words.length === 0) return found;
  const named = found.filter((find) => find.kind === 'action' && begins(find.action.label, text));
  const others = found.filter((find) => !named.includes(find));
  return [...named, ...tickets(words, rows, hits), ...people(fits, reference), ...others];
}

/** Somebody who types how an action begins means it, whatever tickets say. */
function begins(label: string, text: string): boolean {
  return label.toLowerCase().startsWith(text.trim().toLowerCase());
}

function tickets(words: readonly string[], rows: readonly QueueRow[], hits: readonly QueueRow[]): Find[] {
  const number = words.length === 1 ? words[0]?.replace(/^#/, '') : undefined;
  const found = new Map<TicketId, QueueRow>();
  if (number && /^\d+$/.test(number)) {
    for (const row of rows) {
      if (row.number !== null && String(row.number).startsWith(number)) found.set(row.id, row);
      if (found.size >= TICKETS) break;
    }
  }
  for (const row of rows) {
    if (found.size >= TICKETS) break;
    const subject = row.subject.toLowerCase();
    if (words.every((word) => subject.includes(word))) found.set(row.id, row);
  }
  for (const row of hits) if (found.size < TICKETS) found.set(row.id, row);
  return [...found.values()].map((row) => ({ kind: 'ticket', id: `ticket ${row.id}`, row }));
}

function people(
  fits: (hay: string) => boolean,
  reference: Pick<Reference, 'people' | 'requesters' | 'organisations' | 'teams'>,
): Find[] {
  const found: Find[] = [];
  for (const person of reference.people.values()) {
    const team = reference.teams.get(person.memberships[0]?.teamId ?? ('' as never))?.name ?? '';
    if (!person.active || !fits(`${person.name} ${person.email} ${team}`)) continue;
    found.push({ kind: 'person', id: `person ${person.id}`, personId: person.id, name: person.name, hint: team });
    if (found.length >= PEOPLE) return found;
  }
  for (const requester of reference.requesters.values()) {
    const organisation = requester.organisationId ? reference.organisations.get(requester.organisationId)?.name : null;
    const hint = organisation ?? requester.email;
    if (!fits(`${requester.name} ${requester.email} ${requester.phone} ${hint}`)) continue;
    const { id: requesterId, name } = requester;
    found.push({ kind: 'requester', id: `requester ${requesterId}`, requesterId, name, hint });
    if (found.length >= PEOPLE) break;
  }
  return found;
}
