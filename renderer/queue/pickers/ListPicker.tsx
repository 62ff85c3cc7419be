import { type KeyboardEvent, type ReactNode, useId, useMemo, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { type Anchor, PickerBox } from './PickerBox.tsx';

export type Option = {
  value: string;
  label: string;
  /** In quieter text at the right: a team, a count, a reason. */
  hint?: string;
  /** Before the label. */
  mark?: ReactNode;
  /** A letter or digit that chooses it at once; only in lists without a filter. */
  key?: string;
  current?: boolean;
  disabled?: boolean;
  /** Found by these words too. */
  also?: string;
};

type Props = {
  label: string;
  anchor: Anchor;
  options: readonly Option[];
  /** Shows a field that narrows the list; for lists one can't see at a glance. */
  filter?: string;
  width?: number;
  /** Offered as the last option while the field holds something new. */
  create?: (text: string) => Option | null;
  /** What is said where nothing fits the text, in place of just that. */
  none?: (text: string) => string | null;
  foot?: ReactNode;
  onPick: (value: string) => void;
  onClose: () => void;
};

/** One list, one choice: arrows and Enter, or the key beside the option. */
export function ListPicker({ label, anchor, options, filter, width, create, none, foot, onPick, onClose }: Props) {
  const list = useId();
  const [text, setText] = useState('');
  const shown = useMemo(() => fitting(options, text, create), [options, text, create]);
  const first = shown.findIndex((option) => !option.disabled && (text !== '' || !option.current));
  const [moved, setMoved] = useState<number | null>(null);
  const at = Math.min(moved ?? Math.max(0, first), shown.length - 1);
  const choose = (option: Option | undefined) => {
    if (option && !option.disabled) onPick(option.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (filter ? 0 : ({ j: 1, k: -1 }[event.key] ?? 0));
    const keyed = filter || event.ctrlKey ? undefined : shown.find((option) => option.key === event.key.toLowerCase());
    if (keyed) choose(keyed);
    else if (step) setMoved((at + step + shown.length) % shown.length);
    else if (event.key === 'Enter') choose(shown[at]);
    else return;
    event.preventDefault();
  };
  const same = {
    role: 'combobox' as const,
    'aria-expanded': true,
    'aria-controls': list,
    'aria-activedescendant': shown[at] ? `${list}-${at}` : undefined,
  };
  return (
    <PickerBox label={label} anchor={anchor} onClose={onClose} {...(width ? { width } : {})}>
      {filter ? (
        <input
          {...same}
          className="picker-field"
          data-autofocus=""
          aria-label={label}
          placeholder={filter}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setMoved(null);
          }}
          onKeyDown={onKeyDown}
        />
      ) : null}
      {filter ? null : <p className="picker-title">{label}</p>}
      <div
        id={list}
        className="picker-list"
        role="listbox"
        aria-label={label}
        {...(filter
          ? {}
          : { tabIndex: 0, onKeyDown, 'data-autofocus': '', 'aria-activedescendant': same['aria-activedescendant'] })}
      >
        {shown.length === 0 ? (
          <p className="picker-none" role="status">
            {none?.(text) ?? `Nothing fits “${text}”.`}
          </p>
        ) : null}
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${list}-${index}`}
            ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            className={index === at ? 'picker-option on' : 'picker-option'}
            role="option"
            aria-selected={option.current === true}
            aria-disabled={option.disabled === true}
            onMouseMove={() => setMoved(index)}
            onClick={() => choose(option)}
          >
            <span className="picker-mark">{option.current ? <Icon name="check" small /> : option.mark}</span>
            <span className="ell grow">{option.label}</span>
            {option.hint ? <span className="d sm ell">{option.hint}</span> : null}
            {option.key && !filter ? <KeyCap keys={option.key} /> : null}
          </div>
        ))}
      </div>
      {foot}
    </PickerBox>
  );
}

function fitting(options: readonly Option[], text: string, create: Props['create']): readonly Option[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const found = options.filter((option) => {
    const hay = `${option.label} ${option.hint ?? ''} ${option.also ?? ''}`.toLowerCase();
    return words.every((word) => hay.includes(word));
  });
  const made = create?.(text.trim());
  return made && !options.some((option) => option.value === made.value) ? [...found, made] : found;
}
