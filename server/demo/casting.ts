import { teamOf } from './cast.ts';
import { type Chance, pick } from './chance.ts';
import type { Incident, Row } from './cut.ts';
import type { TeamName } from './people.ts';
import { rowsFor } from './script.ts';
import { doneAtMost, type Part, stage } from './staging.ts';
import type { Skills } from './teller.ts';
import type { Story, Wording } from './wording.ts';

/** An incident, as far as it is over, and the part it plays. */
export type Role = { incident: Incident; rows: readonly Row[]; part: Part; inTarget: boolean };

/** Who plays what: the stage first, then the rest of the incidents, a quarter of all over and the others going on. */
export function casting(incidents: readonly Incident[], chance: Chance): Role[] {
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

/** A role with its words. */
export type Told = Role & { story: Story };

/** Each ticket a story of its own, of a kind that the team which ends up with it can hold; the desk has all kinds. */
export function withStories(roles: readonly Role[], wording: Wording, skills: Skills, chance: Chance): Told[] {
  const free = new Set(wording.stories);
  const told = new Map<Role, Story>();
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
