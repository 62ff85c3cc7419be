import type { Instant } from '../ids.ts';
import { matchesAll } from '../sla/policy.ts';
import type { ReferenceData } from '../workspace/reference.ts';
import type { Team } from '../workspace/team.ts';
import { catchesAllOf } from './reach.ts';

/** Something that is allowed and will hurt. `about` is the tab and the thing that puts it right. */
export type Finding = {
  about: { tab: 'teams' | 'tiers' | 'organisations' | 'policies' | 'downtimes'; id: string };
  says: string;
};

const DAY = 86_400_000;

/** Reads the workspace, as it is at `now`, like a colleague who has seen desks go wrong. */
export function lintOf(data: ReferenceData, now: Instant): Finding[] {
  return [
    ...categoryFindings(data),
    ...teamFindings(data),
    ...tierFindings(data),
    ...organisationFindings(data),
    ...policyFindings(data),
    ...downtimeFindings(data, now),
  ];
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

function organisationFindings({ organisations, calendars }: ReferenceData): Finding[] {
  return organisations
    .filter(({ calendarId }) => calendarId !== null && !calendars.some((calendar) => calendar.id === calendarId))
    .map(({ id, name }) => ({ about: { tab: 'organisations', id }, says: `The calendar of ${name} is gone.` }));
}

/** The newest version of each policy, in order: one that an earlier one leaves nothing to is never reached. */
function policyFindings({ policies }: ReferenceData): Finding[] {
  const newest = new Map<string, ReferenceData['policies'][number]>();
  for (const policy of policies)
    if ((newest.get(policy.id)?.version ?? 0) < policy.version) newest.set(policy.id, policy);
  const tried = [...newest.values()]
    .filter((policy) => !policy.retired)
    .sort((a, b) => a.order - b.order || a.id.localeCompare(b.id, 'en'));
  const findings: Finding[] = [];
  if (!tried.some((policy) => matchesAll(policy.match))) {
    const about = { tab: 'policies', id: tried.at(-1)?.id ?? '' } as const;
    findings.push({ about, says: 'No policy matches every ticket: some have no clock at all.' });
  }
  tried.forEach(({ id, name, match }, at) => {
    const before = tried.slice(0, at).find((earlier) => catchesAllOf(earlier.match, match));
    if (!before) return;
    const what = matchesAll(before.match) ? 'everything' : 'all that it does';
    const says = `"${name}" is never reached: "${before.name}" before it matches ${what}.`;
    findings.push({ about: { tab: 'policies', id }, says });
  });
  return findings;
}

/** One that nobody ended goes on being charged to the system, on every ticket. */
function downtimeFindings({ downtimes = [] }: ReferenceData, now: Instant): Finding[] {
  return downtimes.flatMap(({ id, from, to, says }) => {
    const days = Math.floor((now - from) / DAY);
    if (to !== null || days < 1) return [];
    const long = days === 1 ? 'a day' : `${days} days`;
    return { about: { tab: 'downtimes', id }, says: `"${says}" counts as down for ${long} now. Has nobody ended it?` };
  });
}
