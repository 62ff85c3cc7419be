import { z } from 'zod';
import { Downtime } from '../workspace/downtime.ts';

/** A downtime as an administrator writes it down. */
export const DowntimeDraft = Downtime.omit({ id: true }).extend({
  says: z.string().trim().min(1, 'Say what was down.').max(500, 'What was down is said in at most 500 characters.'),
});
export type DowntimeDraft = z.infer<typeof DowntimeDraft>;
export const DowntimeEdit = DowntimeDraft.partial();
export type DowntimeEdit = z.infer<typeof DowntimeEdit>;
