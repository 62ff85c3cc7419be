import type { ConsoleId, Instant } from '#core/ids.ts';
import { openHours } from '#core/sla/calendar.ts';
import type { Priority } from '#core/ticket/history.ts';
import { indexReference, type Reference, type ReferenceData } from '#core/workspace/reference.ts';
import { teamOf } from './cast.ts';
import { between, type Chance, newId, pick } from './chance.ts';
import type { Incident, Row } from './cut.ts';
import { type Planned, type Rehearsed, rehearse, type Topic } from './rehearse.ts';
import { doneSpan, type Promised, type Span, scheduled, spanFor } from './schedule.ts';
import { rowsFor, scriptOf } from './script.ts';
import { doneAtMost, needsNight, type Part, stage } from './staging.ts';
import type { Step } from './step.ts';
import type { Skills } from './teller.ts';
import type { Story, Wording } from './wording.ts';
import { demoWorkspace, type TeamName } from './workspace.ts';

const DAY = 86_400_000;

export type DemoInput = { cut: readonly Incident[]; wording: Wording; now: Instant; chance: Chance };

/** A demo, ready to be handed to the server command by command: `commands` in the order in which they happened. */
export type DemoPlan = { reference: ReferenceData; tickets: Rehearsed[]; commands: Planned[] };

/**
 * The demo at `now`: real incidents' rhythm, our words, and clocks that stand where the stage wants them. Pure: the
 * same incidents, words, moment and chance give the same workspace.
 */
export function planDemo({ cut, wording, now, chance }: DemoInput): DemoPlan {
  const data = demoWorkspace(wording, now, chance);
  const reference = indexReference(data);
  const skills = skillsOf(reference);
  const roles = withStories(casting(cut.slice(0, wording.stories.length), chance), wording, skills, chance);
  const consoleId = newId<ConsoleId>(now, chance);
  const tickets = roles.map(({ rows, part, story, inTarget }) => {
    const topic = topicOf(story, part, rows, reference, consoleId, chance);
    const script = scriptOf(rows, part, story, skills, chance);
    const promised = promisedTo(reference, rows.at(-1)?.priority ?? 3, topic);
    const play = (span: Span) => rehearse(timed(script, span, promised, now), topic, reference, now, chance);
    const span = spanFor(part.ending, promised, now, chance);
    return part.ending.is === 'done' ? playedDone(span.end, inTarget, promised, play, chance) : play(span);
  });
  const commands = tickets.flatMap(({ planned }) => planned);
  commands.sort((a, b) => a.moment.recordedAt - b.moment.recordedAt);
  return { reference: data, tickets, commands };
}

type Role = { incident: Incident; rows: readonly Row[]; part: Part; inTarget: boolean };

/** Who plays what: the stage first, then the rest of the incidents, a quarter of all over and the others going on. */
function casting(incidents: readonly Incident[], chance: Chance): Role[] {
  const free = new Set(incidents);
  const roles: Role[] = [];
  const engage = (incident: Incident, rows: readonly Row[], part: Part) => {
    free.delete(incident);
    roles.push({ incident, rows, part, inTarget: incident.inTarget });
  };
  for (const part of stage) {
    const fitting = [...free].flatMap((incident) => {
      const rows = rowsFor(incident, part);
      const priority = rows?.at(-1)?.priority ?? 0;
      return rows && (part.priorities ?? [3]).includes(priority) ? [{ incident, rows }] : [];
    });
    if (fitting.length === 0) throw new Error(`no incident of the log can play ${JSON.stringify(part)}`);
    const { incident, rows } = pick(fitting, chance);
    engage(incident, rows, part);
  }
  let over = 0;
  for (const incident of shuffled([...free], chance)) {
    const done: Part = { team: 'Service Desk L1', holder: null, ending: { is: 'done' } };
    const part = over < doneAtMost ? null : going(incident, chance);
    const rows = part && rowsFor(incident, part);
    if (part && rows) engage(incident, rows, part);
    else {
      over += 1;
      engage(incident, incident.rows, { ...done, team: teamOf(incident.rows.at(-1)?.group ?? '') });
    }
  }
  return roles;
}

/** An incident that still goes on, and nobody worries about. */
function going(incident: Incident, chance: Chance): Part {
  const open = incident.rows.filter((row) => row.state !== 'Resolved' && row.state !== 'Closed');
  const team = teamOf(open.at(-1)?.group ?? incident.rows[0]?.group ?? '');
  const urgent = (open.at(-1)?.priority ?? 3) < 3;
  const lot = chance();
  if (teamOf(incident.rows[0]?.group ?? '') === 'Service Desk L1' && !urgent && lot < 0.15) {
    return { team: 'Service Desk L1', holder: null, ending: { is: 'fine', target: 'firstResponse' } };
  }
  const target = !urgent && lot < 0.5 ? 'nextResponse' : 'resolution';
  return { team, holder: null, ending: { is: 'fine', target } };
}

/** Each ticket a story of its own, of a kind that the team which ends up with it can hold; the desk has all kinds. */
function withStories<R extends Role>(
  roles: readonly R[],
  wording: Wording,
  skills: Skills,
  chance: Chance,
): (R & { story: Story })[] {
  const free = new Set(wording.stories);
  const told = new Map<R, Story>();
  for (const role of [...roles].sort((a, b) => choosiness(b.part) - choosiness(a.part))) {
    const goal = goalOf(role.part);
    const able = [...free].filter((story) => goal === 'Service Desk L1' || skills(goal, story.category));
    const urgent = (role.rows.at(-1)?.priority ?? 3) < 3;
    const fitting = urgent ? able.filter(({ type }) => type === 'incident') : able;
    const own = goal === 'Platform L3' ? fitting.filter((story) => skillIn(wording, story) === 'platform') : [];
    const story = choosiness(role.part) === 2 ? fitting[0] : pick(firstFilled(own, fitting, [...free]), chance);
    if (!story) throw new Error('there are more incidents than stories');
    free.delete(story);
    told.set(role, story);
  }
  return roles.flatMap((role) => {
    const story = told.get(role);
    return story ? [{ ...role, story }] : [];
  });
}

/** Open offers choose first, then specialists, then the desk. */
function choosiness(part: Part): number {
  return part.ending.is === 'offered' ? 2 : part.team === 'Service Desk L1' ? 0 : 1;
}

function goalOf({ ending, team }: Part): TeamName {
  return ending.is === 'offered' ? ending.to : team;
}

function skillIn(wording: Wording, story: Story): string | undefined {
  return wording.categories.find(({ name }) => name === story.category)?.skill;
}

function firstFilled<T>(...lists: T[][]): T[] {
  return lists.find((list) => list.length > 0) ?? [];
}

function topicOf(
  story: Story,
  part: Part,
  rows: readonly Row[],
  reference: Reference,
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
    serviceId: serviceFor(story, reference),
    categoryId: category.id,
    tags: story.tags,
    consoleId,
  };
}

function serviceFor(story: Story, reference: Reference): Topic['serviceId'] {
  const names: Record<string, string> = {
    'VPN, site to site': 'Branch network',
    Wireless: 'Site wireless',
    'Switching and cabling': 'Office network',
    Telephony: 'Telephony',
    Printing: 'Managed print',
    'Laptops and docks': 'Workplace devices',
    'Scanners and handhelds': 'Handhelds and tills',
    'Payroll application': 'Payroll',
    'Order and stock system': 'Orders and stock',
    'Mail and calendar': 'Mail and calendar',
    'Sign-in and passwords': 'Identity and access',
    'Access and badges': 'Identity and access',
    'Backup and storage': 'Hosting and backup',
    'Servers and databases': 'Hosting and backup',
  };
  return reference.data.services.find(({ name }) => name === names[story.category])?.id ?? null;
}

/** What the policies will say to such a ticket: who is urgent, or never closes, is served around the clock. */
function promisedTo(reference: Reference, priority: Priority, topic: Topic): Promised {
  const organisationId = reference.requesters.get(topic.requesterId)?.organisationId ?? null;
  const policy = reference.policies.find(
    ({ match }) =>
      (match.priorities.length === 0 || match.priorities.includes(priority)) &&
      (match.organisationIds.length === 0 || (organisationId && match.organisationIds.includes(organisationId))),
  );
  const amount = (kind: keyof Promised['amounts']) =>
    (policy?.targets.find((target) => target.kind === kind)?.amounts[priority] ?? 0) * 1000;
  const calendar = policy?.targets[0] && reference.calendar(policy.targets[0].calendarId);
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

/** Steps in time. Closing comes five days after, as in the log, or not yet. */
function timed(script: readonly Step[], span: Span, promised: Promised, now: Instant) {
  const closes = span.end + 5 * DAY;
  const steps = script.filter((step) => step.do !== 'close' || closes < now);
  const instants = scheduled(
    steps.filter((step) => step.do !== 'close'),
    span,
    promised,
    now,
  );
  return steps.map((step, index) => ({ ...step, at: instants[index] ?? closes }));
}

/** Within its target or not, as the incident was: pauses count for nothing, so the span is stretched until it fits. */
function playedDone(
  end: Instant,
  inTarget: boolean,
  promised: Promised,
  play: (span: Span) => Rehearsed,
  chance: Chance,
): Rehearsed {
  let share = inTarget ? between(chance, 0.15, 0.8) : between(chance, 1.1, 1.8);
  for (;;) {
    const played = play(doneSpan(end, share, promised));
    const verdict = played.ticket.targets.find(({ kind }) => kind === 'resolution')?.verdict;
    if (share > 6 || share < 0.02 || verdict === (inTarget ? 'met' : 'missed')) return played;
    share *= inTarget ? 0.7 : 1.4;
  }
}

function skillsOf(reference: Reference): Skills {
  return (team: TeamName, category: string) => {
    const skill = reference.data.categories.find(({ name }) => name === category)?.skill;
    return !skill || (reference.data.teams.find(({ name }) => name === team)?.skills.includes(skill) ?? false);
  };
}

function shuffled<T>(list: T[], chance: Chance): T[] {
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(chance() * (index + 1));
    const [a, b] = [list[index], list[other]];
    if (a !== undefined && b !== undefined) {
      list[index] = b;
      list[other] = a;
    }
  }
  return list;
}
