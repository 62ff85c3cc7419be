import { type CommandId, type ConsoleId, type PersonId, type TicketId, uuidv7 } from '#core/ids.ts';
import type { Clock } from '../clock.ts';
import type { Handle } from '../commands/handle.ts';
import type { Database } from '../db/database.ts';
import { openTicketsOf } from '../db/sign-ins.ts';

/** The server's own hand, where a command needs to come from a console. */
const SERVER = '00000000-0000-7000-8000-000000000000' as ConsoleId;

type Deps = { database: Database; clock: Clock; handle: Handle; chance: (bytes: number) => Uint8Array };

/**
 * Puts a person's open tickets back to their teams, each by a command of its own like anybody's, so that nothing lies
 * with somebody who left. Answers how many. Asked again, only what is left.
 */
export function createPutBack({ database, clock, handle, chance }: Deps) {
  return async (personId: PersonId): Promise<number> => {
    let count = 0;
    for (const ticketId of await openTicketsOf(database, personId)) {
      const answer = await handle(release(ticketId), { kind: 'system' });
      if (answer.outcome === 'done') count += 1;
    }
    return count;
  };

  function release(ticketId: TicketId) {
    const at = clock.now();
    const made = { device: at, offset: 0, offsetError: 0, measuredAt: at, monotonic: null, bootId: 'server' };
    return {
      id: uuidv7(at, chance(10)) as CommandId,
      v: 1 as const,
      ticketId,
      consoleId: SERVER,
      seq: 1,
      made,
      causeId: null,
      type: 'release' as const,
      body: {},
    };
  }
}
