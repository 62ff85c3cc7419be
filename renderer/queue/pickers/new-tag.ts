import { Tag } from '#core/commands/classify.ts';
import type { Option } from './ListPicker.tsx';

/** What was typed as a tag that nobody used before; null where it can't be one. */
export function newTag(text: string): Option | null {
  const tag = Tag.safeParse(text);
  return tag.success ? { value: tag.data, label: `Add “${tag.data}”` } : null;
}

/** Why what was typed can't be a tag, in core's own words; null where it can. */
export function noTag(text: string): string | null {
  return Tag.safeParse(text).error?.issues[0]?.message ?? null;
}
