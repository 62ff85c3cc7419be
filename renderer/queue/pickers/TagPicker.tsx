import { useMemo, useState } from 'react';
import { ListPicker, type Option } from './ListPicker.tsx';
import { newTag, noTag } from './new-tag.ts';
import type { Anchor } from './PickerBox.tsx';

/** Puts a tag on or takes it off, one after the other, also one that nobody used before; closes on Esc. */
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
  /** Answers whether it is so now: what was refused is not shown as done. */
  onPick: (change: { add: string[]; remove: string[] }) => Promise<boolean>;
  onClose: () => void;
}) {
  const [on, setOn] = useState<readonly string[]>(current);
  const options = useMemo(() => {
    const all = [...new Set([...on, ...current, ...known])];
    return all.map((tag): Option => ({ value: tag, label: tag, current: on.includes(tag) }));
  }, [on, current, known]);
  const turn = async (tag: string, isOn: boolean) => {
    const set = (on: boolean) => setOn((before) => [...before.filter((other) => other !== tag), ...(on ? [tag] : [])]);
    set(isOn);
    const isDone = await onPick(isOn ? { add: [tag], remove: [] } : { add: [], remove: [tag] });
    if (!isDone) set(!isOn);
  };
  return (
    <ListPicker
      label="Tags"
      anchor={anchor}
      options={options}
      filter="Add or remove a tag"
      create={newTag}
      none={noTag}
      onClose={onClose}
      onPick={(tag) => void turn(tag, !on.includes(tag))}
      foot={<p className="picker-foot">⏎ puts it on or takes it off. Esc when done.</p>}
    />
  );
}
