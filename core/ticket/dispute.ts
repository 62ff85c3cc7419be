import { z } from 'zod';
import { CommandId, Instant, PersonId } from '../ids.ts';

/**
 * Work whose time its device could not prove: it counts when it arrived until a supervisor decides. `ns`: the history
 * points it made. `claimedAt`: when the device says it happened, in server time as far as that device knew it.
 */
export const Dispute = z.object({
  commandId: CommandId,
  ns: z.array(z.int()).min(1),
  what: z.string(),
  by: PersonId.nullable(),
  claimedAt: Instant,
  countsAt: Instant,
});
export type Dispute = z.infer<typeof Dispute>;
