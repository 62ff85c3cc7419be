import type { ConsoleId } from '#core/ids.ts';
import { openHours } from '#core/sla/open-hours.ts';
import type { Priority } from '#core/ticket/history.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { type Chance, pick } from './chance.ts';
import type { Row } from './cut.ts';
import type { TeamName } from './people.ts';
import type { Topic } from './rehearse.ts';
import type { Promised } from './schedule.ts';
import { needsNight, type Part } from './staging.ts';
import type { Skills } from './teller.ts';
import type { Story, Wording } from './wording.ts';

/** Who asks, of what: somebody who is served at night where the ticket's clock has to run then. */
export function topicOf(
  story: Story,
  part: Part,
  rows: readonly Row[],
  { reference, wording }: { reference: Reference; wording: Wording },
  consoleId: ConsoleId,
  chance: Chance,
): Topic {
  const { data } = reference;
  const night = needsNight(part.ending) && (rows.at(-1)?.priority ?? 3) > 2;
  const open = new Set(data.calendars.filter(({ name }) => name === 'Around the clock').map(({ id }) => id));
  const served = new Set(
    data.organisations.filter(({ calendarId }) => calendarId && open.has(calendarId)).map(({ id }) => id),
  );
  const requesters = data.requesters.filter(
    ({ organisationId }) => !night || (organisationId !== null && served.has(organisationId)),
  );
  const category = data.categories.find(({ name }) => name === story.category);
  if (!category) throw new Error(`there is no category ${story.category}`);
  return {
    story,
    requesterId: pick(requesters, chance).id,
    serviceId: serviceFor(story, wording, reference),
    categoryId: category.id,
    tags: story.tags,
    consoleId,
  };
}

/** Categories without a service of their own. */
const servedBy: Record<string, string> = {
  'Access and badges': 'Identity and access',
  'Servers and databases': 'Hosting and backup',
};

function serviceFor(story: Story, wording: Wording, reference: Reference): Topic['serviceId'] {
  const own = wording.services.find(({ category }) => category === story.category)?.name;
  return reference.data.services.find(({ name }) => name === (own ?? servedBy[story.category]))?.id ?? null;
}

/** What the policies will say to such a ticket: who is urgent, or never closes, is served around the clock. */
export function promisedTo(reference: Reference, priority: Priority, topic: Topic): Promised {
  const organisationId = reference.requesters.get(topic.requesterId)?.organisationId ?? null;
  const policy = reference.policies.find(
    ({ match }) =>
      (match.priorities.length === 0 || match.priorities.includes(priority)) &&
      (match.organisationIds.length === 0 || (organisationId && match.organisationIds.includes(organisationId))),
  );
  const amount = (kind: keyof Promised['amounts']) =>
    (policy?.targets.find((target) => target.kind === kind)?.amounts[priority] ?? 0) * 1000;
  const choice = policy?.targets[0]?.calendarId;
  const calendar =
    choice && choice !== 'team' && choice !== 'organisation' && choice !== 'always' ? reference.calendar(choice) : null;
  if (!calendar) throw new Error('the demo promises nothing to this requester');
  return {
    hours: openHours(calendar),
    amounts: {
      firstResponse: amount('firstResponse'),
      nextResponse: amount('nextResponse'),
      resolution: amount('resolution'),
    },
  };
}

/** Which teams can hold which category, as the handoff will judge it. */
export function skillsOf(reference: Reference): Skills {
  return (team: TeamName, category: string) => {
    const skill = reference.data.categories.find(({ name }) => name === category)?.skill;
    return !skill || (reference.data.teams.find(({ name }) => name === team)?.skills.includes(skill) ?? false);
  };
}
