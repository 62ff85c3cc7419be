/** A dialog is deaf this long after it opens: no key typed for something else can confirm it. */
export const DEAF_MS = 400;

export type Deafness = {
  /** Whether this press is to be swallowed. */
  press(key: string, at: number, isRepeat: boolean): boolean;
  /** The same of letting go: Space clicks a button only then. */
  release(key: string): boolean;
};

/**
 * Which of the keys that confirm (Enter, and Space on a button) a dialog hears:
 *
 *   opens ──400 ms──▶ a fresh press is heard, and while it is held so are its repeats
 *
 * What was pressed before, or within that time, is never heard however long it is held: a keyboard may begin to repeat
 * only after half a second.
 */
export function createDeafness(openedAt: number): Deafness {
  const fresh = new Set<string>();
  return {
    press(key, at, isRepeat) {
      if (!isRepeat && at - openedAt >= DEAF_MS) fresh.add(key);
      return !fresh.has(key);
    },
    release: (key) => !fresh.delete(key),
  };
}
