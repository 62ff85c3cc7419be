import { type KeyboardEvent, useRef, useState } from 'react';

/**
 * One stop for Tab, arrows (and j, k) inside. Give the container `ref` and `onKeyDown`, each stop `stop(index)`.
 * With `columns`, left and right step by one, up and down by a row. `at`: the stop that has, or last had, the focus.
 */
export function useRoving<E extends HTMLElement>(count: number, columns = 1) {
  const ref = useRef<E>(null);
  const [active, setActive] = useState(0);
  const held = Math.min(active, Math.max(0, count - 1));

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !ref.current) return;
    const stops = [...ref.current.querySelectorAll<HTMLElement>('[data-stop]')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const to = at < 0 ? null : target(event.key, at, stops.length, columns);
    if (to === null) return;
    event.preventDefault();
    stops[to]?.focus();
  }

  const stop = (index: number) => ({
    'data-stop': true,
    tabIndex: index === held ? 0 : -1,
    onFocus: () => setActive(index),
  });

  return { ref, onKeyDown, stop, at: held };
}

/** Puts the focus where Tab would enter a part of the page. */
export function enter(selector: string): void {
  document.querySelector<HTMLElement>(`${selector} [data-stop][tabindex="0"]`)?.focus();
}

function target(key: string, at: number, count: number, columns: number): number | null {
  const within = (to: number) => (to >= 0 && to < count ? to : at);
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return within(at + columns);
    case 'ArrowUp':
    case 'k':
      return within(at - columns);
    case 'ArrowRight':
      return columns > 1 ? within(at + 1) : null;
    case 'ArrowLeft':
      return columns > 1 ? within(at - 1) : null;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
