import { z } from 'zod';
import { DowntimeId, Instant } from '../ids.ts';

/** A stretch in which nobody could work for want of the system, `[from, to)`; it lasts where `to` is null. */
export const Downtime = z.object({
  id: DowntimeId,
  from: Instant,
  to: Instant.nullable(),
  /** What was down, in words. */
  says: z.string().max(500),
});
export type Downtime = z.infer<typeof Downtime>;
