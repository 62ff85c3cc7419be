import { matchesAll } from '../sla/policy.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import type { Team } from '../workspace/team.ts';

/** Something that is allowed and will hurt. `about` is the tab and the thing that puts it right. */
export type Finding = {
  about: { tab: 'people' | 'teams' | 'tiers' | 'policies' | 'calendars'; id: string };
  says: string;
};

/** Reads the workspace like a colleague who has seen desks go wrong. */
export function lintOf(data: ReferenceData): Finding[] {
  return [...categoryFindings(data), ...teamFindings(data), ...tierFindings(data), ...policyFindings(data)];
}

/** A category wants exactly one team in each tier: none strands a ticket, two quarrel over it. */
function categoryFindings({ categories, teams, tiers }: ReferenceData): Finding[] {
  const findings: Finding[] = [];
  for (const category of categories) {
    for (const tier of tiers) {
      const here = teams.filter((team) => team.active && team.tierId === tier.id);
      const holders = holdersOf(category, here);
      const second = holders[1];
      if (second) {
        const names = holders.map((team) => team.name).join(' and ');
        findings.push({
          about: { tab: 'teams', id: second.id },
          says: `${category.name} belongs to ${names}, both in ${tier.name}.`,
        });
      }
      if (here.length > 0 && holders.length === 0) {
        findings.push({ about: { tab: 'tiers', id: tier.id }, says: `${category.name} has no team in ${tier.name}.` });
      }
    }
  }
  return findings;
}

/**
 * Whose a category is among the teams of one tier: those that name it; else those without a list that have its skill;
 * else the only team there is.
 */
function holdersOf({ id, skill }: ReferenceData['categories'][number], here: readonly Team[]): readonly Team[] {
  const named = here.filter((team) => team.categoryIds.includes(id));
  if (named.length > 0) return named;
  const open = here.filter((team) => team.categoryIds.length === 0);
  const skilled = open.filter((team) => skill === null || team.skills.includes(skill));
  return skilled.length > 0 || here.length > 1 ? skilled : open;
}

function teamFindings({ teams, people, calendars }: ReferenceData): Finding[] {
  const findings: Finding[] = [];
  const active = teams.filter((team) => team.active);
  for (const team of active) {
    const find = (says: string) => findings.push({ about: { tab: 'teams', id: team.id }, says });
    const supervisor = people.find((person) => person.id === team.supervisorId);
    if (!supervisor?.active) find(`${team.name} has no supervisor: nobody hears of its lapsed offers.`);
    if (!calendars.some((calendar) => calendar.id === team.calendarId)) find(`${team.name} has no calendar.`);
    const agents = people.filter(
      (person) => person.active && person.memberships.some((one) => one.teamId === team.id && one.role !== 'viewer'),
    );
    if (agents.length === 0) find(`${team.name} has no agents.`);
  }
  const intakes = active.filter((team) => team.intake);
  if (intakes.length === 0)
    findings.push({ about: { tab: 'teams', id: active[0]?.id ?? '' }, says: 'No team takes in new tickets.' });
  return findings;
}

function tierFindings({ tiers, teams }: ReferenceData): Finding[] {
  const findings: Finding[] = [];
  const last = Math.max(...tiers.map((tier) => tier.rank));
  for (const tier of tiers) {
    const find = (says: string) => findings.push({ about: { tab: 'tiers', id: tier.id }, says });
    if (tier.nextTierId === null && tier.rank < last) find(`${tier.name} has no next tier: its tickets can't go on.`);
    if (!teams.some((team) => team.active && team.tierId === tier.id)) find(`${tier.name} has no team.`);
  }
  return findings;
}

/** The newest version of each policy, in order; the first that matches everything hides all after it. */
function policyFindings({ policies }: ReferenceData): Finding[] {
  const newest = new Map<string, ReferenceData['policies'][number]>();
  for (const policy of policies)
    if ((newest.get(policy.id)?.version ?? 0) < policy.version) newest.set(policy.id, policy);
  const tried = [...newest.values()]
    .filter((policy) => !policy.retired)
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id, 'en'));
  const findings: Finding[] = [];
  const all = tried.findIndex((policy) => matchesAll(policy.match));
  const catching = tried[all];
  if (!catching) {
    const about = { tab: 'policies', id: tried.at(-1)?.id ?? '' } as const;
    findings.push({ about, says: 'No policy matches every ticket: some have no clock at all.' });
  }
  for (const policy of all >= 0 ? tried.slice(all + 1) : []) {
    const says = `"${policy.name}" is never reached: "${catching?.name}" before it matches everything.`;
    findings.push({ about: { tab: 'policies', id: policy.id }, says });
  }
  return findings;
}
