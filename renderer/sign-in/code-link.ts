import { useSyncExternalStore } from 'react';

/** The one-time code in an invitation's link (`…/#/code/ABC`), or null. */
export function codeIn(hash: string): string | null {
  const code = /^#\/code\/([^/?]{1,200})$/.exec(hash)?.[1];
  if (!code) return null;
  try {
    return decodeURIComponent(code);
  } catch {
    return null;
  }
}

/** Follows the address: a link opened in a window where somebody works already counts too. */
export function useCodeLink(): string | null {
  return useSyncExternalStore(
    (listener) => {
      addEventListener('hashchange', listener);
      return () => removeEventListener('hashchange', listener);
    },
    () => codeIn(location.hash),
  );
}
