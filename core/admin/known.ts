import type { Flaw } from '../sla/calendar-check.ts';

/** The first of `ids` that is not among `known`, named at its place in the list `field`. */
export function unknown(ids: readonly string[], known: readonly { id: string }[], field: string, what: string): Flaw[] {
  const there = new Set(known.map((one) => one.id));
  const missing = ids.find((id) => !there.has(id));
  if (missing === undefined) return [];
  return [{ field: `${field}.${ids.indexOf(missing)}`, says: `That ${what} is not there any more.` }];
}

/** Names that a colleague would take for the same. */
export function sameName(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
