import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

/** `polite` waits for a pause (an SLA comes near), `assertive` doesn't (a breach). */
export type Manner = 'polite' | 'assertive';
type Announce = (text: string, manner?: Manner) => void;

const AnnounceContext = createContext<Announce | null>(null);

/** Two live regions, always in the page, for what changes without being looked at. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState({ polite: '', assertive: '' });
  const announce = useCallback<Announce>((text, manner = 'polite') => {
    // The same words twice are still news: a trailing no-break space makes them differ.
    setSaid((before) => ({ ...before, [manner]: before[manner] === text ? `${text}\u00a0` : text }));
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="sr-only" role="status" aria-live="polite">
        {said.polite}
      </div>
      <div className="sr-only" role="alert" aria-live="assertive">
        {said.assertive}
      </div>
    </AnnounceContext>
  );
}

export function useAnnounce(): Announce {
  const announce = useContext(AnnounceContext);
  if (!announce) throw new Error('useAnnounce outside an Announcer');
  return announce;
}
