/** Where the word stays: it must outlive the page that starts over, and not the window. */
const KEY = 'tierline.parting';

type Kept = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Notes, before the page starts over, that access was taken away: whoever sat there must not be left to guess. */
export function leaveWord(storage: () => Kept): void {
  try {
    storage().setItem(KEY, 'revoked');
  } catch {
    // Where nothing can be kept the sign-in page says nothing.
  }
}

/** The sentence for the sign-in page; null where nobody was sent away. */
export function partingWord(storage: () => Kept): string | null {
  try {
    if (storage().getItem(KEY) !== 'revoked') return null;
  } catch {
    return null;
  }
  return 'An administrator took your access away. You are signed out, and what this device kept for you is gone. If that is a mistake, ask them for a new invitation.';
}

/** Somebody is signed in again. */
export function forgetWord(storage: () => Kept): void {
  try {
    storage().removeItem(KEY);
  } catch {
    // Then there is none.
  }
}
