import { z } from 'zod';
import { Tag } from '../commands/classify.ts';
import { DocumentId } from '../ids.ts';
import { Calendar, Holiday } from '../sla/calendar.ts';
import { Match, Policy, Target } from '../sla/policy.ts';
import { Matrix } from '../ticket/matrix.ts';

/**
 * Documents are immutable versions: publishing never edits, it adds the next one. `id` null makes a new document.
 * What a document doesn't know is refused rather than left out: `match.teamId` for `teamIds` would match everything.
 */
const stamp = { version: true, by: true, at: true } as const;
const name = z.string().trim().min(1, 'Give a name.').max(120, 'A name is at most 120 characters.');

export const MatrixDraft = Matrix.omit({ id: true, ...stamp });
export type MatrixDraft = z.infer<typeof MatrixDraft>;

/** Beyond it a clock would run past its calendar, and never say so. */
const YEAR = 366 * 86_400;
const Amount = z
  .int('An amount is whole seconds.')
  .positive('An amount is a second or more. Leave it empty to promise nothing.')
  .max(YEAR, 'An amount is at most a year of business time.')
  .nullable();

const TargetDraft = Target.extend({
  amounts: z.strictObject({ 1: Amount, 2: Amount, 3: Amount, 4: Amount }),
  warnings: Target.shape.warnings.max(9, 'A target warns at most nine times.'),
}).strict();

const MatchDraft = Match.extend({
  tags: z.array(Tag).max(60, 'A policy matches at most 60 tags.').optional(),
  fields: z
    .record(
      z.string().trim().min(1, 'Give the field’s name.').max(60, 'A field’s name is at most 60 characters.'),
      z.string().min(1, 'Give the value that the field has.').max(2_000, 'A value is at most 2,000 characters.'),
    )
    .optional(),
}).strict();

export const PolicyDraft = Policy.omit(stamp).extend({
  id: DocumentId.nullable(),
  name,
  match: MatchDraft,
  targets: z.array(TargetDraft),
});
export type PolicyDraft = z.infer<typeof PolicyDraft>;

const HolidayDraft = Holiday.extend({ name: z.string().trim().max(120, 'A name is at most 120 characters.') }).strict();

export const CalendarDraft = Calendar.omit({ ...stamp, transitions: true, horizon: true }).extend({
  id: DocumentId.nullable(),
  name,
  holidays: z.array(HolidayDraft).max(2_000, 'A calendar has at most 2,000 holidays.'),
});
export type CalendarDraft = z.infer<typeof CalendarDraft>;

/** What publishing did: which version it made, and of how many open tickets the clocks were judged anew by it. */
export const Published = z.object({ id: DocumentId, version: z.int(), open: z.int(), judgedAnew: z.int() });
export type Published = z.infer<typeof Published>;
