import type { Instant, PersonId, TeamId } from '#core/ids.ts';
import { NEAR } from '#core/sla/urgency.ts';
import type { Person } from '#core/workspace/person.ts';
import type { QueueRow } from '../store/store.ts';

/** The standing views of the rail, by what an agent would ask for. */
export type ViewId =
  | 'desk'
  | 'offered'
  | 'promised'
  | 'unassigned'
  | 'team'
  | 'handedOff'
  | 'breaching'
  | 'watching'
  | 'all';

/**
 * Whose queue it is. `teamId`: the team whose views the rail shows; `now` in whole minutes, only `breaching` reads it.
 * `withDone`: whether resolved and closed tickets are shown too.
 */
export type Viewer = {
  me: PersonId;
  teams: ReadonlySet<TeamId>;
  teamId: TeamId | null;
  now: Instant;
  withDone: boolean;
};

export type View = {
  id: ViewId;
  label: string;
  /** Pressed after `g`. */
  key: string;
  holds(row: QueueRow, viewer: Viewer): boolean;
  /** What it says when nothing is in it. */
  empty: { title: string; words: string };
  /** Sorts instead of by what breaches next. */
  sort?: (a: QueueRow, b: QueueRow) => number;
};

export const views: readonly View[] = [
  {
    id: 'desk',
    label: 'My desk',
    key: 'd',
    holds: (row, viewer) => row.personId === viewer.me && stands(row, viewer),
    empty: { title: 'Your desk is clear', words: 'Take something from Unassigned, or wait for the phone to ring.' },
  },
  {
    id: 'offered',
    label: 'Offered to me',
    key: 'o',
    holds: (row, viewer) => isOfferedTo(row, viewer),
    empty: {
      title: 'Nothing is offered to you',
      words: 'When somebody hands a ticket to you or your team it waits here.',
    },
  },
  {
    id: 'promised',
    label: 'Promised',
    key: 'p',
    holds: (row, viewer) => row.isPromised && row.personId === viewer.me && stands(row, viewer),
    empty: {
      title: 'No promises to keep',
      words: 'When you promise a requester the next update, it shows here by its time.',
    },
    sort: (a, b) => (a.promisedUntil ?? 0) - (b.promisedUntil ?? 0),
  },
  {
    id: 'unassigned',
    label: 'Unassigned',
    key: 'u',
    holds: (row, viewer) => row.teamId === viewer.teamId && row.personId === null && stands(row, viewer),
    empty: { title: 'Everything has an owner', words: 'New tickets for the team land here.' },
  },
  {
    id: 'team',
    label: 'Everyone’s',
    key: 'e',
    holds: (row, viewer) => row.teamId === viewer.teamId && stands(row, viewer),
    empty: { title: 'The team holds nothing', words: 'Enjoy it while it lasts.' },
  },
  {
    id: 'handedOff',
    label: 'Handed off',
    key: 'h',
    holds: (row, viewer) =>
      stands(row, viewer) &&
      viewer.teamId !== null &&
      (row.teamId === viewer.teamId ? row.offer !== null : row.heldBefore.includes(viewer.teamId)),
    empty: {
      title: 'Nothing is out of your hands',
      words: 'What the team offered or handed to others stays in sight here.',
    },
  },
  {
    id: 'breaching',
    label: 'Breaching',
    key: 'b',
    holds: (row, viewer) =>
      (row.teamId === viewer.teamId || row.personId === viewer.me) &&
      stands(row, viewer) &&
      row.nearest !== null &&
      row.nearest.state !== 'ended' &&
      row.nearest.dueAt !== null &&
      row.nearest.dueAt < viewer.now + NEAR,
    empty: {
      title: 'Nothing breaches within the hour',
      words: 'Whatever comes within an hour of its target shows here.',
    },
  },
  {
    id: 'watching',
    label: 'Watching',
    key: 'w',
    holds: (row) => row.watching,
    empty: { title: 'You watch nothing', words: 'Press W on a ticket to follow it without holding it.' },
  },
  {
    id: 'all',
    label: 'All I can see',
    key: 'x',
    holds: (row, viewer) => stands(row, viewer),
    empty: { title: 'No open tickets', words: 'None on this console that you may see.' },
  },
];

export function viewOf(id: string): View {
  return views.find((view) => view.id === id) ?? (views[0] as View);
}

export function viewerOf(person: Person, teamId: TeamId | null, now: Instant): Viewer {
  const working = person.memberships.filter((membership) => membership.role !== 'viewer');
  return {
    me: person.id,
    teams: new Set(working.map((membership) => membership.teamId)),
    teamId,
    now,
    withDone: false,
  };
}

/** How many rows each view holds, in one pass. */
export function countViews(rows: readonly QueueRow[], viewer: Viewer): Record<ViewId, number> {
  const counts = Object.fromEntries(views.map((view) => [view.id, 0])) as Record<ViewId, number>;
  for (const row of rows) {
    for (const view of views) if (view.holds(row, viewer)) counts[view.id]++;
  }
  return counts;
}

export function isOfferedTo({ offer }: QueueRow, { me, teams }: Viewer): boolean {
  return offer !== null && (offer.toPersonId === null ? teams.has(offer.toTeamId) : offer.toPersonId === me);
}

function stands(row: QueueRow, viewer: Viewer): boolean {
  return viewer.withDone || (row.status !== 'resolved' && row.status !== 'closed');
}
