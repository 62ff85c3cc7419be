import { z } from 'zod';
import { Organisation } from '../workspace/catalogue.ts';
import { Team, Tier } from '../workspace/team.ts';

const name = z.string().trim().min(1, 'Give a name.').max(80, 'A name is at most 80 characters.');

export const TeamDraft = Team.omit({ id: true }).extend({
  name,
  skills: z.array(z.string().trim().min(1).max(60)).max(60),
});
export type TeamDraft = z.infer<typeof TeamDraft>;
export const TeamEdit = TeamDraft.partial();
export type TeamEdit = z.infer<typeof TeamEdit>;

export const TierDraft = Tier.omit({ id: true }).extend({
  name,
  scope: z.string().max(2_000),
  entry: z.string().max(2_000),
  exit: z.string().max(2_000),
  rank: z.int('A rank is a whole number.').min(1, 'Ranks begin at 1, the front line.').max(99),
  packetBar: z
    .int('The bar is a whole number.')
    .min(0, 'The bar is between 0 and 100.')
    .max(100, 'The bar is between 0 and 100.'),
  acceptWithin: z
    .int('Whole seconds.')
    .min(60, 'Give at least a minute to take an offer.')
    .max(30 * 86_400, 'At most 30 days.'),
});
export type TierDraft = z.infer<typeof TierDraft>;
export const TierEdit = TierDraft.partial();
export type TierEdit = z.infer<typeof TierEdit>;

export const OrganisationDraft = Organisation.omit({ id: true }).extend({
  name: z.string().trim().min(1, 'Give a name.').max(160, 'A name is at most 160 characters.'),
});
export type OrganisationDraft = z.infer<typeof OrganisationDraft>;
export const OrganisationEdit = OrganisationDraft.partial();
export type OrganisationEdit = z.infer<typeof OrganisationEdit>;
