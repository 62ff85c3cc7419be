import { z } from 'zod';
import { checkOrganisation, checkTeam, checkTier } from '#core/admin/check-structure.ts';
import { OrganisationDraft, TeamDraft, TierDraft } from '#core/admin/structure.ts';
import {
  type OrganisationId,
  OrganisationId as OrganisationIdShape,
  type TeamId,
  TeamId as TeamIdShape,
  type TierId,
  TierId as TierIdShape,
} from '#core/ids.ts';
import type { Organisation } from '#core/workspace/catalogue.ts';
import type { Team, Tier } from '#core/workspace/team.ts';
import { countOpenTickets } from '../db/sign-ins.ts';
import { found, refuseFlaws } from './admin-act.ts';
import { difference } from './admin-difference.ts';
import { edited } from './admin-edited.ts';
import type { AdminDeps } from './admin-routes.ts';
import type { Routes } from './routes.ts';

/** Tiers, teams, and the organisations whose people ask for help. */
export function adminStructure(app: Routes, { acts, newId }: AdminDeps): void {
  app.post('/api/admin/teams', { schema: { body: TeamDraft.strict() } }, async (request): Promise<Team> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const team: Team = { ...draft, id: newId<TeamId>() };
    await acts.change(by, async (edit, data) => {
      refuseFlaws(checkTeam(draft, null, data, 0));
      await edit.save('team', [team, ...givesUpIntake(team, data.teams)]);
      const recorded = { act: 'team.create', about: team.id, name: team.name, before: null, after: draft };
      return { made: team, recorded };
    });
    return team;
  });

  app.patch(
    '/api/admin/teams/:id',
    { schema: { params: z.object({ id: TeamIdShape }), body: TeamDraft.partial().strict() } },
    async (request): Promise<Team> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data, tx) => {
        const before = found(data.teams, id, 'team');
        const draft = edited(TeamDraft, before, request.body);
        refuseFlaws(checkTeam(draft, id, data, await countOpenTickets(tx, id)));
        const team: Team = { ...draft, id };
        await edit.save('team', [team, ...givesUpIntake(team, data.teams)]);
        const recorded = { act: 'team.edit', about: id, name: team.name, ...difference(before, team) };
        return { made: team, recorded };
      });
      return made;
    },
  );

  app.post('/api/admin/tiers', { schema: { body: TierDraft.strict() } }, async (request): Promise<Tier> => {
    const by = await acts.administrator(request);
    const draft = request.body;
    const tier: Tier = { ...draft, id: newId<TierId>() };
    await acts.change(by, async (edit, data) => {
      refuseFlaws(checkTier(draft, null, data.tiers));
      await edit.save('tier', [tier]);
      const recorded = { act: 'tier.create', about: tier.id, name: tier.name, before: null, after: draft };
      return { made: tier, recorded };
    });
    return tier;
  });

  app.patch(
    '/api/admin/tiers/:id',
    { schema: { params: z.object({ id: TierIdShape }), body: TierDraft.partial().strict() } },
    async (request): Promise<Tier> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data) => {
        const before = found(data.tiers, id, 'tier');
        const draft = edited(TierDraft, before, request.body);
        refuseFlaws(checkTier(draft, id, data.tiers));
        const tier: Tier = { ...draft, id };
        await edit.save('tier', [tier]);
        const recorded = { act: 'tier.edit', about: id, name: tier.name, ...difference(before, tier) };
        return { made: tier, recorded };
      });
      return made;
    },
  );

  app.post(
    '/api/admin/organisations',
    { schema: { body: OrganisationDraft.strict() } },
    async (request): Promise<Organisation> => {
      const by = await acts.administrator(request);
      const draft = request.body;
      const organisation: Organisation = { ...draft, id: newId<OrganisationId>() };
      await acts.change(by, async (edit, data) => {
        refuseFlaws(checkOrganisation(draft, null, data));
        await edit.save('organisation', [organisation]);
        const { id, name } = organisation;
        return { made: null, recorded: { act: 'organisation.create', about: id, name, before: null, after: draft } };
      });
      return organisation;
    },
  );

  app.patch(
    '/api/admin/organisations/:id',
    { schema: { params: z.object({ id: OrganisationIdShape }), body: OrganisationDraft.partial().strict() } },
    async (request): Promise<Organisation> => {
      const by = await acts.administrator(request);
      const { id } = request.params;
      const { made } = await acts.change(by, async (edit, data) => {
        const before = found(data.organisations, id, 'organisation');
        const draft = edited(OrganisationDraft, before, request.body);
        refuseFlaws(checkOrganisation(draft, id, data));
        const organisation: Organisation = { ...draft, id };
        await edit.save('organisation', [organisation]);
        const changed = difference(before, organisation);
        return { made: organisation, recorded: { act: 'organisation.edit', about: id, name: draft.name, ...changed } };
      });
      return made;
    },
  );
}

/** There is one intake: a team that takes it, takes it from the others. */
function givesUpIntake(team: Team, teams: readonly Team[]): Team[] {
  if (!team.intake) return [];
  return teams.filter((one) => one.id !== team.id && one.intake).map((one) => ({ ...one, intake: false }));
}
