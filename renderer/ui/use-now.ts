import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Instant } from '#core/ids.ts';
import type { Live } from '../store/store.ts';

/** One tick a second for the whole page, aligned to server seconds, and none while nobody looks. */
export type Ticker = Live<Instant>;

type Around = {
  now: () => Instant;
  visibility: Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;
  setTimeout: (run: () => void, ms: number) => number;
  clearTimeout: (id: number) => void;
};

const SECOND = 1_000;

export function createTicker({ now, visibility, setTimeout, clearTimeout }: Around): Ticker {
  const listeners = new Set<() => void>();
  let at = whole(now());
  let timer: number | null = null;

  function tick() {
    timer = null;
    at = whole(now());
    for (const listener of listeners) listener();
    arrange();
  }

  function arrange() {
    if (timer !== null || listeners.size === 0 || visibility.hidden) return;
    timer = setTimeout(tick, SECOND - (now() % SECOND) + 1);
  }

  function onVisibility() {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!visibility.hidden) tick();
  }

  return {
    get: () => at,
    subscribe(listener) {
      if (listeners.size === 0) {
        visibility.addEventListener('visibilitychange', onVisibility);
        at = whole(now());
      }
      listeners.add(listener);
      arrange();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        visibility.removeEventListener('visibilitychange', onVisibility);
        if (timer !== null) clearTimeout(timer);
        timer = null;
      };
    },
  };
}

function whole(at: Instant): Instant {
  return Math.floor(at / SECOND) * SECOND;
}

export const TickerContext = createContext<Ticker | null>(null);

/**
 * Server time, moving in steps of `step` ms: a component re-renders only when its step changes.
 * Use it in the smallest component that shows a countdown, never in a list.
 */
export function useNow(step = SECOND): Instant {
  const ticker = useContext(TickerContext);
  if (!ticker) throw new Error('useNow outside a TickerContext');
  const stepped = () => Math.floor(ticker.get() / step) * step;
  return useSyncExternalStore(ticker.subscribe, stepped, stepped);
}
