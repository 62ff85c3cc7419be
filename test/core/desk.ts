import type { Actor } from '#core/access.ts';
import type { Basis, Command, Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import type { Moment } from '#core/commands/moment.ts';
import type { CommandId, ConsoleId, DocumentId, MessageId, PersonId, TeamId, TicketId, TierId } from '#core/ids.ts';
import { isRefusal, type Refusal } from '#core/refusal.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import type { Policy, Target } from '#core/sla/policy.ts';
import type { Packet } from '#core/ticket/escalation.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person, TeamRole } from '#core/workspace/person.ts';
import { indexReference, type ReferenceData } from '#core/workspace/reference.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** A Monday, 08:00 UTC. */
export const monday = Date.UTC(2026, 10, 23, 8);

const uuid = (kind: number, n: number) =>
  `00000000-0000-7000-8${String(kind).padStart(3, '0')}-${String(n).padStart(12, '0')}`;
export const teamId = (n: number) => uuid(1, n) as TeamId;
export const personId = (n: number) => uuid(2, n) as PersonId;
export const ticketId = (n: number) => uuid(3, n) as TicketId;
export const messageId = (n: number) => uuid(4, n) as MessageId;
export const escalationId = (n: number) => uuid(5, n) as Ticket['escalations'][number]['id'];
export const categoryId = (n: number) => uuid(6, n) as NonNullable<Ticket['categoryId']>;
export const documentId = (n: number) => uuid(7, n) as DocumentId;
const commandId = (n: number) => uuid(8, n) as CommandId;
const tierId = (n: number) => uuid(9, n) as TierId;

export const always = calendar({ week: Array.from({ length: 7 }, () => [['00:00', '24:00']]) });
export const office = calendar({
  id: documentId(2),
  week: [...Array.from({ length: 5 }, () => [['08:00', '17:00'] as [string, string]]), [], []],
});

/** A calendar in UTC from 2015 to 2035, unless said otherwise. */
export function calendar(part: Partial<Calendar>): Calendar {
  return {
    id: documentId(1),
    version: 1,
    by: null,
    at: 0,
    name: 'Hours',
    zone: 'UTC',
    week: [],
    holidays: [],
    exceptions: [],
    transitions: [{ at: 0, offset: 0 }],
    horizon: { from: '2015-01-01', to: '2035-12-31' },
    ...part,
  };
}

export function policy(part: Partial<Policy> = {}): Policy {
  const target = (kind: Target['kind'], minutes: [number, number, number, number]): Target => ({
    kind,
    amounts: { 1: minutes[0] * 60, 2: minutes[1] * 60, 3: minutes[2] * 60, 4: minutes[3] * 60 },
    calendarId: always.id,
    pausesOn: ['requester'],
    warnings: [0.75, 0.9],
  });
  return {
    id: documentId(10),
    version: 1,
    by: null,
    at: 0,
    name: 'Standard',
    order: 1,
    match: { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] },
    targets: [
      target('firstResponse', [15, 30, 60, 120]),
      target('nextResponse', [30, 60, 120, 240]),
      target('resolution', [120, 240, 480, 960]),
    ],
    retired: false,
    ...part,
  };
}

const person = (n: number, name: string, memberships: [number, TeamRole][], more: Partial<Person> = {}): Person => ({
  id: personId(n),
  name,
  email: `${name.toLowerCase()}@tierline.example`,
  zone: 'Europe/Berlin',
  memberships: memberships.map(([team, role]) => ({ teamId: teamId(team), role })),
  skills: [],
  managerId: null,
  deputyIds: [],
  workLimit: 6,
  administrator: false,
  auditor: false,
  active: true,
  ...more,
});

export const ines = person(1, 'Ines', [[1, 'agent']]);
export const dele = person(2, 'Dele', [[1, 'agent']]);
export const ruben = person(3, 'Ruben', [[2, 'agent']]);
export const mirel = person(4, 'Mirel', [[2, 'agent']]);
export const marta = person(5, 'Marta', [
  [1, 'supervisor'],
  [2, 'supervisor'],
]);
export const greta = person(6, 'Greta', [[3, 'agent']]);
export const ada = person(7, 'Ada', [], { administrator: true });
export const viewer = person(8, 'Vera', [[1, 'viewer']]);
export const everybody = [ines, dele, ruben, mirel, marta, greta, ada, viewer];

export const actor = (who: Person): Actor => ({ kind: 'person', person: who });
export const rule: Actor = { kind: 'rule', ruleId: 'offer-lapses', version: 1, inputs: {} };

/** Service Desk (1, tier 1), Network (2, tier 2, skill network), Endpoint (3, tier 2, skill endpoint). Category 1 is network. */
export function reference(part: Partial<ReferenceData> = {}) {
  const tier = (n: number, packetBar: number, next: number | null) => ({
    id: tierId(n),
    name: `Tier ${n}`,
    rank: n,
    scope: '',
    entry: '',
    exit: '',
    packetBar,
    acceptWithin: 300,
    nextTierId: next === null ? null : tierId(next),
  });
  const team = (n: number, name: string, tierOf: number, skills: string[]) => ({
    id: teamId(n),
    name,
    tierId: tierId(tierOf),
    skills,
    calendarId: always.id,
    supervisorId: marta.id,
    organisationIds: [],
    categoryIds: [],
    intake: n === 1,
    active: true,
  });
  return indexReference({
    revision: 1,
    workspace: 'Test',
    tiers: [tier(1, 0, 2), tier(2, 60, null)],
    teams: [
      team(1, 'Service Desk', 1, ['network', 'endpoint']),
      team(2, 'Network', 2, ['network']),
      team(3, 'Endpoint', 2, ['endpoint']),
    ],
    people: everybody,
    organisations: [],
    requesters: [],
    services: [],
    categories: [{ id: categoryId(1), name: 'VPN', skill: 'network' }],
    calendars: [always, office],
    policies: [policy()],
    matrix: {
      id: documentId(20),
      version: 1,
      by: null,
      at: 0,
      cells: [
        [1, 2, 3],
        [2, 3, 4],
        [3, 4, 4],
      ],
    },
    ...part,
  });
}

export const fullPacket: Packet = {
  observed: 'Tunnel drops every 1,200 s',
  tried: 'Restarted the client',
  asked: 'Everybody at the depot',
  hypothesis: 'Key lifetimes disagree',
  access: 'Gateway, read only',
  promisedUntil: monday + HOUR,
};

export const text = (n: number, body = `Text ${n}`) => ({ messageId: messageId(n), body, hash: '0'.repeat(64) });

type Step = Intent | ((ticket: Ticket) => Intent);

/** A desk with one ticket: says what was refused, keeps every event. Time is moved by hand. */
export function createDesk(options: { reference?: ReturnType<typeof reference>; at?: number } = {}) {
  let count = 0;
  const desk = {
    reference: options.reference ?? reference(),
    now: options.at ?? monday,
    ticket: null as Ticket | null,
    refusals: [] as Refusal[],
    /** Asks as somebody, at once or at another effective time. Returns the ticket, or the refusal. */
    ask(by: Actor, step: Step, effectiveAt?: number, basis?: Basis): Ticket | Refusal {
      count += 1;
      const intent = typeof step === 'function' ? step(desk.get()) : step;
      const command = { ...commandOf(count, intent), ...(basis ? { basis } : {}) };
      const at: Moment = { effectiveAt: effectiveAt ?? desk.now, recordedAt: desk.now, timing: 'exact' };
      const decision = decide(desk.ticket, command, by, at, { reference: desk.reference, number: 100 });
      if (isRefusal(decision)) {
        desk.refusals.push(decision);
        return decision;
      }
      desk.ticket = evolve(desk.ticket, decision.events, desk.reference);
      return desk.get();
    },
    get(): Ticket {
      if (!desk.ticket) throw new Error('there is no ticket yet');
      return desk.ticket;
    },
    target(kind: Ticket['targets'][number]['kind'], cycle = 1) {
      const found = desk.get().targets.find((one) => one.kind === kind && one.cycle === cycle);
      if (!found) throw new Error(`there is no ${kind} ${cycle}`);
      return found;
    },
    pass(ms: number) {
      desk.now += ms;
    },
    open(more: Partial<Extract<Intent, { type: 'createTicket' }>['body']> = {}) {
      return desk.ask(actor(ines), {
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
          ...more,
        },
      });
    },
  };
  return desk;
}

export function commandOf(n: number, intent: Intent): Command {
  return {
    id: commandId(n),
    v: 1,
    ticketId: ticketId(1),
    consoleId: uuid(11, 1) as ConsoleId,
    seq: n,
    made: { device: 0, offset: null, offsetError: null, measuredAt: null, monotonic: null, bootId: '' },
    causeId: null,
    ...intent,
  } as Command;
}

export const reply = (n: number, more: Partial<Extract<Intent, { type: 'reply' }>['body']> = {}): Intent => ({
  type: 'reply',
  body: {
    text: text(n),
    seen: null,
    sendAnyway: true,
    thenWait: false,
    thenResolve: false,
    promisedUntil: null,
    ...more,
  },
});
export const requesterWrites = (n: number): Intent => ({
  type: 'receive',
  body: { text: text(n), requesterId: null, channel: 'email' },
});
export const status = (
  to: Extract<Intent, { type: 'setStatus' }>['body']['to'],
  waitingOn: 'requester' | 'vendor' | null = null,
): Intent => ({ type: 'setStatus', body: { to, waitingOn, note: null } });
export const offer = (n: number, more: Partial<Extract<Intent, { type: 'offerHandoff' }>['body']> = {}): Intent => ({
  type: 'offerHandoff',
  body: {
    escalationId: escalationId(n),
    teamId: teamId(2),
    personId: null,
    reason: 'needsSkill',
    reasonNote: '',
    packet: fullPacket,
    skillOverride: null,
    ...more,
  },
});
export const accept = (n: number): Intent => ({
  type: 'acceptHandoff',
  body: { escalationId: escalationId(n), goal: 'Align the key lifetimes' },
});
export const giveBack = (n: number): Intent => ({
  type: 'returnHandoff',
  body: { escalationId: escalationId(n), reason: 'packetIncomplete', note: 'The gateway log' },
});
export const lapse = (n: number): Intent => ({ type: 'lapseHandoff', body: { escalationId: escalationId(n) } });
