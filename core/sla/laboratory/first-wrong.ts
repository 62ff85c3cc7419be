import { z } from 'zod';
import type { Flaw } from '../calendar-check.ts';

/**
 * The first thing that is wrong with what was asked: its path, and a sentence. Schemas say what to give ("Give whole
 * seconds."); what stands there instead is said here. `as`: what the whole is called, where the path is empty.
 */
export function firstWrong(error: z.ZodError, asked: unknown, as: string): Flaw {
  const [issue] = error.issues;
  const { path, says, unknown } = issue ? deepest(issue) : { path: [], says: "It can't be read.", unknown: false };
  const instead = unknown ? 'Nothing of this name is known here.' : described(valueAt(asked, path));
  return { field: path.length > 0 ? pathOf(path) : as, says: `${instead} ${says}` };
}

/**
 * A list of at most so many, read up to the first that is wrong: a long list of nonsense ends as soon as it begins.
 */
export function list<T extends z.ZodType>(item: T, most: number, says: string) {
  return z
    .unknown()
    .transform((value, context): z.output<T>[] => {
      if (!Array.isArray(value) || value.length > most) return wrong(context, [], says);
      const read: z.output<T>[] = [];
      for (const [at, one] of value.entries()) {
        const found = item.safeParse(one);
        if (!found.success) return wrongInside(context, [at], found.error);
        read.push(found.data);
      }
      return read;
    })
    .meta({ type: 'array', maxItems: most, items: z.toJSONSchema(item, drawnAsInput) });
}

/** Named things, at most so many, read up to the first that is wrong. */
export function named<T extends z.ZodType>(name: z.ZodType<string>, item: T, most: number, says: string) {
  return z
    .unknown()
    .transform((value, context): Record<string, z.output<T>> => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong(context, [], says);
      const entries = Object.entries(value);
      if (entries.length > most) return wrong(context, [], says);
      const read: [string, z.output<T>][] = [];
      for (const [key, one] of entries) {
        if (!name.safeParse(key).success) return wrong(context, [key], says, true);
        const found = item.safeParse(one);
        if (!found.success) return wrongInside(context, [key], found.error);
        read.push([key, found.data]);
      }
      return Object.fromEntries(read);
    })
    .meta({ type: 'object', additionalProperties: z.toJSONSchema(item, drawnAsInput) });
}

const drawnAsInput = { io: 'input', unrepresentable: 'any' } as const;

type Context = z.core.$RefinementCtx;

function wrong(context: Context, path: PropertyKey[], message: string, unknown = false): never {
  context.addIssue({ code: 'custom', path, message, params: { unknown } });
  return z.NEVER;
}

function wrongInside(context: Context, under: PropertyKey[], error: z.ZodError): never {
  const [issue] = error.issues;
  if (!issue) return wrong(context, under, "It can't be read.");
  const { path, says, unknown } = deepest(issue);
  return wrong(context, [...under, ...path], says, unknown);
}

type Deep = { path: PropertyKey[]; says: string; unknown: boolean };

/** Of a union the one branch speaks that is made for such a value; where none is, the union itself. */
function deepest(issue: z.core.$ZodIssue): Deep {
  if (issue.code === 'unrecognized_keys') {
    return { path: [...issue.path, issue.keys[0] ?? ''], says: issue.message, unknown: true };
  }
  if (issue.code === 'invalid_union') {
    const fitting = issue.errors.flatMap(([first]) => (first && isMadeForIt(first) ? [first] : []));
    const [only] = fitting;
    if (only && fitting.length === 1) {
      const inner = deepest(only);
      return { ...inner, path: [...issue.path, ...inner.path] };
    }
  }
  const unknown = issue.code === 'custom' && issue.params?.unknown === true;
  return { path: issue.path, says: issue.message, unknown };
}

function isMadeForIt({ code, path }: z.core.$ZodIssue): boolean {
  return path.length > 0 || (code !== 'invalid_type' && code !== 'invalid_value');
}

function valueAt(asked: unknown, path: readonly PropertyKey[]): unknown {
  let value = asked;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** What stands there, short enough for a sentence. */
function described(value: unknown): string {
  if (value === undefined) return 'This is missing.';
  if (Array.isArray(value)) return `This list of ${value.length} doesn't fit here.`;
  if (typeof value === 'object' && value !== null) return "This object doesn't fit here.";
  return `${typeof value === 'string' ? quoted(value) : String(value)} doesn't fit here.`;
}

/** A word of the asker's in quotes, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(short(text));
}

/** `calendar.week.mon.0`, as whoever asks would write it; what is no short word is cut. */
export function pathOf(path: readonly PropertyKey[]): string {
  return path.map((key) => short(String(key))).join('.');
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
