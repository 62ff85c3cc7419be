import { z } from 'zod';
import { PersonId, TeamId } from '../ids.ts';

/** What somebody is in a team. Rights grow downwards: see `core/access.ts`. */
export const TeamRole = z.enum(['viewer', 'agent', 'dispatcher', 'supervisor']);
export type TeamRole = z.infer<typeof TeamRole>;

export const Membership = z.object({ teamId: TeamId, role: TeamRole });
export type Membership = z.infer<typeof Membership>;

/** Somebody who works here. Requesters are not people in this sense. */
export const Person = z.object({
  id: PersonId,
  name: z.string().min(1).max(120),
  email: z.email(),
  /** IANA zone, for showing times; never for clocks. */
  zone: z.string(),
  memberships: z.array(Membership),
  skills: z.array(z.string()),
  managerId: PersonId.nullable(),
  deputyIds: z.array(PersonId),
  /** How many open tickets at once before routing passes by. */
  workLimit: z.int().min(0),
  administrator: z.boolean(),
  auditor: z.boolean(),
  active: z.boolean(),
});
export type Person = z.infer<typeof Person>;
