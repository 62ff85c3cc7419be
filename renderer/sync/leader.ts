/** Of all tabs of one console one leads: it syncs and it rings. `lead` is called when it is this one's turn. */
export type Election = (lead: () => () => void) => () => void;

/** A lock of the browser, held as long as the tab lives; the next in line follows when it closes. */
export function electByLock(name: string, locks: LockManager): Election {
  return (lead) => {
    const given = new AbortController();
    let release = () => {};
    let isOver = false;
    locks
      .request(name, { signal: given.signal }, () => {
        if (isOver) return;
        const stop = lead();
        return new Promise<void>((resolve) => {
          release = () => {
            stop();
            resolve();
          };
        });
      })
      .catch(() => {
        // Taken back before it was given: nothing to lead.
      });
    return () => {
      isOver = true;
      given.abort();
      release();
    };
  };
}

/** Where there is only one window, or no locks: it leads. */
export const electAlone: Election = (lead) => lead();
