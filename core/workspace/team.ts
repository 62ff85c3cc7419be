import { z } from 'zod';
import { CategoryId, DocumentId, OrganisationId, PersonId, TeamId, TierId } from '../ids.ts';

/** A support level. Every team is in exactly one. */
export const Tier = z.object({
  id: TierId,
  name: z.string().min(1).max(80),
  /** 1 is the front line. */
  rank: z.int().min(1),
  scope: z.string(),
  /** What a ticket must bring to come in, in words; shown to who hands off. */
  entry: z.string(),
  exit: z.string(),
  /** The least packet score (0 to 100) an offer to this tier must reach. */
  packetBar: z.int().min(0).max(100),
  /** Operational level agreement: seconds of the team's calendar in which an offer must be taken. */
  acceptWithin: z.int().positive(),
  nextTierId: TierId.nullable(),
});
export type Tier = z.infer<typeof Tier>;

export const Team = z.object({
  id: TeamId,
  name: z.string().min(1).max(80),
  tierId: TierId,
  skills: z.array(z.string()),
  calendarId: DocumentId,
  supervisorId: PersonId.nullable(),
  organisationIds: z.array(OrganisationId),
  categoryIds: z.array(CategoryId),
  /** New tickets that no routing claims land in the one intake team. */
  intake: z.boolean(),
  active: z.boolean(),
});
export type Team = z.infer<typeof Team>;
