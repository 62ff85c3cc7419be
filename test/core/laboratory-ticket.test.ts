import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calendar } from '#core/sla/calendar.ts';
import { answer } from '#core/sla/laboratory/answer.ts';
import type { ClocksAnswer } from '#core/sla/laboratory/clocks.ts';
import { type ClocksAsked, questionOf } from '#core/sla/laboratory/from-ticket.ts';
import { tierNumbers } from '#core/sla/laboratory/tier-numbers.ts';
import { openBetween, openHours } from '#core/sla/open-hours.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { zones } from '../../server/laboratory/zones.ts';
import {
  accept,
  actor,
  always,
  calendar,
  createDesk,
  documentId,
  giveBack,
  HOUR,
  ines,
  MINUTE,
  marta,
  monday,
  offer,
  office,
  policy,
  reference,
  reply,
  requesterWrites,
  ruben,
  status,
  teamId,
  text,
} from './desk.ts';

const system = { kind: 'system' } as const;

/** Berlin's hours with lunch, a holiday, a half day and a day that is open longer; what the server compiled for 2026 and 2027. */
const berlin = calendar({
  id: documentId(3),
  zone: 'Europe/Berlin',
  week: [
    ...Array.from({ length: 5 }, () => [
      ['09:00', '12:00'] as [string, string],
      ['13:00', '17:00'] as [string, string],
    ]),
    [],
    [['22:00', '02:00']],
  ],
  holidays: [
    { date: '2026-11-25', name: 'Founding Day', yearly: true },
    { date: '2000-12-24', until: '2000-01-02', name: '', yearly: true },
    { date: '2026-11-27', name: 'Half', yearly: false, openings: [['09:00', '10:00']] },
  ],
  exceptions: [{ date: '2026-11-26', openings: [['06:00', '20:00']], name: 'Stocktaking' }],
  ...zones.compiled('Europe/Berlin', { from: 2026, to: 2027 }),
});

/** All six targets, by different calendars, pausing on different things. */
function promising(version: number, factor: number, part: Partial<Policy> = {}): Policy {
  const minutes = (a: number, b: number, c: number, d: number | null) => ({
    1: a * 60 * factor,
    2: b * 60 * factor,
    3: c * 60 * factor,
    4: d && d * 60 * factor,
  });
  const target = (kind: Policy['targets'][number]['kind'], more: Partial<Policy['targets'][number]>) => ({
    kind,
    amounts: minutes(15, 30, 60, 120),
    calendarId: berlin.id as Policy['targets'][number]['calendarId'],
    pausesOn: [],
    warnings: [],
    ...more,
  });
  return policy({
    version,
    at: monday + (version - 1) * HOUR,
    targets: [
      target('firstResponse', { calendarId: 'always', warnings: [0.5] }),
      target('nextResponse', { pausesOn: ['requester'], amounts: minutes(20, 40, 80, null) }),
      target('update', { pausesOn: ['onHold'], calendarId: 'team' }),
      target('resolution', { pausesOn: ['requester', 'vendor'], amounts: minutes(120, 240, 480, 960) }),
      target('acknowledge', { calendarId: office.id }),
      target('tier', { pausesOn: ['pending', 'new'], amounts: minutes(60, 120, 240, 480) }),
    ],
    ...part,
  });
}

const downtimes = [
  { id: documentId(90) as never, from: monday - HOUR, to: monday + 30 * MINUTE, says: 'Mail' },
  { id: documentId(91) as never, from: monday + 5 * HOUR, to: monday + 7 * HOUR, says: 'Phones' },
  { id: documentId(92) as never, from: monday + 6 * HOUR, to: monday + 8 * HOUR, says: 'VPN' },
];

function workspace(policies: Policy[], calendars: Calendar[] = [berlin]): Reference {
  const plain = reference();
  const teams = plain.data.teams.map((team) => (team.id === teamId(2) ? { ...team, calendarId: office.id } : team));
  return reference({ policies, calendars: [always, office, ...calendars], teams, downtimes });
}

/** What one can do at a desk; what the ticket isn't in a state for is refused and changes nothing. */
const deeds = {
  reply: (desk: Desk, n: number) => desk.ask(actor(ines), reply(n)),
  replyAndWait: (desk: Desk, n: number) => desk.ask(actor(ines), reply(n, { thenWait: true })),
  replyAndResolve: (desk: Desk, n: number) => desk.ask(actor(ruben), reply(n, { thenResolve: true })),
  note: (desk: Desk, n: number) => desk.ask(actor(ruben), { type: 'note', body: { text: text(n) } }),
  write: (desk: Desk, n: number) => desk.ask(system, requesterWrites(n)),
  pending: (desk: Desk) => desk.ask(actor(ines), status('pending')),
  onHold: (desk: Desk) => desk.ask(actor(marta), status('onHold', 'vendor')),
  onHoldForRequester: (desk: Desk) => desk.ask(actor(marta), status('onHold', 'requester')),
  open: (desk: Desk) => desk.ask(actor(marta), status('open')),
  resolve: (desk: Desk) => desk.ask(actor(marta), status('resolved')),
  close: (desk: Desk) => desk.ask(actor(marta), status('closed')),
  worse: (desk: Desk) =>
    desk.ask(actor(marta), { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } }),
  better: (desk: Desk) =>
    desk.ask(actor(marta), { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } }),
  offer: (desk: Desk, n: number) => desk.ask(actor(ines), offer(n)),
  accept: (desk: Desk) => {
    const open = desk.get().escalations.at(-1);
    if (open) desk.ask(actor(ruben), { ...accept(1), body: { escalationId: open.id, goal: 'Keys' } } as never);
  },
  giveBack: (desk: Desk) => {
    const open = desk.get().escalations.at(-1);
    const { body } = giveBack(1) as { body: object };
    if (open) desk.ask(actor(ruben), { type: 'returnHandoff', body: { ...body, escalationId: open.id } } as never);
  },
  publish: (desk: Desk, n: number) => {
    const version = (desk.reference.policies[0]?.version ?? 0) + 1;
    const kept = desk.reference.data.policies;
    const drawn = desk.reference.data.calendars.filter(({ id }) => id === berlin.id);
    const dropped = n % 5 === 0 ? ['update', 'nextResponse'] : n % 7 === 0 ? ['firstResponse', 'tier'] : [];
    const next = promising(version, 1 + (n % 3), { at: desk.now });
    const targets = next.targets.filter(({ kind }) => !dropped.includes(kind));
    desk.reference = workspace([...kept, { ...next, targets }], drawn);
    rejudge(desk, n);
  },
  redraw: (desk: Desk, n: number) => {
    const drawn = desk.reference.data.calendars.filter(({ id }) => id === berlin.id);
    const exceptions = [{ date: '2026-11-24', openings: [['10:00', `1${n % 10}:30`] as [string, string]], name: '' }];
    const next = { ...berlin, version: drawn.length + 1, at: desk.now, exceptions };
    desk.reference = workspace([...desk.reference.data.policies], [...drawn, next]);
    rejudge(desk, n);
  },
  late: (desk: Desk, n: number) => {
    if (desk.get().status !== 'closed')
      desk.ask(actor(ines), reply(n), Math.max(desk.get().openedAt, desk.now - 90 * MINUTE));
  },
} satisfies Record<string, (desk: Desk, n: number) => unknown>;

/** The server judges every ticket anew by what is published. */
function rejudge(desk: Desk, n: number): void {
  desk.ask(actor(ines), { type: 'note', body: { text: text(n) } });
}

type Desk = ReturnType<typeof createDesk>;
type Deed = keyof typeof deeds;

const step = fc.tuple(
  fc.constantFrom(...(Object.keys(deeds) as Deed[])),
  fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 60, max: 3_000 })),
);

/** One update ends as the next begins, a version that promises none is published, and only then something happens. */
const leftOutAfterAnEnd: [Deed, number][] = [
  ['reply', 0],
  ['reply', 1],
  ['reply', 0],
  ['reply', 1],
  ['publish', 569],
  ['late', 0],
];

function grown(steps: readonly [Deed, number][], impact: 1 | 2 | 3): Desk {
  const desk = createDesk({ reference: workspace([promising(1, 1)]) });
  desk.open({ impact, text: text(900) });
  steps.forEach(([deed, minutes], n) => {
    desk.pass(minutes * MINUTE);
    deeds[deed](desk, n + 1);
  });
  desk.pass(17 * MINUTE);
  return desk;
}

/** Asks the laboratory about the ticket as it is. */
function asked(desk: Desk): { question: ClocksAsked; answer: ClocksAnswer } {
  const tiers = tierNumbers(desk.reference.data.tiers);
  const tierOf = (id: Ticket['accountable']['teamId']) => {
    const tier = desk.reference.tierOf(id);
    return (tier && tiers.get(tier)) ?? null;
  };
  const question = questionOf(desk.get(), desk.reference, tierOf, desk.now);
  if (!question) throw new Error('nothing to ask');
  // As it goes over the line.
  const said = answer(JSON.parse(JSON.stringify(question)), zones);
  if (!('targets' in said)) throw new Error(`${JSON.stringify(said)} to ${JSON.stringify(question)}`);
  return { question, answer: said };
}

/** A target as the ticket has it, in the laboratory's words. */
function told(instance: TargetInstance, desk: Desk) {
  const calendar = desk.reference.calendarVersion(instance.calendarId, instance.calendarVersion);
  const { state, usedAt, amount, verdict, endedAt } = instance;
  const more = state === 'running' && calendar ? openBetween(openHours(calendar), usedAt, desk.now) : 0;
  const used = instance.used + more;
  return {
    state: verdict ?? (used > amount ? 'missed' : state),
    endedAt,
    usedSeconds: used / 1000,
    remainingSeconds: (amount - used) / 1000,
    ...(instance.dueAt === null && endedAt !== null ? {} : { dueAt: instance.dueAt }),
  };
}

describe('a ticket in the laboratory', () => {
  it('[LAB9] asked as it is, it answers what its targets say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(1, 2, 3), (steps, impact) => {
        const desk = grown(steps, impact as 1 | 2 | 3);
        const { answer: said } = asked(desk);
        for (const kind of new Set(desk.get().targets.map((target) => target.kind))) {
          const instances = desk.get().targets.filter((target) => target.kind === kind);
          const found = said.targets[kind];
          const cycles = found ? [...found.earlier, found] : [];
          expect(cycles.length, kind).toBe(instances.length);
          for (const [n, instance] of instances.entries()) {
            // What came later than it happened moves no final verdict, but a question is answered as if it had been known.
            if (instance.final && steps.some(([does]) => does === 'late')) continue;
            expect(cycles[n], `${kind} ${n + 1}`).toMatchObject(told(instance, desk));
          }
        }
      }),
      { numRuns: 400, examples: [[leftOutAfterAnEnd, 1]] },
    );
  });
});
