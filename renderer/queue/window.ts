import { type RefObject, useLayoutEffect, useState } from 'react';

/** Rows `from` to `to` (exclusive) are rendered. */
export type RowWindow = { from: number; to: number };

/** Beyond what is seen, so that a step or a flick finds its rows there. */
const OVERSCAN = 8;
/** The first row moves in steps of this many, so that scrolling renders seldom. */
const STEP = 4;

/**
 * Which rows of one height are in sight. All rows are equally high, so nothing is measured and nothing is kept per row:
 * fifty thousand cost what fifty do.
 */
export function windowOf(scrollTop: number, seen: number, height: number, count: number): RowWindow {
  const first = Math.floor(scrollTop / height / STEP) * STEP;
  const from = Math.max(0, Math.min(first - OVERSCAN, count - 1));
  const to = Math.min(count, first + STEP + Math.ceil(seen / height) + OVERSCAN);
  return { from, to };
}

/** The scroll position that shows a row wholly below a head of `head` px; null where it is in sight already. */
export function scrollFor(index: number, scrollTop: number, seen: number, height: number, head: number): number | null {
  const top = index * height;
  if (top < scrollTop) return top;
  const bottom = head + top + height;
  return bottom > scrollTop + seen ? bottom - seen : null;
}

/** Follows the scroller; renders only when other rows come into sight. */
export function useRowWindow(scroller: RefObject<HTMLElement | null>, height: number, count: number): RowWindow {
  const [at, setAt] = useState({ first: 0, seen: 900 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = () => {
      const first = Math.floor(element.scrollTop / height / STEP) * STEP;
      const seen = element.clientHeight;
      setAt((before) => (before.first === first && before.seen === seen ? before : { first, seen }));
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      sizes.disconnect();
    };
  }, [scroller, height]);
  return windowOf(at.first * height, at.seen, height, count);
}
