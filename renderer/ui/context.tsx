import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { Shell } from '../desktop/shell.ts';
import type { Live, Store } from '../store/store.ts';

export const StoreContext = createContext<Store | null>(null);

/** The console's memory, on every page behind sign-in. */
export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error('useStore outside a StoreContext');
  return store;
}

export const ShellContext = createContext<Shell | null>(null);

/** The machine around the page. */
export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (!shell) throw new Error('useShell outside a ShellContext');
  return shell;
}

/** Reads a live value and follows it. */
export function useLive<T>(live: Live<T>): T {
  return useSyncExternalStore(live.subscribe, live.get, live.get);
}

/** A part of a live value; re-renders only when that part changes (by `Object.is`). */
export function useLivePart<T, P>(live: Live<T>, part: (value: T) => P): P {
  const read = () => part(live.get());
  return useSyncExternalStore(live.subscribe, read, read);
}

/** Who I am, as the reference knows it now (teams and roles change while signed in). */
export function useMe(): Person {
  const store = useStore();
  const reference = useLive(store.reference);
  return reference.people.get(store.me.id) ?? store.me;
}

export function useReference(): Reference {
  return useLive(useStore().reference);
}
