import { createHash } from 'node:crypto';
import type { Actor } from '#core/access.ts';
import type { Command, Intent } from '#core/commands/command.ts';
import type { Made } from '#core/commands/moment.ts';
import type { CommandId, ConsoleId, DocumentId, MessageId, PersonId, TeamId, TicketId, TierId } from '#core/ids.ts';
import { uuidv7 } from '#core/ids.ts';
import type { Membership, Person, TeamRole } from '#core/workspace/person.ts';
import type { ChangeReference } from '../../server/commands/change-reference.ts';

/** A small service desk, always the same ids: three tiers, four teams, two calendars, one policy. */
const id = (kind: number, n: number) => `0${kind}000000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const tiers = {
  desk: id(1, 1) as TierId,
  specialists: id(1, 2) as TierId,
  engineering: id(1, 3) as TierId,
};
export const teams = {
  desk: id(2, 1) as TeamId,
  network: id(2, 2) as TeamId,
  applications: id(2, 3) as TeamId,
  platform: id(2, 4) as TeamId,
};
export const calendars = { always: id(3, 1) as DocumentId, berlin: id(3, 2) as DocumentId };
export const policyId = id(4, 1) as DocumentId;
export const matrixId = id(4, 2) as DocumentId;

const person = (n: number, name: string, memberships: Membership[], more: Partial<Person> = {}): Person => ({
  id: id(5, n) as PersonId,
  name,
  email: `${name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(' ', '.')}@tierline.example`,
  zone: 'Europe/Berlin',
  memberships,
  skills: [],
  managerId: null,
  deputyIds: [],
  workLimit: 0,
  administrator: false,
  auditor: false,
  active: true,
  ...more,
});
const as = (role: TeamRole, ...of: TeamId[]): Membership[] => of.map((teamId) => ({ teamId, role }));

export const ines = person(1, 'Ines Kovač', as('agent', teams.desk));
export const dele = person(2, 'Dele Okafor', as('agent', teams.desk));
export const ruben = person(3, 'Ruben Halle', as('agent', teams.network));
export const sofia = person(4, 'Sofia Lind', as('agent', teams.applications));
export const marta = person(5, 'Marta Vogl', as('supervisor', teams.desk, teams.network, teams.applications));
export const ada = person(6, 'Ada Berg', [], { administrator: true });
export const people = { ines, dele, ruben, sofia, marta, ada };

/** Seconds. */
const amounts = (a: number, b: number, c: number, d: number) => ({ 1: a, 2: b, 3: c, 4: d });

export async function seedWorkspace(change: ChangeReference): Promise<void> {
  await change(async (edit) => {
    await edit.workspaceName('Harbour Works');
    await edit.save('tier', [
      tier(tiers.desk, 1, 'Service desk', 0, tiers.specialists),
      tier(tiers.specialists, 2, 'Specialists', 40, tiers.engineering),
      tier(tiers.engineering, 3, 'Engineering', 60, null),
    ]);
    await edit.save('team', [
      team(teams.desk, 'Service Desk L1', tiers.desk, true),
      team(teams.network, 'Network L2', tiers.specialists, false),
      team(teams.applications, 'Applications L2', tiers.specialists, false),
      team(teams.platform, 'Platform L3', tiers.engineering, false),
    ]);
    await edit.people(Object.values(people));
    const week = (hours: [string, string]) => [1, 2, 3, 4, 5, 6, 7].map((day) => (day <= 5 ? [hours] : []));
    const calendar = { holidays: [], exceptions: [] };
    await edit.calendar(
      { id: calendars.always, name: 'Always', zone: 'UTC', week: Array(7).fill([['00:00', '24:00']]), ...calendar },
      null,
    );
    await edit.calendar(
      {
        id: calendars.berlin,
        name: 'Berlin office',
        zone: 'Europe/Berlin',
        week: week(['08:00', '17:00']),
        ...calendar,
      },
      null,
    );
    await edit.matrix(
      {
        id: matrixId,
        cells: [
          [1, 2, 3],
          [2, 3, 4],
          [3, 4, 4],
        ],
      },
      null,
    );
    await edit.policy(policy(1), null);
  });
}

/** The one policy of the workspace; `scale` stretches its amounts. */
export function policy(scale: number) {
  const target = { calendarId: calendars.always, pausesOn: ['requester' as const], warnings: [0.75, 0.9] };
  const minutes = (...list: [number, number, number, number]) => {
    const [a, b, c, d] = list.map((minute) => minute * 60 * scale);
    return amounts(a ?? 0, b ?? 0, c ?? 0, d ?? 0);
  };
  return {
    id: policyId,
    name: 'Standard',
    order: 1,
    match: { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] },
    targets: [
      { kind: 'firstResponse' as const, amounts: minutes(15, 30, 60, 240), ...target },
      { kind: 'nextResponse' as const, amounts: minutes(30, 60, 120, 480), ...target },
      { kind: 'resolution' as const, amounts: minutes(120, 240, 480, 2400), ...target, calendarId: calendars.berlin },
    ],
    retired: false,
  };
}

export function actor(who: Person): Actor {
  return { kind: 'person', person: who };
}

export const CONSOLE = id(6, 1) as ConsoleId;
let chance = 0;

/** An id that no other call gave. */
export function fresh<T extends string>(): T {
  chance += 1;
  const bytes = createHash('sha256').update(`${process.pid}/${chance}`).digest();
  return uuidv7(1_776_240_000_000 + chance, bytes) as T;
}

/** A command as a console makes it, at `at` by a clock that is right. */
export function command<I extends Intent>(ticketId: TicketId, intent: I, at: number, more: Partial<Command> = {}) {
  const made: Made = { device: at, offset: 0, offsetError: 5, measuredAt: at, monotonic: 0, bootId: 'boot' };
  const envelope = { id: fresh<CommandId>(), v: 1 as const, ticketId, consoleId: CONSOLE, seq: 1, made, causeId: null };
  return { ...envelope, ...intent, ...more } as Command & I;
}

export function text(body: string) {
  return { messageId: fresh<MessageId>(), body, hash: createHash('sha256').update(body).digest('hex') };
}

export function openTicket(subject: string, more: Partial<Extract<Intent, { type: 'createTicket' }>['body']> = {}) {
  const body = {
    type: 'incident' as const,
    subject,
    requesterId: null,
    organisationId: null,
    serviceId: null,
    categoryId: null,
    tags: [],
    impact: 2 as const,
    urgency: 2 as const,
    channel: 'phone' as const,
    teamId: teams.desk,
    mine: false,
    text: null,
    fields: {},
    ...more,
  };
  return { type: 'createTicket' as const, body };
}

export function note(words: string) {
  return { type: 'note' as const, body: { text: text(words) } };
}

export function offerTo(teamId: TeamId, more: { personId?: PersonId | null } = {}) {
  return {
    type: 'offerHandoff' as const,
    body: {
      escalationId: fresh() as never,
      teamId,
      personId: more.personId ?? null,
      reason: 'needsAccess' as const,
      reasonNote: '',
      packet: {
        observed: 'Packets are lost at the second hop.',
        tried: 'Cable, port and switch changed.',
        asked: 'Look at the uplink of switch 4, please.',
        hypothesis: 'A broken transceiver.',
        access: 'Read access to the switch.',
        promisedUntil: null,
      },
      skillOverride: null,
    },
  };
}

function tier(tierId: TierId, rank: number, name: string, packetBar: number, nextTierId: TierId | null) {
  return { id: tierId, name, rank, scope: '', entry: '', exit: '', packetBar, acceptWithin: 1_800, nextTierId };
}

function team(teamId: TeamId, name: string, tierId: TierId, intake: boolean) {
  const lists = { skills: [], organisationIds: [], categoryIds: [] };
  return {
    id: teamId,
    name,
    tierId,
    calendarId: calendars.always,
    supervisorId: marta.id,
    intake,
    active: true,
    ...lists,
  };
}
