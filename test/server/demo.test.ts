import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket } from '#core/ticket/ticket.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { createClock } from '#test/support/server-clock.ts';
import type { Database } from '../../server/db/database.ts';
import { seeded } from '../../server/demo/chance.ts';
import { demoSources, loadDemo } from '../../server/demo/load.ts';
import { planDemo } from '../../server/demo/plan.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe('an empty database with the demo', () => {
  let ground: Ground;
  let database: Database;
  let parts: Parts;
  const clock = createClock();
  const given: string[] = [];

  beforeAll(async () => {
    ground = await startGround('pglite');
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    database = await ground.fresh();
    parts = await createParts({ database, clock });
    given.length = 0;
  });

  const load = (over: Partial<Parameters<typeof loadDemo>[0]> = {}) =>
    loadDemo({
      ...parts,
      chance: seeded(1),
      setPasswords: async (_tx, people, password) => {
        given.push(...people.map((id) => `${id} ${password}`));
      },
      ...over,
    });
  const tickets = async () => {
    const rows = await database.query<{ body: Ticket }>('select body from tickets order by number');
    return rows.map(({ body }) => body);
  };

  it('gets the planned tickets once and whole, numbered from 48100 in the order in which they were opened', async () => {
    const failure = () => Promise.reject(new Error('power failure'));
    await expect(load({ handle: Object.assign(failure, { all: failure }), chance: seeded(2) })).rejects.toThrow(
      'power',
    );
    expect(await tickets(), 'a start that was cut off left no half of it').toEqual([]);

    expect(await load()).toBe(134);
    const stored = await tickets();
    expect(stored.map(({ number }) => number)).toEqual(stored.map((_, index) => 48_100 + index));
    expect(stored.map(({ openedAt }) => openedAt)).toEqual(
      stored.map(({ openedAt }) => openedAt).sort((a, b) => a - b),
    );
    const planned = new Map(
      planDemo({ ...demoSources(), now: clock.now(), chance: seeded(1) }).tickets.map(({ ticket }) => [
        ticket.id,
        ticket,
      ]),
    );
    for (const ticket of stored) {
      const wanted = planned.get(ticket.id);
      if (!wanted) throw new Error(`${ticket.number} was not planned`);
      expect({ ...uncounted(ticket), number: null }).toEqual(uncounted(wanted));
    }
    expect(given).toHaveLength(2 * 17);

    const overdue = await database.query('select key from due_rows where at <= $1', [clock.now()]);
    expect(overdue, 'nothing is left for the sweep').toEqual([]);

    expect((await createParts({ database, clock })).workspace.demo, 'and says whose it is').toBe(true);
    expect(await load(), 'a workspace that is there is left alone').toBe(0);
    expect(await tickets()).toHaveLength(134);
    const { data } = await parts.reference.current();
    expect(data.people).toHaveLength(17);
    expect(data.workspace).toBe('Tierline demo');
  }, 120_000);
});

/** But for how many events there were: the server's own are among them. */
function uncounted(ticket: Ticket): Ticket {
  const { disputes } = ticket;
  const counted = disputes ? { disputes: disputes.map((dispute) => ({ ...dispute, ns: [0] })) } : {};
  return { ...ticket, ...counted, rev: 0, history: [], lastMessage: null };
}
