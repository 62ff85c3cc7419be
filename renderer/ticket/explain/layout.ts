import type { Instant } from '#core/ids.ts';
import type { Piece } from './pieces.ts';

/** A piece with its place, in per cent of the width. */
export type Box = Piece & { left: number; width: number };

/** Closed time gets this much at first, by its length: a short break, up to a whole day or more. In per cent. */
const CLOSED_LEAST = 4;
const CLOSED_MOST = 9;
/** All closed time together never takes more than this where there is open time as well. */
const CLOSED_SHARE = 45;
const DAY = 86_400_000;

/**
 * Places pieces beside each other, gap-free and in order, 100 per cent together. Open time is drawn to one scale; closed
 * time is shortened, and never drawn longer than that scale would draw it.
 */
export function boxesOf(pieces: readonly Piece[]): Box[] {
  const shortened = shortenedWidths(pieces);
  const scale = scaleFor(pieces, shortened);
  const widths = pieces.map((piece, index) => Math.min((piece.to - piece.from) * scale, shortened[index] ?? Infinity));
  const total = widths.reduce((sum, width) => sum + width, 0);
  let at = 0;
  return pieces.map((piece, index) => {
    const left = (at / total) * 100;
    at += widths[index] ?? 0;
    return { ...piece, left, width: (at / total) * 100 - left };
  });
}

/** Where an instant lies, in per cent; ends where it lies outside. */
export function placeOf(boxes: readonly Box[], at: Instant): number {
  const box = boxes.find(({ to }) => at < to);
  if (!box) return boxes.length > 0 ? 100 : 0;
  return box.left + box.width * Math.max(0, (at - box.from) / (box.to - box.from));
}

/** The most each piece may take: closed ones what they are shortened to, open ones whatever the scale gives them. */
function shortenedWidths(pieces: readonly Piece[]): number[] {
  const wanted = pieces.map(({ closed, from, to }) =>
    closed === null ? Infinity : CLOSED_LEAST + (CLOSED_MOST - CLOSED_LEAST) * Math.min(1, (to - from) / DAY),
  );
  const all = wanted.reduce((sum, width) => (width === Infinity ? sum : sum + width), 0);
  const fit = wanted.includes(Infinity) ? Math.min(1, CLOSED_SHARE / all) : 100 / all;
  return wanted.map((width) => width * fit);
}

/** Per cent a millisecond: the one at which everything together is 100 wide, found by halving. */
function scaleFor(pieces: readonly Piece[], shortened: readonly number[]): number {
  const shortest = Math.min(...pieces.map(({ from, to }) => to - from));
  let [low, high] = [0, 100 / Math.max(1, shortest)];
  for (let step = 0; step < 80; step++) {
    const scale = (low + high) / 2;
    const width = pieces.reduce(
      (sum, { from, to }, index) => sum + Math.min((to - from) * scale, shortened[index] ?? 0),
      0,
    );
    if (width < 100) low = scale;
    else high = scale;
  }
  return high;
}
