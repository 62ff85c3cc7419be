import { createContext, type ReactNode, useContext, useEffect, useSyncExternalStore } from 'react';
import { asOneOf, useRemembered } from './remembered.ts';

export type Scheme = 'light' | 'dark' | 'contrast';
export type SchemeChoice = Scheme | 'system';

const SchemeContext = createContext<{
  scheme: Scheme;
  choice: SchemeChoice;
  choose: (to: SchemeChoice) => void;
} | null>(null);

/** Light, dark or high contrast: what the system asks for, unless chosen here; remembered on this device. */
export function SchemeProvider({ children }: { children: (scheme: Scheme) => ReactNode }) {
  const [choice, choose] = useRemembered<SchemeChoice>(
    'scheme',
    asOneOf('system', 'light', 'dark', 'contrast'),
    'system',
  );
  const dark = useMedia('(prefers-color-scheme: dark)');
  const contrast = useMedia('(prefers-contrast: more)');
  const scheme = choice === 'system' ? (contrast ? 'contrast' : dark ? 'dark' : 'light') : choice;
  useEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return <SchemeContext value={{ scheme, choice, choose }}>{children(scheme)}</SchemeContext>;
}

export function useScheme() {
  const scheme = useContext(SchemeContext);
  if (!scheme) throw new Error('useScheme outside a SchemeProvider');
  return scheme;
}

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}
