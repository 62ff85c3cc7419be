import { z } from 'zod';
import { DocumentId } from '../ids.ts';
import { Calendar } from '../sla/calendar.ts';
import { Policy } from '../sla/policy.ts';
import { Matrix } from '../ticket/matrix.ts';

/** Documents are immutable versions: publishing never edits, it adds the next one. `id` null makes a new document. */
const stamp = { version: true, by: true, at: true } as const;

export const MatrixDraft = Matrix.omit({ id: true, ...stamp });
export type MatrixDraft = z.infer<typeof MatrixDraft>;

export const PolicyDraft = Policy.omit(stamp).extend({
  id: DocumentId.nullable(),
  name: z.string().trim().min(1, 'Give a name.').max(120, 'A name is at most 120 characters.'),
});
export type PolicyDraft = z.infer<typeof PolicyDraft>;

export const CalendarDraft = Calendar.omit({ ...stamp, transitions: true, horizon: true }).extend({
  id: DocumentId.nullable(),
  name: z.string().trim().min(1, 'Give a name.').max(120, 'A name is at most 120 characters.'),
});
export type CalendarDraft = z.infer<typeof CalendarDraft>;

/** What publishing did: which version it made, and of how many open tickets the clocks were judged anew by it. */
export const Published = z.object({ id: DocumentId, version: z.int(), open: z.int(), judgedAnew: z.int() });
export type Published = z.infer<typeof Published>;
