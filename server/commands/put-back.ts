import type { Intent } from '#core/commands/command.ts';
import { canHold } from '#core/commands/create.ts';
import { type CommandId, type ConsoleId, type PersonId, type TicketId, uuidv7 } from '#core/ids.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import type { ReferenceStore } from '../db/reference.ts';
import { openOffersTo, openTicketsOf, placesOfWork } from '../db/sign-ins.ts';
import type { Handle } from './handle.ts';

/** The server's own hand, where a command needs to come from a console. */
const SERVER = '00000000-0000-7000-8000-000000000000' as ConsoleId;

export type PutBack = {
  /** Of one person. Answers how many tickets were put back. */
  of(personId: PersonId): Promise<number>;
  /** Of everybody: for the start, where the server before stopped between changing somebody and putting back. */
  all(): Promise<number>;
};

type Deps = {
  database: Database;
  reference: ReferenceStore;
  clock: Clock;
  handle: Handle;
  chance: (bytes: number) => Uint8Array;
};

/**
 * Puts back to their teams what a person holds, or is offered, in a team that they don't work in any more, or at all:
 * each by a command of its own like anybody's, so that nothing lies with somebody who can't work on it. Asked again,
 * only what is left.
 */
export function createPutBack({ database, reference, clock, handle, chance }: Deps): PutBack {
  return {
    of,
    async all() {
      let count = 0;
      for (const personId of await strays()) count += await of(personId);
      return count;
    },
  };

  /** Who holds something, or is offered something, where they don't work: mostly nobody. */
  async function strays(): Promise<Set<PersonId>> {
    const found = new Set<PersonId>();
    for (const { personId, teamId } of await placesOfWork(database)) {
      if (!(await teamsOf(personId)).includes(teamId)) found.add(personId);
    }
    return found;
  }

  async function of(personId: PersonId): Promise<number> {
    const teams = await teamsOf(personId);
    let count = 0;
    for (const ticketId of await openTicketsOf(database, personId, teams)) {
      if (await isDone(ticketId, { type: 'release', body: {} })) count += 1;
    }
    for (const { ticketId, escalationId } of await openOffersTo(database, personId, teams)) {
      await isDone(ticketId, { type: 'readdressHandoff', body: { escalationId } });
    }
    return count;
  }

  async function teamsOf(personId: PersonId) {
    const person = (await reference.current()).people.get(personId);
    if (!person?.active) return [];
    const by = { kind: 'person', person } as const;
    return person.memberships.map(({ teamId }) => teamId).filter((teamId) => canHold(by, teamId));
  }

  async function isDone(ticketId: TicketId, intent: Intent): Promise<boolean> {
    const at = clock.now();
    const made = { device: at, offset: 0, offsetError: 0, measuredAt: at, monotonic: null, bootId: 'server' };
    const id = uuidv7(at, chance(10)) as CommandId;
    const envelope = { id, v: 1 as const, ticketId, consoleId: SERVER, seq: 1, made, causeId: null };
    const answer = await handle({ ...envelope, ...intent }, { kind: 'system' });
    return answer.outcome === 'done';
  }
}
