import { useSyncExternalStore } from 'react';
import { KeyCap } from './KeyCap.tsx';
import { isTextField } from './keymap.tsx';

/**
 * The cap of a letter or digit that works with Alt as well: with Alt while the focus is in a text, where the letter
 * alone would be text. The room for the longer one is kept, so that nothing moves with the focus.
 */
export function EitherCap({ keys }: { keys: string }) {
  const inText = useSyncExternalStore(followFocus, isInText, () => false);
  return (
    <span className="either-cap">
      <KeyCap keys={capFor(keys, inText)} />
      <span className="either-room">
        <KeyCap keys={capFor(keys, true)} />
      </span>
    </span>
  );
}

/** The one of both that is heard there. */
export function capFor(keys: string, inText: boolean): string {
  return inText ? `alt+${keys}` : keys;
}

function isInText(): boolean {
  return isTextField(document.activeElement);
}

function followFocus(listener: () => void): () => void {
  document.addEventListener('focusin', listener);
  document.addEventListener('focusout', listener);
  return () => {
    document.removeEventListener('focusin', listener);
    document.removeEventListener('focusout', listener);
  };
}
