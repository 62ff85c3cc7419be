import { z } from 'zod';
import { CategoryId, PersonId, RequesterId, TeamId, type TicketId, TierId } from '#core/ids.ts';
import { Priority, Status } from '#core/ticket/history.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { QueueRow } from '../store/store.ts';
import { statusWord } from '../ui/words.ts';

/** What narrows a view. Empty lists narrow nothing; within a list any fits, between lists all must. */
export const Filter = z.object({
  statuses: z.array(Status),
  priorities: z.array(Priority),
  teamIds: z.array(TeamId),
  tierIds: z.array(TierId),
  categoryIds: z.array(CategoryId),
  tags: z.array(z.string()),
  /** What the ticket's category asks for. */
  skills: z.array(z.string()).default([]),
  personIds: z.array(PersonId).default([]),
  requesterIds: z.array(RequesterId).default([]),
  /** Typed words; what they hit comes from the store's search. */
  text: z.string(),
});
export type Filter = z.infer<typeof Filter>;

export const noFilter: Filter = {
  statuses: [],
  priorities: [],
  teamIds: [],
  tierIds: [],
  categoryIds: [],
  tags: [],
  skills: [],
  personIds: [],
  requesterIds: [],
  text: '',
};

/** A saved search: a view with a filter, named, on this device. */
export const SavedSearch = z.object({ name: z.string().min(1).max(60), view: z.string(), filter: Filter });
export type SavedSearch = z.infer<typeof SavedSearch>;

export function isNarrowed(filter: Filter): boolean {
  return filter.text.trim() !== '' || chipsOf(filter, null).length > 0;
}

export type Known = Pick<Reference, 'teams' | 'tiers' | 'categories' | 'people' | 'requesters'>;

/**
 * Turns a filter into one test of a row. `hits`: what the store found for the words, null while it hasn't answered;
 * subject and number are tested here either way, so that typing narrows at once.
 */
export function narrows(filter: Filter, hits: ReadonlySet<TicketId> | null, known: Known): (row: QueueRow) => boolean {
  const tests: ((row: QueueRow) => boolean)[] = [];
  const { statuses, priorities, teamIds, tierIds, categoryIds, tags, skills, personIds, requesterIds } = filter;
  if (statuses.length) tests.push((row) => statuses.includes(row.status));
  if (priorities.length) tests.push((row) => priorities.includes(row.priority));
  if (teamIds.length) tests.push((row) => teamIds.includes(row.teamId));
  if (tierIds.length) {
    const teams = new Set(
      [...known.teams.values()].filter(({ tierId }) => tierIds.includes(tierId)).map(({ id }) => id),
    );
    tests.push((row) => teams.has(row.teamId));
  }
  if (categoryIds.length) tests.push((row) => row.categoryId !== null && categoryIds.includes(row.categoryId));
  if (skills.length) {
    const skilled = new Set(
      [...known.categories.values()].filter((one) => one.skill && skills.includes(one.skill)).map((one) => one.id),
    );
    tests.push((row) => row.categoryId !== null && skilled.has(row.categoryId));
  }
  if (personIds.length) tests.push((row) => row.personId !== null && personIds.includes(row.personId));
  if (requesterIds.length) tests.push((row) => row.requesterId !== null && requesterIds.includes(row.requesterId));
  if (tags.length) tests.push((row) => tags.every((tag) => row.tags.includes(tag)));
  const words = wordsOf(filter.text).map(mentions);
  if (words.length) tests.push((row) => hits?.has(row.id) === true || words.every((mentioned) => mentioned(row)));
  return (row) => tests.every((test) => test(row));
}

export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** A test for one typed word: a number begins so, or the subject holds it, or it is a tag. Made once, asked of every row. */
function mentions(word: string): (row: QueueRow) => boolean {
  const number = /^#?(\d+)$/.exec(word)?.[1];
  return (row) =>
    (number !== undefined && row.number !== null && String(row.number).startsWith(number)) ||
    row.subject.toLowerCase().includes(word) ||
    row.tags.includes(word);
}

export type FilterChip = { key: string; label: string; without: Filter };

/** What is on, in words, each with the filter without it. */
export function chipsOf(filter: Filter, known: Known | null): FilterChip[] {
  const drop = <T>(list: readonly T[], item: T) => list.filter((other) => other !== item);
  return [
    ...filter.statuses.map((status) => ({
      key: `status ${status}`,
      label: statusWord[status],
      without: { ...filter, statuses: drop(filter.statuses, status) },
    })),
    ...filter.priorities.map((priority) => ({
      key: `priority ${priority}`,
      label: `P${priority}`,
      without: { ...filter, priorities: drop(filter.priorities, priority) },
    })),
    ...filter.tierIds.map((id) => ({
      key: `tier ${id}`,
      label: known?.tiers.get(id)?.name ?? 'a tier that is gone',
      without: { ...filter, tierIds: drop(filter.tierIds, id) },
    })),
    ...filter.teamIds.map((id) => ({
      key: `team ${id}`,
      label: known?.teams.get(id)?.name ?? 'a team that is gone',
      without: { ...filter, teamIds: drop(filter.teamIds, id) },
    })),
    ...filter.categoryIds.map((id) => ({
      key: `category ${id}`,
      label: known?.categories.get(id)?.name ?? 'a category that is gone',
      without: { ...filter, categoryIds: drop(filter.categoryIds, id) },
    })),
    ...filter.skills.map((skill) => ({
      key: `skill ${skill}`,
      label: `needs ${skill}`,
      without: { ...filter, skills: drop(filter.skills, skill) },
    })),
    ...filter.personIds.map((id) => ({
      key: `person ${id}`,
      label: `held by ${known?.people.get(id)?.name ?? 'somebody who left'}`,
      without: { ...filter, personIds: drop(filter.personIds, id) },
    })),
    ...filter.requesterIds.map((id) => ({
      key: `requester ${id}`,
      label: `from ${known?.requesters.get(id)?.name ?? 'a requester'}`,
      without: { ...filter, requesterIds: drop(filter.requesterIds, id) },
    })),
    ...filter.tags.map((tag) => ({
      key: `tag ${tag}`,
      label: `#${tag}`,
      without: { ...filter, tags: drop(filter.tags, tag) },
    })),
  ];
}
