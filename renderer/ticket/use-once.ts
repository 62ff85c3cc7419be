import { useRef, useState } from 'react';

/**
 * Runs one thing at a time: a second press while the first is still being kept does nothing, so that a double press
 * never sends twice. `running` is true meanwhile.
 */
export function useOnce(): { running: boolean; once(run: () => Promise<void>): Promise<void> } {
  const at = useRef(false);
  const [running, setRunning] = useState(false);
  return {
    running,
    async once(run) {
      if (at.current) return;
      at.current = true;
      setRunning(true);
      try {
        await run();
      } finally {
        at.current = false;
        setRunning(false);
      }
    },
  };
}
