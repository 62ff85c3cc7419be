import type { PolicyDraft } from '#core/admin/documents.ts';
import type { Match } from '#core/sla/policy.ts';

type Draft = PolicyDraft['match'];

/** What a policy matches while it is typed: every list there, fields of one's own a line each. */
export type MatchText = { [K in Exclude<keyof Draft, 'fields'>]-?: NonNullable<Draft[K]> } & {
  fields: { name: string; value: string }[];
};

export function matchTextOf(match: Match | null): MatchText {
  return {
    types: match?.types ?? [],
    priorities: match?.priorities ?? [],
    categoryIds: match?.categoryIds ?? [],
    serviceIds: match?.serviceIds ?? [],
    organisationIds: match?.organisationIds ?? [],
    teamIds: match?.teamIds ?? [],
    tierIds: match?.tierIds ?? [],
    requesterIds: match?.requesterIds ?? [],
    impacts: match?.impacts ?? [],
    urgencies: match?.urgencies ?? [],
    channels: match?.channels ?? [],
    tags: match?.tags ?? [],
    fields: Object.entries(match?.fields ?? {}).map(([name, value]) => ({ name, value })),
  };
}

/** What was typed, read; or the first thing that can't be, by its field. What matches everything is left out. */
export function matchOf({ fields, ...lists }: MatchText): Draft | { field: string; says: string } {
  const { tierIds, requesterIds, impacts, urgencies, channels, tags, ...always } = lists;
  const named = new Map<string, string>();
  for (const [at, { name, value }] of fields.entries()) {
    const field = `match.fields.${at}`;
    if (name.trim() === '') return { field, says: 'Give the field’s name, or leave the line out.' };
    if (value.trim() === '') return { field, says: `Give the value that "${name.trim()}" has.` };
    if (named.has(name.trim())) return { field, says: `"${name.trim()}" is there twice. A field has one value.` };
    named.set(name.trim(), value.trim());
  }
  return {
    ...always,
    ...(tierIds.length > 0 ? { tierIds } : {}),
    ...(requesterIds.length > 0 ? { requesterIds } : {}),
    ...(impacts.length > 0 ? { impacts } : {}),
    ...(urgencies.length > 0 ? { urgencies } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(named.size > 0 ? { fields: Object.fromEntries(named) } : {}),
  };
}
