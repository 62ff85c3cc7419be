import type { FastifyInstance, FastifyTypeProvider } from 'fastify';
import { z } from 'zod';
import { HttpProblem } from './problem.ts';

/** Makes handlers know the types of what zod let in. */
export interface ZodProvider extends FastifyTypeProvider {
  validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  serializer: unknown;
}

/** The schemas that consoles share are what checks a request; what doesn't fit is a 400 that names the field. */
export function validateByZod(app: FastifyInstance): void {
  app.setValidatorCompiler<z.ZodType>(({ schema }) => (data) => {
    const strange = unstorable(data);
    if (strange) return { error: strange };
    const parsed = schema.safeParse(data);
    return parsed.success ? { value: parsed.data } : { error: malformed(parsed.error) };
  });
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
}

/** Text that no PostgreSQL keeps: the character 0, or half of a surrogate pair. */
function unstorable(data: unknown, path: string[] = []): HttpProblem | null {
  if (typeof data === 'string') {
    if (!data.includes('\0') && data.isWellFormed()) return null;
    const field = path.join('.') || null;
    return new HttpProblem(
      400,
      'malformed',
      'The text holds a character that is none. Take it out, then send again.',
      field,
    );
  }
  if (typeof data !== 'object' || data === null) return null;
  for (const [key, value] of Object.entries(data)) {
    const found = unstorable(key, path) ?? unstorable(value, [...path, key]);
    if (found) return found;
  }
  return null;
}

/** The first thing that is wrong, by its path. */
export function malformed(error: z.ZodError, under = ''): HttpProblem {
  const [issue] = error.issues.flatMap(deepest);
  const field = [under, ...(issue?.path ?? [])].filter((part) => part !== '').join('.') || null;
  const where = field ? `In "${field}": ` : '';
  return new HttpProblem(400, 'malformed', `${where}${issue?.message ?? 'That is not what is expected here.'}`, field);
}

/** A union that nothing fits says so of each member; one member's own words say more. */
function deepest(issue: z.core.$ZodIssue): { path: PropertyKey[]; message: string }[] {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue];
  const [closest] = [...issue.errors].sort((a, b) => a.length - b.length);
  return (closest ?? []).flatMap((inner) =>
    deepest(inner).map(({ path, message }) => ({ path: [...issue.path, ...path], message })),
  );
}

/** zod's schemas as JSON Schema, for the OpenAPI page. */
export function asJsonSchema(schema: unknown): unknown {
  if (!(schema instanceof z.ZodType)) return schema;
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
