import type { z } from 'zod';
import { checked, malformed } from './validation.ts';

/** A thing as it was with what a request changes of it, whole and checked again; `before` may carry more than the shape. */
export function edited<S extends z.ZodObject>(shape: S, before: z.output<S>, edit: object): z.output<S> {
  const kept = Object.fromEntries(Object.keys(shape.shape).map((key) => [key, before[key as keyof typeof before]]));
  const parsed = checked(shape, { ...kept, ...edit });
  if (!parsed.success) throw malformed(parsed.error);
  return parsed.data;
}
