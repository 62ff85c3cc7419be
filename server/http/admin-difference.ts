import { z } from 'zod';

const Body = z.record(z.string(), z.json());

/** Only what changed, both ways, so that a row of the audit reads at a glance. */
export function difference<T extends object>(before: T, after: T) {
  const changed = (Object.keys(after) as (keyof T)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  const only = (of: T) =>
    Body.parse(JSON.parse(JSON.stringify(Object.fromEntries(changed.map((key) => [key, of[key] ?? null])))));
  return { before: only(before), after: only(after) };
}
