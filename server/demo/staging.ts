import type { TeamName } from './people.ts';
import type { Staged } from './schedule.ts';

const MINUTE = 60_000;

/**
 * How a ticket stands when the demo opens:
 * `clock` a target is `left` ms from its due time (negative: past it), `fine` nothing is due within the hour,
 * `waiting` on somebody, `offered` to the next team so long `ago` (lapsed, where the team's time is over), `done`.
 */
export type Ending =
  | { is: 'clock'; target: Staged; left: number }
  | { is: 'fine'; target: Staged }
  | { is: 'waiting'; on: 'requester' | 'vendor' }
  | { is: 'offered'; to: TeamName; person: string | null; ago: number }
  | { is: 'done' };

/** A place on the stage: which team and person hold the ticket (null: nobody), and how it stands. */
export type Part = {
  team: TeamName;
  holder: string | null;
  ending: Ending;
  /** Only incidents of these priorities fit; absent, those of priority 3, whose amounts the times below assume. */
  priorities?: readonly number[];
  /** What a supervisor looks at: the last word came from a device that couldn't prove its time, or answered nothing and held. */
  oddity?: 'disputed' | 'heldEarly';
};

const desk = 'Service Desk L1';
const clock = (team: TeamName, holder: string | null, target: Staged, minutes: number): Part => ({
  team,
  holder,
  ending: { is: 'clock', target, left: minutes * MINUTE },
});
const waiting = (team: TeamName, holder: string, on: 'requester' | 'vendor'): Part => ({
  team,
  holder,
  ending: { is: 'waiting', on },
  priorities: [2, 3, 4],
});
const fine = (team: TeamName, holder: string | null, target: Staged): Part => ({
  team,
  holder,
  ending: { is: 'fine', target },
  priorities: [3, 4],
});

/**
 * What has to be on stage, whatever the hour: the parts with a clock are played by requesters who are served around
 * the clock. Priority 2 has 8 h, of which a tier may take 6: its time in the tier is near two hours before the whole.
 * For Ines, in the first twenty minutes (amounts of priority 3: 2 h, 4 h, 24 h; warnings at 75 % and 90 %):
 * 2 min a 75 %, 3 min a 90 %, 7 min a breach, 11 min a 75 %, 16 min a breach, 18 min a 75 %.
 */
export const stage: readonly Part[] = [
  clock(desk, 'Ines Kovač', 'nextResponse', 7),
  clock(desk, 'Ines Kovač', 'nextResponse', 16),
  clock(desk, 'Ines Kovač', 'nextResponse', 27),
  clock(desk, 'Ines Kovač', 'firstResponse', 41),
  clock(desk, 'Ines Kovač', 'nextResponse', 62),
  clock(desk, 'Ines Kovač', 'resolution', 6 * 60 + 18),
  { ...clock(desk, 'Ines Kovač', 'resolution', 2 * 60 + 50), priorities: [2] },
  clock(desk, 'Ines Kovač', 'nextResponse', -12),
  clock(desk, 'Ines Kovač', 'resolution', -130),

  clock(desk, null, 'firstResponse', -9),
  clock(desk, 'Leila Noor', 'resolution', -5 * 60),
  clock('Network L2', 'Ruben Halle', 'resolution', -48),
  clock('Applications L2', 'Sofia Lind', 'nextResponse', -25),
  clock('Endpoint L2', 'Greta Paulsen', 'resolution', -80),
  clock('Platform L3', 'Kaja Moen', 'resolution', -26 * 60),

  { ...clock('Network L2', 'Ruben Halle', 'resolution', 2 * 60 + 52), priorities: [2] },
  clock('Network L2', 'Mirel Aslan', 'nextResponse', 34),
  clock('Applications L2', 'Sofia Lind', 'nextResponse', 19),
  clock('Endpoint L2', 'Hugo Nyman', 'resolution', 44),
  clock(desk, 'Tomas Wren', 'firstResponse', 13),
  clock(desk, 'Jonna Berg', 'nextResponse', 38),
  clock(desk, null, 'firstResponse', 24),
  clock(desk, 'Farah Sayed', 'resolution', 31),

  { team: desk, holder: 'Dele Okafor', ending: offer('Network L2', 'Ruben Halle', 4) },
  { team: desk, holder: 'Leila Noor', ending: offer('Applications L2', null, 45) },

  waiting(desk, 'Ines Kovač', 'requester'),
  waiting(desk, 'Ines Kovač', 'requester'),
  waiting(desk, 'Ines Kovač', 'vendor'),
  waiting(desk, 'Dele Okafor', 'requester'),
  { ...waiting(desk, 'Jonna Berg', 'requester'), oddity: 'disputed' },
  { ...waiting(desk, 'Farah Sayed', 'vendor'), oddity: 'heldEarly' },
  waiting('Network L2', 'Ruben Halle', 'vendor'),
  waiting('Network L2', 'Mirel Aslan', 'requester'),
  waiting('Endpoint L2', 'Greta Paulsen', 'requester'),
  waiting('Endpoint L2', 'Olek Varga', 'vendor'),
  waiting('Applications L2', 'Sofia Lind', 'requester'),
  waiting('Applications L2', 'Yusuf Demir', 'requester'),
  waiting('Platform L3', 'Kaja Moen', 'vendor'),

  fine(desk, 'Ines Kovač', 'resolution'),
  fine(desk, 'Ines Kovač', 'resolution'),
  fine(desk, 'Ines Kovač', 'resolution'),
  fine(desk, 'Ines Kovač', 'nextResponse'),
  fine(desk, 'Ines Kovač', 'nextResponse'),
  fine(desk, 'Ines Kovač', 'firstResponse'),
  fine('Network L2', 'Ruben Halle', 'resolution'),
  fine('Network L2', 'Ruben Halle', 'resolution'),
  fine('Network L2', 'Ruben Halle', 'nextResponse'),
  fine(desk, null, 'firstResponse'),
  fine(desk, null, 'firstResponse'),
  fine(desk, null, 'firstResponse'),
  fine(desk, null, 'firstResponse'),
  fine(desk, null, 'firstResponse'),
];

/** How many of the rest are over: about a quarter of all. */
export const doneAtMost = 34;

/** Served around the clock, so that it moves at night as well. */
export function needsNight(ending: Ending): boolean {
  return ending.is === 'clock' || ending.is === 'offered';
}

function offer(to: TeamName, person: string | null, minutesAgo: number): Ending {
  return { is: 'offered', to, person, ago: minutesAgo * MINUTE };
}
