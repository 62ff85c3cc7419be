import type { DocumentId, TeamId, TierId } from '#core/ids.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Judged, Policy, SlaDocuments, Target } from '#core/sla/policy.ts';
import type { Point } from '#core/ticket/history.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { compileAround } from '../../../server/db/zones.ts';
import { between, type Chance, pick } from '../../../server/demo/chance.ts';

const HOUR = 3_600_000;
/** "Now" of the bench: its answers don't depend on the day it runs. */
export const NOW = Date.UTC(2026, 10, 24, 9);

const id = (kind: number, n: number) =>
  `00000000-0000-4000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
const teams = [1, 2, 3].map((n) => id(1, n) as TeamId);

/** Split days with holidays in Berlin, as a server publishes them: compiled for forty years. `version`: published anew. */
export function officeHours(version: number): Calendar {
  const weekday: [string, string][] = [
    ['08:00', '12:00'],
    ['13:00', '17:30'],
  ];
  const holiday = (date: string, until?: string) => ({
    date,
    ...(until ? { until } : {}),
    name: 'Holiday',
    yearly: true,
  });
  return {
    id: id(2, 1) as DocumentId,
    version,
    by: null,
    at: 0,
    name: 'Office hours',
    zone: 'Europe/Berlin',
    week: [weekday, weekday, weekday, weekday, [['08:00', '14:00']], [], []],
    holidays: [
      holiday('2000-05-01'),
      holiday('2000-10-03'),
      holiday('2000-12-24', '2000-12-26'),
      holiday('2000-12-31', '2000-01-01'),
      { date: '2026-11-18', name: 'Works meeting', yearly: false, openings: [['13:00', '17:30']] },
    ],
    exceptions: [{ date: '2026-11-21', openings: [['09:00', '13:00']], name: 'Move' }],
    ...compileAround('Europe/Berlin', NOW),
  };
}

/** Such hours as any package for working hours knows: by weekday, with single holidays. */
export function plainHours(): Calendar {
  const calendar = officeHours(1);
  const single = ['2026-10-03', '2026-11-18', '2026-12-24', '2026-12-25'];
  return { ...calendar, holidays: single.map((date) => ({ date, name: 'Holiday', yearly: false })), exceptions: [] };
}

/** All six targets by office hours. */
export function documentsWith(calendar: Calendar): SlaDocuments {
  const policy = promising(calendar, {
    firstResponse: [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR],
    nextResponse: [2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR],
    update: [8 * HOUR, 16 * HOUR, 24 * HOUR, 40 * HOUR],
    resolution: [8 * HOUR, 24 * HOUR, 40 * HOUR, 80 * HOUR],
    acknowledge: [HOUR / 4, HOUR / 4, HOUR / 2, HOUR],
    tier: [4 * HOUR, 8 * HOUR, 24 * HOUR, 40 * HOUR],
  });
  return {
    policies: [policy],
    policy: () => policy,
    calendar: () => calendar,
    calendarVersion: () => calendar,
    tierOf: (teamId) => teamId as string as TierId,
    teamCalendar: () => calendar,
    organisationCalendar: () => null,
    downtimes: [],
  };
}

function promising(calendar: Calendar, amounts: Record<TargetKind, [number, number, number, number]>): Policy {
  const targets = Object.entries(amounts).map(([kind, ms]): Target => {
    const [first, second, third, fourth] = ms.map((one) => one / 1000) as typeof ms;
    const promised = { 1: first, 2: second, 3: third, 4: fourth };
    const pausesOn: Target['pausesOn'] = ['requester', 'vendor'];
    return { kind: kind as TargetKind, amounts: promised, calendarId: calendar.id, pausesOn, warnings: [0.75, 0.9] };
  });
  const match = { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] };
  const document = { id: id(3, 1) as DocumentId, version: 1, by: null, at: 0, name: 'Standard', order: 1 };
  return { ...document, match, targets, retired: false };
}

/** Open tickets of the last two months, whole minutes apart, to each of which ten things have happened. */
export function drawTickets(count: number, chance: Chance): Judged[] {
  return Array.from({ length: count }, () => drawTicket(chance));
}

const EVENTS = 10;
const MINUTE = 60_000;

function drawTicket(chance: Chance): Judged {
  const age = minutes(between(chance, HOUR, 60 * 24 * HOUR));
  const step = age / EVENTS;
  const openedAt = NOW - age;
  let holder: Judged['accountable'] = { teamId: teams[0] as TeamId, personId: null };
  let status: Judged['status'] = 'open';
  const escalations: Judged['escalations'] = [];
  const history: Point[] = [
    { kind: 'opened', at: openedAt, n: 1 },
    { kind: 'status', at: openedAt, n: 1, status, waitingOn: null },
    { kind: 'holder', at: openedAt, n: 1, holder, given: false },
  ];
  for (let n = 2; n <= EVENTS; n++) {
    const at = openedAt + minutes((n - 2 + chance()) * step);
    const what = chance();
    if (what < 0.3) history.push({ kind: 'publicMessage', at, n });
    else if (what < 0.5) history.push({ kind: 'requesterMessage', at, n });
    else if (what < 0.6) history.push({ kind: 'internalMessage', at, n });
    else if (what < 0.85) {
      status = n === EVENTS ? 'resolved' : status === 'open' ? pick(waits, chance) : 'open';
      history.push(statusPoint(at, n, status));
    } else {
      holder = { teamId: pick(teams, chance), personId: null };
      escalations.push({ arrivedAt: at - minutes(chance() * step), settledAt: at } as Judged['escalations'][number]);
      history.push({ kind: 'holder', at, n, holder, given: false });
    }
  }
  const priority = pick([1, 2, 3, 4] as const, chance);
  return { ...blank, status, priority, accountable: holder, history, escalations };
}

const waits = ['pending', 'onHold'] as const;

function statusPoint(at: number, n: number, status: Judged['status']): Point {
  const waitingOn = status === 'pending' ? 'requester' : status === 'onHold' ? 'vendor' : null;
  return { kind: 'status', at, n, status, waitingOn };
}

const blank: Omit<Judged, 'status' | 'priority' | 'accountable' | 'history' | 'escalations'> = {
  type: 'incident',
  impact: 2,
  urgency: 2,
  categoryId: null,
  serviceId: null,
  organisationId: null,
  requesterId: null,
  tags: [],
  channel: 'email',
  fields: {},
  targets: [],
  basis: 0,
};

function minutes(ms: number): number {
  return Math.floor(ms / MINUTE) * MINUTE;
}
