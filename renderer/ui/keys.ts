/**
 * Keys as text: `j`, `shift+n`, `mod+k` (Ctrl, or Cmd on a Mac), `alt+p`, `g d` (one after the other), `?`, `Enter`.
 * Letters are lower case; a sign that needs Shift on some keyboards (`?`) is written as the sign itself.
 */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The text of a press, or null where only a modifier went down. */
export function textOf(press: Pressed): string | null {
  const { key } = press;
  if (key === 'Shift' || key === 'Control' || key === 'Alt' || key === 'Meta' || key === 'Dead') return null;
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  const letter = key.length > 1 || key === ' ' || key.toLowerCase() !== key.toUpperCase();
  const parts: string[] = [];
  if (press.ctrlKey || press.metaKey) parts.push('mod');
  if (press.altKey) parts.push('alt');
  if (press.shiftKey && letter) parts.push('shift');
  return [...parts, name].join('+');
}

/** What a text field would take for itself: letters, signs and editing keys without Ctrl or Alt. */
export function isTyping(text: string): boolean {
  return !text.startsWith('mod+') && !text.startsWith('alt+') && text !== 'Escape' && !/^F\d+$/.test(text);
}

/** What a text field that can only be read takes for itself: a letter is nothing to it. */
export function movesCaret(text: string): boolean {
  return /^(shift\+)?(Arrow|Home|End|Page)/.test(text);
}

const shown: Record<string, string> = {
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
  Enter: '⏎',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** The caps to draw: `mod+Enter` is one cap `Ctrl ⏎`, `g d` are two. */
export function shownKeys(keys: string): string[] {
  return keys.split(' ').map((step) =>
    step
      .split(/\+(?=.)/)
      .map((part) => shown[part] ?? (part.length === 1 ? part.toLocaleUpperCase('en-GB') : part))
      .join(' '),
  );
}

/** For `aria-keyshortcuts`: `Control+K`. Sequences have no word there. */
export function spokenKeys(keys: string): string | undefined {
  if (keys.includes(' ')) return undefined;
  return keys
    .split(/\+(?=.)/)
    .map((part) => ({ mod: 'Control', alt: 'Alt', shift: 'Shift' })[part] ?? part.toLocaleUpperCase('en-GB'))
    .join('+');
}
