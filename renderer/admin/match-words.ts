import type { Match } from '#core/sla/policy.ts';
import type { Channel } from '#core/ticket/message.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { levelWord, typeWord } from '../ui/words.ts';

export const channelWord: Record<Channel, string> = {
  console: 'Console',
  phone: 'Phone',
  email: 'Mail',
  portal: 'Portal',
  api: 'Another system',
  import: 'Import',
};

/** For which tickets a policy holds, in a line. */
export function matchWords(match: Match, data: ReferenceData): string {
  const named = (ids: readonly string[] = [], list: readonly { id: string; name: string }[]) =>
    ids.map((id) => list.find((one) => one.id === id)?.name ?? 'gone');
  const parts = [
    ...match.types.map((type) => typeWord[type]),
    ...match.priorities.map((priority) => `P${priority}`),
    ...(match.impacts ?? []).map((level) => `impact ${levelWord[level]}`),
    ...(match.urgencies ?? []).map((level) => `urgency ${levelWord[level]}`),
    ...named(match.categoryIds, data.categories),
    ...named(match.serviceIds, data.services),
    ...named(match.organisationIds, data.organisations),
    ...named(match.requesterIds, data.requesters),
    ...named(match.teamIds, data.teams),
    ...named(match.tierIds, data.tiers),
    ...(match.channels ?? []).map((channel) => `by ${channelWord[channel].toLowerCase()}`),
    ...(match.tags ?? []).map((tag) => `#${tag}`),
    ...Object.entries(match.fields ?? {}).map(([name, value]) => `${name} is ${value}`),
  ];
  return parts.join(', ') || 'every ticket';
}
