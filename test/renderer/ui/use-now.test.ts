import { describe, expect, it } from 'vitest';
import { createTicker } from '../../../renderer/ui/use-now.ts';

/** A page whose clock, timers and visibility are moved by hand. */
function createPage(start: number) {
  let at = start;
  let timers: { id: number; due: number; run: () => void }[] = [];
  let last = 0;
  const listeners = new Set<() => void>();
  const visibility = {
    hidden: false,
    addEventListener: (_: string, listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => void listeners.delete(listener),
  };
  return {
    timers: () => timers.length,
    listening: () => listeners.size,
    advance(ms: number) {
      const end = at + ms;
      for (;;) {
        const next = timers.filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
        if (!next) break;
        timers = timers.filter((timer) => timer !== next);
        at = next.due;
        next.run();
      }
      at = end;
    },
    show(shown: boolean) {
      visibility.hidden = !shown;
      for (const listener of listeners) listener();
    },
    ticker: createTicker({
      now: () => at,
      visibility: visibility as unknown as Document,
      setTimeout: (run, ms) => {
        timers.push({ id: ++last, due: at + ms, run });
        return last;
      },
      clearTimeout: (id) => {
        timers = timers.filter((timer) => timer.id !== id);
      },
    }),
  };
}

describe('the ticker', () => {
  it('ticks once a second, on the second', () => {
    const page = createPage(10_400);
    const ticks: number[] = [];
    page.ticker.subscribe(() => ticks.push(page.ticker.get()));
    page.advance(3_000);
    expect(ticks).toEqual([11_000, 12_000, 13_000]);
  });

  it('is one for all that show a countdown', () => {
    const page = createPage(0);
    for (let n = 0; n < 50; n++) page.ticker.subscribe(() => {});
    expect(page.timers()).toBe(1);
  });

  it('rests while nobody looks, and catches up at once', () => {
    const page = createPage(0);
    const ticks: number[] = [];
    page.ticker.subscribe(() => ticks.push(page.ticker.get()));
    page.show(false);
    page.advance(60_000);
    expect(ticks).toEqual([]);
    page.show(true);
    expect(ticks).toEqual([60_000]);
  });

  it('ends with its last reader', () => {
    const page = createPage(0);
    const stop = page.ticker.subscribe(() => {});
    stop();
    expect([page.timers(), page.listening()]).toEqual([0, 0]);
  });
});
