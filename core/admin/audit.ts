import { z } from 'zod';
import { Instant, PersonId } from '../ids.ts';

/** One administrative act. `before` and `after` are the thing as it was and is; never a secret. */
export const AuditRow = z.object({
  id: z.int(),
  at: Instant,
  by: PersonId,
  /** Such as `person.invite`, `team.edit`, `policy.publish`, `key.revoke`. */
  act: z.string(),
  about: z.string(),
  name: z.string(),
  before: z.json().nullable(),
  after: z.json().nullable(),
});
export type AuditRow = z.infer<typeof AuditRow>;
export const AuditPage = z.object({ rows: z.array(AuditRow), next: z.int().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;
