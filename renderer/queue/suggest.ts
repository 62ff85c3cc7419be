import type { Priority, Status } from '#core/ticket/history.ts';
import type { QueueRow } from '../store/store.ts';
import { statusWord } from '../ui/words.ts';
import { type Filter, type Known, narrows, wordsOf } from './filter.ts';

/** An offer to narrow by: what it is, how many of the view's tickets it would leave, and the filter with it. */
export type Suggestion = { key: string; kind: string; label: string; count: number; with: Filter };

const AT_MOST = 7;
const priorities: readonly Priority[] = [1, 2, 3, 4];
const statuses: readonly Status[] = ['new', 'open', 'pending', 'onHold', 'resolved', 'closed'];

/** What the typed words could name, the best fit first; taking one takes the words out of the text. `rows`: of the view. */
export function suggestionsFor(filter: Filter, known: Known, rows: readonly QueueRow[]): Suggestion[] {
  const words = wordsOf(filter.text);
  if (words.length === 0) return [];
  const base = { ...filter, text: '' };
  const candidates: Omit<Suggestion, 'count'>[] = [
    ...statuses.map((status) => ({
      key: `status ${status}`,
      kind: 'status',
      label: statusWord[status],
      with: { ...base, statuses: plus(filter.statuses, status) },
    })),
    ...priorities.map((priority) => ({
      key: `priority ${priority}`,
      kind: 'priority',
      label: `P${priority}`,
      with: { ...base, priorities: plus(filter.priorities, priority) },
    })),
    ...[...known.tiers.values()].map(({ id, name, rank }) => ({
      key: `tier ${id}`,
      kind: `tier L${rank}`,
      label: name,
      with: { ...base, tierIds: plus(filter.tierIds, id) },
    })),
    ...[...known.teams.values()].map(({ id, name }) => ({
      key: `team ${id}`,
      kind: 'team',
      label: name,
      with: { ...base, teamIds: plus(filter.teamIds, id) },
    })),
    ...[...known.categories.values()].map(({ id, name }) => ({
      key: `category ${id}`,
      kind: 'category',
      label: name,
      with: { ...base, categoryIds: plus(filter.categoryIds, id) },
    })),
    ...skillsIn(known).map((skill) => ({
      key: `skill ${skill}`,
      kind: 'skill',
      label: skill,
      with: { ...base, skills: plus(filter.skills, skill) },
    })),
    ...tagsIn(rows).map((tag) => ({
      key: `tag ${tag}`,
      kind: 'tag',
      label: tag,
      with: { ...base, tags: plus(filter.tags, tag) },
    })),
  ];
  const text = words.join(' ');
  return candidates
    .filter(({ kind, label }) => words.every((word) => `${kind} ${label}`.toLowerCase().includes(word)))
    .sort((a, b) => rank(a.label, text) - rank(b.label, text))
    .slice(0, AT_MOST)
    .map((candidate) => ({ ...candidate, count: countOf(candidate.with, known, rows) }));
}

function rank(label: string, text: string): number {
  const name = label.toLowerCase();
  return name === text ? 0 : name.startsWith(text) ? 1 : 2;
}

function plus<T>(list: readonly T[], item: T): T[] {
  return list.includes(item) ? [...list] : [...list, item];
}

function skillsIn({ categories }: Known): string[] {
  return [...new Set([...categories.values()].flatMap(({ skill }) => skill ?? []))];
}

const tagsOfRows = new WeakMap<readonly QueueRow[], string[]>();

/** Worked out once a list. */
function tagsIn(rows: readonly QueueRow[]): string[] {
  const known = tagsOfRows.get(rows);
  if (known) return known;
  const tags = new Set<string>();
  for (const row of rows) for (const tag of row.tags) tags.add(tag);
  const list = [...tags];
  tagsOfRows.set(rows, list);
  return list;
}

/** What taking it would show: no row more, no row less. */
function countOf(filter: Filter, known: Known, rows: readonly QueueRow[]): number {
  const fits = narrows(filter, null, known);
  let count = 0;
  for (const row of rows) if (fits(row)) count++;
  return count;
}
