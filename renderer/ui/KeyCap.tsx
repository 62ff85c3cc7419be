import { shownKeys } from './keys.ts';

/** A key as one presses it, beside what it does. Hidden from screen readers, which hear `aria-keyshortcuts`. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <span className="keys" aria-hidden="true">
      {shownKeys(keys).map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
