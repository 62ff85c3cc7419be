type Leaf = string | number | boolean | null | (string | number | boolean | null)[];
type Leaves = Record<string, Leaf>;

/** Which version something is follows from the act itself. */
const stamps = new Set(['version', 'by', 'at']);

/**
 * Only what changed, both ways, by its path (`targets.2.amounts.3`), so that a row of the audit reads at a glance.
 * A list of plain values is one thing. What isn't there on one side is null.
 */
export function difference(before: object, after: object): { before: Leaves; after: Leaves } {
  const was = leavesOf(before);
  const is = leavesOf(after);
  const changed = Object.keys({ ...was, ...is }).filter(
    (path) => JSON.stringify(was[path]) !== JSON.stringify(is[path]),
  );
  const only = (of: Leaves): Leaves => Object.fromEntries(changed.map((path) => [path, of[path] ?? null]));
  return { before: only(was), after: only(is) };
}

function leavesOf(value: object, under = ''): Leaves {
  const leaves: Leaves = {};
  for (const [key, inner] of Object.entries(value)) {
    if (under === '' && stamps.has(key)) continue;
    const path = under === '' ? key : `${under}.${key}`;
    if (isLeaf(inner)) leaves[path] = inner;
    else if (typeof inner === 'object') Object.assign(leaves, leavesOf(inner, path));
  }
  return leaves;
}

function isLeaf(value: unknown): value is Leaf {
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object' || one === null);
  return value === null || typeof value !== 'object';
}
