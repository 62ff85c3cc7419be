import type { OrganisationId, TeamId, TierId } from '../ids.ts';
import type { Flaw } from '../sla/calendar-check.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import { sameName, unknown } from './known.ts';
import type { OrganisationDraft, TeamDraft, TierDraft } from './structure.ts';

/** What is wrong with a team. `openTickets`: how many it holds now. */
export function checkTeam(draft: TeamDraft, id: TeamId | null, given: ReferenceData, openTickets: number): Flaw[] {
  const flaws: Flaw[] = [];
  const before = given.teams.find((team) => team.id === id);
  const twin = given.teams.find((team) => team.id !== id && sameName(team.name, draft.name));
  if (twin) flaws.push({ field: 'name', says: `There is a team "${twin.name}" already.` });
  if (!given.tiers.some((tier) => tier.id === draft.tierId)) flaws.push({ field: 'tierId', says: 'Choose a tier.' });
  if (!given.calendars.some((calendar) => calendar.id === draft.calendarId)) {
    flaws.push({ field: 'calendarId', says: 'Choose the calendar the team works by.' });
  }
  const supervisor = given.people.find((person) => person.id === draft.supervisorId);
  if (draft.supervisorId && !supervisor?.active) {
    flaws.push({ field: 'supervisorId', says: `${supervisor?.name ?? 'That supervisor'} doesn't work here any more.` });
  }
  flaws.push(...unknown(draft.categoryIds, given.categories, 'categoryIds', 'category'));
  flaws.push(...unknown(draft.organisationIds, given.organisations, 'organisationIds', 'organisation'));
  if (draft.intake && !draft.active) flaws.push({ field: 'intake', says: 'A team that is closed takes nothing in.' });
  if (before?.intake && !draft.intake) {
    flaws.push({
      field: 'intake',
      says: `New tickets land in ${before.name}. Make another team the intake; that moves it there.`,
    });
  }
  if (before?.active && !draft.active && openTickets > 0) {
    flaws.push({
      field: 'active',
      says: `${before.name} holds ${openTickets} open ${openTickets === 1 ? 'ticket' : 'tickets'}. Reassign them first.`,
    });
  }
  return flaws;
}

/** What is wrong with a tier. Ranks rise along `nextTierId`, so that nothing escalates in a ring. */
export function checkTier(draft: TierDraft, id: TierId | null, tiers: ReferenceData['tiers']): Flaw[] {
  const flaws: Flaw[] = [];
  const twin = tiers.find((tier) => tier.id !== id && sameName(tier.name, draft.name));
  if (twin) flaws.push({ field: 'name', says: `There is a tier "${twin.name}" already.` });
  const next = tiers.find((tier) => tier.id === draft.nextTierId);
  if (draft.nextTierId && !next) flaws.push({ field: 'nextTierId', says: 'That tier is not there any more.' });
  if (next && (next.id === id || next.rank <= draft.rank)) {
    flaws.push({
      field: 'nextTierId',
      says: `${next.name} has rank ${next.rank}: the next tier needs a higher one than ${draft.rank}.`,
    });
  }
  const before = tiers.find((tier) => tier.id !== id && tier.nextTierId === id && tier.rank >= draft.rank);
  if (id && before) {
    flaws.push({
      field: 'rank',
      says: `${before.name} (rank ${before.rank}) hands on to this tier, so its rank must be higher.`,
    });
  }
  return flaws;
}

/** What is wrong with an organisation whose people ask for help. Its calendar is one that is there, or none. */
export function checkOrganisation(draft: OrganisationDraft, id: OrganisationId | null, given: ReferenceData): Flaw[] {
  const flaws: Flaw[] = [];
  const twin = given.organisations.find((one) => one.id !== id && sameName(one.name, draft.name));
  if (twin) flaws.push({ field: 'name', says: `There is an organisation "${twin.name}" already.` });
  if (draft.calendarId && !given.calendars.some((calendar) => calendar.id === draft.calendarId)) {
    flaws.push({ field: 'calendarId', says: 'That calendar is not there any more.' });
  }
  return flaws;
}
