import { useMemo, useState } from 'react';
import { Tag } from '#core/commands/classify.ts';
import { ListPicker, type Option } from './ListPicker.tsx';
import type { Anchor } from './PickerBox.tsx';

/** Puts a tag on or takes it off, one after the other; closes on Esc. */
export function TagPicker({
  current,
  known,
  anchor,
  onPick,
  onClose,
}: {
  /** Tags that all rows in hand have. */
  current: readonly string[];
  /** Tags used anywhere on this console, the most used first. */
  known: readonly string[];
  anchor: Anchor;
  onPick: (change: { add: string[]; remove: string[] }) => void;
  onClose: () => void;
}) {
  const [on, setOn] = useState<readonly string[]>(current);
  const options = useMemo(() => {
    const all = [...new Set([...on, ...current, ...known])];
    return all.map((tag): Option => ({ value: tag, label: tag, current: on.includes(tag) }));
  }, [on, current, known]);
  const create = (text: string): Option | null => {
    const tag = Tag.safeParse(text);
    return tag.success ? { value: tag.data, label: `Add “${tag.data}”` } : null;
  };
  return (
    <ListPicker
      label="Tags"
      anchor={anchor}
      options={options}
      filter="Add or remove a tag"
      create={create}
      onClose={onClose}
      onPick={(tag) => {
        const has = on.includes(tag);
        setOn(has ? on.filter((other) => other !== tag) : [...on, tag]);
        onPick(has ? { add: [], remove: [tag] } : { add: [tag], remove: [] });
      }}
      foot={<p className="picker-foot">⏎ puts it on or takes it off. Esc when done.</p>}
    />
  );
}
