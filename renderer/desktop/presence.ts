import { createCell } from '../store/live.ts';
import type { Shell } from './shell.ts';

/** Without a key or a move for so long, somebody is away. A browser doesn't say when the screen is locked. */
const QUIET = 5 * 60_000;

export function watchPresence(window: Window): Shell['presence'] {
  const { document } = window;
  const state = createCell<'here' | 'away' | 'locked'>(document.hidden ? 'away' : 'here');
  let timer = 0;
  let lastTouch = 0;

  function here() {
    state.set('here');
    window.clearTimeout(timer);
    timer = window.setTimeout(() => state.set('away'), QUIET);
  }

  function touched(event: Event) {
    if (event.timeStamp - lastTouch < 1_000) return;
    lastTouch = event.timeStamp;
    here();
  }

  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel']) {
    window.addEventListener(kind, touched, { passive: true, capture: true });
  }
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) here();
  });
  here();
  return state;
}
