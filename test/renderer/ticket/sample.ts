import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve, type Given } from '#core/commands/decision.ts';
import type { Instant, PersonId, TeamId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { Person, TeamRole } from '#core/workspace/person.ts';
import { indexReference, type Reference, ReferenceData } from '#core/workspace/reference.ts';

/** A small workspace and tickets grown by the real decisions: what the pages' tests look at. */
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
/** Monday 2026-11-23 08:00 UTC; the calendar is open 08:00 to 17:00 on weekdays. */
export const MONDAY = Date.UTC(2026, 10, 23, 8);

export const id = <T extends string>(n: number): T =>
  `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as string as T;

const people: [number, string, number, TeamRole][] = [
  [1, 'Ines Kovač', 11, 'agent'],
  [2, 'Ruben Halle', 12, 'agent'],
  [3, 'Mirel Aslan', 12, 'agent'],
  [4, 'Marta Vogl', 11, 'supervisor'],
  [5, 'Sofia Lind', 13, 'agent'],
];
const teams: [number, string, number, string[], boolean][] = [
  [11, 'Service Desk L1', 21, ['desk'], true],
  [12, 'Network L2', 22, ['network', 'vpn'], false],
  [13, 'Applications L2', 22, ['applications'], false],
  [14, 'Platform L3', 23, ['platform', 'vpn'], false],
];
const tiers: [number, string, number, number, number, number | null][] = [
  [21, 'Service desk', 1, 0, 300, 22],
  [22, 'Specialists', 2, 70, 300, 23],
  [23, 'Engineering', 3, 80, 900, null],
];
const open = [['08:00', '17:00']];

export function sampleReference(): Reference {
  return indexReference(
    ReferenceData.parse({
      revision: 1,
      workspace: 'Sample',
      tiers: tiers.map(([n, name, rank, packetBar, acceptWithin, next]) => ({
        id: id(n),
        name,
        rank,
        scope: '',
        entry: rank === 1 ? '' : `What ${name} ask for.`,
        exit: '',
        packetBar,
        acceptWithin,
        nextTierId: next === null ? null : id(next),
      })),
      teams: teams.map(([n, name, tier, skills, intake]) => ({
        id: id(n),
        name,
        tierId: id(tier),
        skills,
        calendarId: id(31),
        supervisorId: id(4),
        organisationIds: [],
        categoryIds: [],
        intake,
        active: true,
      })),
      people: people.map(([n, name, team, role]) => ({
        id: id(n),
        name,
        email: `p${n}@tierline.example`,
        zone: 'UTC',
        memberships: [{ teamId: id(team), role }],
        skills: [],
        managerId: null,
        deputyIds: [],
        workLimit: 5,
        administrator: false,
        auditor: false,
        active: true,
      })),
      organisations: [{ id: id(41), name: 'Quillmere Freight', calendarId: null }],
      requesters: [
        { id: id(42), name: 'Petra Osei', email: 'petra@quillmere.example', phone: '', organisationId: id(41) },
      ],
      services: [],
      categories: [
        { id: id(51), name: 'VPN, site to site', skill: 'vpn' },
        { id: id(52), name: 'Anything', skill: null },
      ],
      calendars: [
        {
          id: id(31),
          version: 1,
          by: null,
          at: 0,
          name: 'Weekdays',
          zone: 'UTC',
          week: [open, open, open, open, open, [], []],
          holidays: [{ date: '2026-11-26', name: 'Founding Day', yearly: false }],
          exceptions: [],
          transitions: [{ at: 0, offset: 0 }],
          horizon: { from: '2026-01-01', to: '2027-12-31' },
        },
      ],
      policies: [
        {
          id: id(32),
          version: 1,
          by: null,
          at: 0,
          name: 'Standard',
          order: 1,
          match: { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] },
          targets: [
            { kind: 'firstResponse', amounts: amounts(15), calendarId: id(31), pausesOn: [], warnings: [0.75, 0.9] },
            { kind: 'nextResponse', amounts: amounts(30), calendarId: id(31), pausesOn: [], warnings: [0.75, 0.9] },
            {
              kind: 'resolution',
              amounts: amounts(480),
              calendarId: id(31),
              pausesOn: ['requester'],
              warnings: [0.75, 0.9],
            },
          ],
          retired: false,
        },
      ],
      matrix: {
        id: id(33),
        version: 1,
        by: null,
        at: 0,
        cells: [
          [1, 2, 3],
          [2, 3, 4],
          [3, 4, 4],
        ],
      },
    }),
  );
}

function amounts(minutes: number) {
  return { 1: minutes * 60, 2: minutes * 60, 3: minutes * 60, 4: minutes * 60 };
}

export const ines = id<PersonId>(1);
export const ruben = id<PersonId>(2);
export const mirelOf = id<PersonId>(3);
export const desk = id<TeamId>(11);
export const network = id<TeamId>(12);
export const applications = id<TeamId>(13);
export const platform = id<TeamId>(14);

export type Sample = {
  ticket: Ticket;
  messages: Message[];
  events: TicketEvent[];
  reference: Reference;
  person(id: PersonId): Person;
  /** Grows the ticket by what follows from an intent; throws where it is refused. */
  next(at: Instant, by: PersonId | 'requester' | 'rule', intent: Intent): Sample;
};

/** A ticket phoned in by Petra Osei at `at`, held by the service desk, of the category that asks for the skill `vpn`. */
export function sampleTicket(at: Instant = MONDAY, n = 1): Sample {
  const reference = sampleReference();
  const ticketId = id<Ticket['id']>(1_000 + n);
  let count = 0;
  let ticket: Ticket | null = null;
  const messages: Message[] = [];
  const events: TicketEvent[] = [];
  const given: Given = { reference, number: 48_000 + n };
  const person = (personId: PersonId) => {
    const found = reference.people.get(personId);
    if (!found) throw new Error(`no person ${personId}`);
    return found;
  };

  function grow(when: Instant, by: PersonId | 'requester' | 'rule', intent: Intent): Sample {
    const actor: Actor =
      by === 'requester'
        ? { kind: 'system' }
        : by === 'rule'
          ? { kind: 'rule', ruleId: 'offer-lapses', version: 1, inputs: {} }
          : { kind: 'person', person: person(by) };
    const moment = { effectiveAt: when, recordedAt: when, timing: 'exact' as const };
    const made = { device: when, offset: 0, offsetError: 1, measuredAt: when, monotonic: 0, bootId: 'sample' };
    count += 1;
    const envelope = { id: id<Command['id']>(n * 10_000 + count), v: 1 as const, ticketId, seq: count, made };
    const command = { ...envelope, consoleId: id<Command['consoleId']>(9), causeId: null, ...intent };
    const decision = decide(ticket, command, actor, moment, given);
    if (isRefusal(decision)) throw new Error(`${intent.type}: ${decision.says}`);
    ticket = evolve(ticket, decision.events, reference);
    messages.push(...decision.messages);
    events.push(...decision.events);
    if (!ticket) throw new Error('no ticket');
    return { ticket, messages: [...messages], events: [...events], reference, person, next: grow };
  }

  return grow(at, ines, {
    type: 'createTicket',
    body: {
      type: 'incident',
      subject: 'VPN drops every 20 minutes for the whole north depot',
      requesterId: id(42),
      organisationId: id(41),
      serviceId: null,
      categoryId: id(51),
      tags: ['network', 'depot'],
      impact: 1,
      urgency: 1,
      channel: 'email',
      teamId: desk,
      mine: true,
      text: text(n * 100, 'Since this morning the VPN at the north depot falls over about every 20 minutes.'),
      fields: {},
    },
  });
}

/** A text with an id and a hash of the right shape. */
export function text(n: number, body: string) {
  return { messageId: id<Message['id']>(500_000 + n), body, hash: '0'.repeat(64) };
}

export function replied(n: number, body: string, more: { thenWait?: boolean; promisedUntil?: Instant } = {}): Intent {
  return {
    type: 'reply',
    body: {
      text: text(n, body),
      seen: null,
      sendAnyway: true,
      thenWait: more.thenWait ?? false,
      thenResolve: false,
      promisedUntil: more.promisedUntil ?? null,
    },
  };
}

export function received(n: number, body: string): Intent {
  return { type: 'receive', body: { text: text(n, body), requesterId: null, channel: 'email' } };
}

export function noted(n: number, body: string): Intent {
  return { type: 'note', body: { text: text(n, body) } };
}

export function offered(n: number, to: { teamId: TeamId; personId?: PersonId }): Intent {
  return {
    type: 'offerHandoff',
    body: {
      escalationId: id(700_000 + n),
      teamId: to.teamId,
      personId: to.personId ?? null,
      reason: 'needsAccess',
      reasonNote: '',
      packet: {
        observed: 'Tunnel resets every 1,200 s.',
        tried: 'Restarted the gateway client.',
        asked: 'Petra confirms the times.',
        hypothesis: 'Key lifetimes disagree.',
        access: 'Gateway administration.',
        promisedUntil: MONDAY + 2 * HOUR,
      },
      skillOverride: null,
    },
  };
}
