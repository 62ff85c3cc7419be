import { z } from 'zod';
import { DocumentId, Instant, PersonId } from '../ids.ts';
import { type Level, Priority } from './history.ts';

/** Impact × urgency → priority (ITIL): rows are impact high to low, columns urgency high to low. A version is never edited. */
export const Matrix = z.object({
  id: DocumentId,
  version: z.int().min(1),
  by: PersonId.nullable(),
  at: Instant,
  cells: z.array(z.array(Priority).length(3)).length(3),
});
export type Matrix = z.infer<typeof Matrix>;

export function priorityOf(matrix: Pick<Matrix, 'cells'>, impact: Level, urgency: Level): Priority {
  return matrix.cells[impact - 1]?.[urgency - 1] ?? 3;
}
