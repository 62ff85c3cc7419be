import type { ComponentProps, ReactNode } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { spokenKeys } from './keys.ts';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  /** `primary`: the likely next step, one a screen. `quiet`: without a border. */
  kind?: 'plain' | 'primary' | 'quiet';
  /** The key that does the same; shown on it. The key itself is registered with `useActions`. */
  keys?: string;
  children: ReactNode;
};

/** 30 px, its key shown where the action is. */
export function Button({ kind = 'plain', keys, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={`btn ${kind}${className ? ` ${className}` : ''}`}
      aria-keyshortcuts={keys ? spokenKeys(keys) : undefined}
      {...rest}
    >
      {children}
      {keys ? <KeyCap keys={keys} /> : null}
    </button>
  );
}

/** An icon without words: for toolbars only. `label` is said and shown on hover. */
export function IconButton({ label, children, className, ...rest }: Props & { label: string }) {
  const { kind: _kind, keys, ...button } = rest;
  return (
    <button
      type="button"
      className={`icon-btn${className ? ` ${className}` : ''}`}
      aria-label={label}
      title={label}
      aria-keyshortcuts={keys ? spokenKeys(keys) : undefined}
      {...button}
    >
      {children}
    </button>
  );
}
