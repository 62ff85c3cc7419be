import type { Live } from './store.ts';

/** A live value that its owner sets. Listeners hear of a change only when the object is another one. */
export type Cell<T> = Live<T> & { set(value: T): void };

export function createCell<T>(initial: T): Cell<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
