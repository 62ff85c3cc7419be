import fc from 'fast-check';
import type { Actor } from '#core/access.ts';
import type { Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Policy, Target } from '#core/sla/policy.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import { TargetKind } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { indexReference, type Reference, type ReferenceData } from '#core/workspace/reference.ts';
import { compileZone } from '../../../server/db/zones.ts';
import {
  accept,
  actor,
  always,
  calendar,
  categoryId,
  commandOf,
  dele,
  documentId,
  giveBack,
  HOUR,
  ines,
  lapse,
  MINUTE,
  marta,
  offer,
  office,
  policy,
  reference,
  reply,
  requesterWrites,
  ruben,
  rule,
  status,
  text,
} from '../desk.ts';

/** A Friday afternoon before the clocks go back in Berlin: nights, a weekend and a long day lie ahead. */
export const FRIDAY = Date.UTC(2026, 9, 23, 13);

/** Long enough for these lives: what is compiled for decades makes the laws slow. */
const years = { from: '2026-01-01', to: '2027-12-31' };

const nights: Calendar = calendar({
  id: documentId(3),
  zone: 'Europe/Berlin',
  week: [...Array.from({ length: 5 }, (): [string, string][] => [['22:00', '06:00']]), [], [['18:00', '24:00']]],
  holidays: [{ date: '2026-10-28', name: 'Stocktaking', yearly: false }],
  ...compileZone('Europe/Berlin', years.from, years.to),
});
const howe: Calendar = calendar({
  id: documentId(4),
  zone: 'Australia/Lord_Howe',
  week: Array.from({ length: 7 }, () => [['01:30', '11:00'] as [string, string]]),
  ...compileZone('Australia/Lord_Howe', years.from, years.to),
});
const short: Calendar = { ...office, horizon: years };
const calendars = [always, short, nights, howe];

/** One thing that somebody tries after a while; much of it is refused, as in life. */
export type Doing = { pass: number; late: number; does: (typeof does)[number]; pick: number };

const does = [
  'reply',
  'note',
  'requesterWrites',
  'hold',
  'goOn',
  'resolve',
  'close',
  'priority',
  'offer',
  'answer',
  'publish',
] as const;

export const doing: fc.Arbitrary<Doing> = fc.record({
  pass: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 * HOUR }), fc.constantFrom(MINUTE, HOUR, 40 * HOUR)),
  late: fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 0, max: 3 * HOUR })),
  does: fc.constantFrom(...does),
  pick: fc.nat(999),
});
export const doings: fc.Arbitrary<Doing[]> = fc.array(doing, { minLength: 1, maxLength: 14 });

/** Without what changes the terms (priority, documents), and without what comes late: it may come to what is final. */
export const calmDoings = fc.array(
  doing.filter(({ does }) => does !== 'priority' && does !== 'publish').map((one) => ({ ...one, late: 0 })),
  { minLength: 1, maxLength: 14 },
);

/** What one command brought, and the documents it was decided by. */
export type Turn = { events: TicketEvent[]; documents: ReferenceData };
export type Life = { ticket: Ticket; turns: Turn[]; reference: Reference; now: number };

/** A ticket opened on a Friday, and what became of it: decided and judged command by command, as the server does. */
export function live(doings: readonly Doing[]): Life {
  const first = withPolicies([drawnPolicy(1, 7)]);
  return carryOn(openedBy(first), doings);
}

export function carryOn(from: Life, doings: readonly Doing[]): Life {
  const life = { ...from, turns: [...from.turns] };
  for (const one of doings) {
    life.now += one.pass;
    if (one.does === 'publish') life.reference = published(life.reference, one.pick);
    else for (const { by, intent } of asked(one, life)) attempt(life, by, intent, life.now - one.late);
  }
  return life;
}

/** Decided and judged, or refused and left. */
export function attempt(life: Life, by: Actor, intent: Intent, effectiveAt: number): void {
  const at = { effectiveAt, recordedAt: life.now, timing: 'credited' } as const;
  const command = commandOf(life.turns.length + 1, intent);
  const decision = decide(life.ticket, command, by, at, { reference: life.reference, number: 100 });
  if (isRefusal(decision)) return;
  life.turns.push({ events: decision.events, documents: life.reference.data });
  life.ticket = evolve(life.ticket, decision.events, life.reference) ?? life.ticket;
}

function openedBy(data: Reference): Life {
  const intent: Intent = {
    type: 'createTicket',
    body: {
      type: 'incident',
      subject: 'VPN drops',
      requesterId: null,
      organisationId: null,
      serviceId: null,
      categoryId: categoryId(1),
      tags: [],
      impact: 2,
      urgency: 2,
      channel: 'phone',
      teamId: null,
      mine: true,
      text: null,
      fields: {},
    },
  };
  const at = { effectiveAt: FRIDAY, recordedAt: FRIDAY, timing: 'exact' } as const;
  const decision = decide(null, commandOf(1, intent), actor(ines), at, { reference: data, number: 100 });
  if (isRefusal(decision)) throw new Error(decision.says);
  const ticket = evolve(null, decision.events, data);
  if (!ticket) throw new Error('no ticket came of it');
  return { ticket, turns: [{ events: decision.events, documents: data.data }], reference: data, now: FRIDAY };
}

const system: Actor = { kind: 'system' };

function asked({ does, pick }: Doing, { ticket, turns }: Life): { by: Actor; intent: Intent }[] {
  const n = turns.length + 1;
  const holder = [ines, dele, ruben, marta].find(({ id }) => id === ticket.accountable.personId) ?? marta;
  const me = actor(holder);
  const waits = pick % 2 === 0 ? 'requester' : 'vendor';
  switch (does) {
    case 'reply':
      return [{ by: me, intent: reply(n, { thenWait: pick % 4 === 1, thenResolve: pick % 8 === 2 }) }];
    case 'note':
      return [{ by: me, intent: { type: 'note', body: { text: text(n) } } }];
    case 'requesterWrites':
      return [{ by: system, intent: requesterWrites(n) }];
    case 'hold':
      return [{ by: me, intent: pick % 3 === 0 ? status('pending') : status('onHold', waits) }];
    case 'goOn':
      return [{ by: me, intent: status('open') }];
    case 'resolve':
      return [{ by: me, intent: status('resolved') }];
    case 'close':
      return [
        { by: me, intent: status('resolved') },
        { by: me, intent: status('closed') },
      ];
    case 'priority': {
      const level = pick % 3 === 0 ? 1 : pick % 3 === 1 ? 2 : 3;
      return [{ by: me, intent: { type: 'setPriority', body: { impact: level, urgency: level, override: null } } }];
    }
    case 'offer':
      return [{ by: me, intent: offer(n) }];
    case 'answer':
      return answers(pick, ticket);
    case 'publish':
      return [];
    default:
      return does satisfies never;
  }
}

function answers(pick: number, ticket: Ticket): { by: Actor; intent: Intent }[] {
  const open = ticket.escalations.find(({ state }) => state === 'offered');
  if (!open) return [];
  const to = (intent: Intent): Intent =>
    'escalationId' in intent.body ? ({ ...intent, body: { ...intent.body, escalationId: open.id } } as Intent) : intent;
  const as = pick % 3 === 2 ? rule : actor(ruben);
  const intent = [accept(1), giveBack(1), lapse(1)][pick % 3] ?? accept(1);
  return [{ by: as, intent: to(intent) }];
}

/** A new version of the one policy, or of one of the calendars. */
function published({ data }: Reference, pick: number): Reference {
  if (pick % 4 === 0) {
    const drawn = calendars[1 + (pick % 3)] ?? short;
    const version = 1 + data.calendars.filter(({ id }) => id === drawn.id).length;
    const moved = { ...drawn, version, week: drawn.week.map((openings, day) => (day === pick % 7 ? [] : openings)) };
    return indexReference({ ...data, calendars: [...data.calendars, moved] });
  }
  return indexReference({ ...data, policies: [...data.policies, drawnPolicy(data.policies.length + 1, pick)] });
}

function withPolicies(policies: Policy[]): Reference {
  return reference({ policies, calendars });
}

/** Any number makes a policy: amounts, calendars, pauses and whether a target is named at all. */
export function drawnPolicy(version: number, pick: number): Policy {
  const targets = TargetKind.options.flatMap((kind, place): Target[] => {
    const chance = (pick * 31 + place * 17 + version * 7) % 100;
    if (chance < 8) return [];
    const minutes = 20 + chance * 13;
    return [
      {
        kind,
        amounts: { 1: minutes * 15, 2: minutes * 30, 3: minutes * 60, 4: chance % 9 === 0 ? null : minutes * 120 },
        calendarId: choices[chance % choices.length] ?? always.id,
        pausesOn: pauses[chance % pauses.length] ?? [],
        warnings: [0.75, 0.9],
      },
    ];
  });
  return policy({ version, targets, at: FRIDAY });
}

const choices: Target['calendarId'][] = [always.id, office.id, nights.id, howe.id, 'always', 'team', 'organisation'];
const pauses: Target['pausesOn'][] = [[], ['requester'], ['requester', 'vendor'], ['onHold'], ['pending', 'vendor']];
