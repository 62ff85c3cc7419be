import { useState } from 'react';

type Copied = { state: 'idle' | 'copied' | 'refused'; text: string };

/** Puts text on the clipboard and says what came of it; where it refuses, the text itself is there to be selected. */
export function useCopy() {
  const [came, setCame] = useState<Copied>({ state: 'idle', text: '' });
  async function copy(text: string) {
    try {
      // Without a secure context there is no clipboard at all.
      await navigator.clipboard.writeText(text);
      setCame({ state: 'copied', text });
    } catch {
      setCame({ state: 'refused', text });
    }
  }
  return {
    state: came.state,
    refused: came.state === 'refused' ? came.text : null,
    copy,
    forget: () => setCame({ state: 'idle', text: '' }),
  };
}
