import type { Rectangle } from 'electron';
import { z } from 'zod';
import { type Disk, readJson } from './disk.ts';

const WindowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400).max(20_000),
  height: z.int().min(300).max(20_000),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** The size of the pictures; where nothing is known the system chooses the place. */
const FIRST = { width: 1440, height: 900 };
/** This much (px) of a window has to lie on a display, so that it can be seen and grabbed. */
const VISIBLE = 80;

/** Where the window was, if a display is still there; otherwise only its size, cut to the main display. */
export function placeOf(disk: Disk, displays: readonly Rectangle[]): Partial<Rectangle> & { maximised: boolean } {
  const { data } = WindowState.safeParse(readJson(disk));
  const [main] = displays;
  const { width, height } = data ?? FIRST;
  if (data && displays.some((display) => overlaps(display, data))) return data;
  return {
    width: Math.min(width, main?.width ?? width),
    height: Math.min(height, main?.height ?? height),
    maximised: data?.maximised ?? false,
  };
}

export function keepPlace(disk: Disk, state: WindowState): void {
  try {
    disk.write(JSON.stringify(state));
  } catch {
    // A full disk costs the place of the window, nothing else.
  }
}

function overlaps(display: Rectangle, window: Rectangle): boolean {
  const across = Math.min(display.x + display.width, window.x + window.width) - Math.max(display.x, window.x);
  const down = Math.min(display.y + display.height, window.y + window.height) - Math.max(display.y, window.y);
  const titleBarVisible = window.y >= display.y - 10 && window.y < display.y + display.height;
  return across >= VISIBLE && down >= VISIBLE && titleBarVisible;
}
