import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import { z } from 'zod';
import { HttpProblem } from './problem.ts';
import { inWords, UNSAID } from './wrong-words.ts';

/** Makes handlers know the types of what zod let in. */
export interface ZodProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

/** Nothing that anybody sends in earnest is nested deeper. */
const DEEPEST = 64;

/** The schemas that consoles share are what checks a request; what doesn't fit is a 400 that names the field. */
export function validateByZod(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const strange = unstorable(data);
    if (strange) return { error: strange };
    const parsed = checked(schema, data);
    return parsed.success ? { value: parsed.data } : { error: malformed(parsed.error) };
  });
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
}

/** What a schema makes of data. Where it has no words of its own for what is wrong, `malformed` finds them. */
export function checked<Shape extends z.ZodType>(schema: Shape, data: unknown) {
  return schema.safeParse(data, { error: () => UNSAID, reportInput: true });
}

/** Text that no PostgreSQL keeps: the character 0, or half of a surrogate pair. And nests that no stack survives. */
function unstorable(data: unknown, path: string[] = []): HttpProblem | null {
  const field = path.join('.') || null;
  if (typeof data === 'string') {
    if (!data.includes('\0') && data.isWellFormed()) return null;
    return new HttpProblem(
      400,
      'malformed',
      'The text holds a character that is none. Take it out, then send again.',
      field,
    );
  }
  if (typeof data !== 'object' || data === null) return null;
  if (path.length >= DEEPEST) {
    return new HttpProblem(400, 'malformed', `That is nested more than ${DEEPEST} levels deep.`, path[0] ?? null);
  }
  for (const [key, value] of Object.entries(data)) {
    const found = unstorable(key, path) ?? unstorable(value, [...path, key]);
    if (found) return found;
  }
  return null;
}

/** The first thing that is wrong, by its path: `impact must be 1, 2 or 3.` */
export function malformed(error: z.ZodError, under = ''): HttpProblem {
  const [issue] = error.issues;
  const { path, says } = issue ? inWords(issue) : { path: [], says: UNSAID };
  const field = [under, ...path].filter((part) => part !== '').join('.') || null;
  return new HttpProblem(400, 'malformed', typeof says === 'string' ? sentence(field, says) : says(field), field);
}

/** The schema's own words. */
function sentence(field: string | null, says: string): string {
  return field ? `In "${field}": ${says}` : says;
}

/** zod's schemas as JSON Schema, for the OpenAPI page. */
export function asJsonSchema(schema: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return schema;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
