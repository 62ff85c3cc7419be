export type Compare<T> = (a: T, b: T) => number;

/** Fewer changes than this are made one by one (a bisection and a shift), more in one sort. */
const FEW = 128;

/**
 * A list in order, with some of its items gone and others come, as a new list. `gone` are items of it, found by
 * `compare`, which never calls two different ones equal. Microseconds for an edit in a list of 50,000.
 */
export function changed<T>(list: readonly T[], gone: readonly T[], come: readonly T[], compare: Compare<T>): T[] {
  if (gone.length + come.length > FEW) {
    const left = new Set(gone);
    return [...list.filter((item) => !left.has(item)), ...come].sort(compare);
  }
  const next = list.slice();
  for (const item of gone) next.splice(placeOf(next, item, compare), 1);
  for (const item of come) next.splice(placeOf(next, item, compare), 0, item);
  return next;
}

/** The index of an item, or where it belongs. */
export function placeOf<T>(list: readonly T[], item: T, compare: Compare<T>): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other !== undefined && compare(other, item) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
