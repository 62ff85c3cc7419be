import type { TeamName } from './people.ts';

/**
 * The log's groups are codes; here they are our teams. The largest are the front line, as in the log, where most
 * incidents begin in one group and are handed on.
 */
const groups: Record<TeamName, readonly number[]> = {
  'Service Desk L1': [70, 54, 65, 66, 68, 56, 76, 62],
  'Network L2': [25, 33, 12, 55, 10, 15, 67],
  'Endpoint L2': [24, 29, 30, 39, 21, 73, 72],
  'Applications L2': [23, 28, 27, 20, 22, 47, 59, 61],
  'Platform L3': [5, 3, 6, 9, 31, 57, 74, 75, 19, 49, 50, 58],
};

const teamsByGroup = new Map<string, TeamName>();
for (const [team, codes] of Object.entries(groups)) {
  for (const code of codes) teamsByGroup.set(`Group ${code}`, team as TeamName);
}

/** Our team for a group of the log; nobody's incidents are the front line's. */
export function teamOf(group: string): TeamName {
  return teamsByGroup.get(group) ?? 'Service Desk L1';
}

const members: Record<TeamName, readonly string[]> = {
  'Service Desk L1': ['Dele Okafor', 'Jonna Berg', 'Tomas Wren', 'Leila Noor', 'Farah Sayed', 'Anton Brandt'],
  'Network L2': ['Ruben Halle', 'Mirel Aslan'],
  'Endpoint L2': ['Greta Paulsen', 'Olek Varga', 'Hugo Nyman'],
  'Applications L2': ['Sofia Lind', 'Yusuf Demir'],
  'Platform L3': ['Kaja Moen'],
};

/**
 * Who of a team plays a resolver of the log: always the same for the same code, `anyone` (0 to 1) where the log
 * names nobody. Ines Kovač is cast by hand only: her queue is the one the demo shows first.
 */
export function playerOf(team: TeamName, resolver: string, anyone: number): string {
  const list = members[team];
  const code = /\d+/.exec(resolver)?.[0];
  const index = code === undefined ? Math.floor(anyone * list.length) : Number(code) % list.length;
  return list[index] ?? list[0] ?? '';
}
