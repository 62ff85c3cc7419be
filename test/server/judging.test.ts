import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, type FakeClock, HOUR, SECOND, WEDNESDAY } from '#test/support/server-clock.ts';
import { settle } from '#test/support/settle.ts';
import { actor, calendars, command, fresh, ines, openTicket, policy, seedWorkspace } from '#test/support/workspace.ts';
import { PATIENCE } from '../../server/commands/judging.ts';
import type { Database, Queryable } from '../../server/db/database.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe.each(sizes)('judging open tickets anew, on %s', (size) => {
  let ground: Ground;
  let clock: FakeClock;
  let database: Database;
  let parts: Parts;
  let ids: TicketId[];

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    database = await ground.fresh();
    parts = await createParts({ database, clock });
    await seedWorkspace(parts.changeReference);
    ids = [];
    for (let n = 0; n < 4; n += 1) ids.push(await open());
  });
  afterEach(async () => {
    await parts.judging.stop();
    await database.close();
  });

  const open = async () => {
    const ticketId = fresh<TicketId>();
    await parts.handle(command(ticketId, openTicket('No network'), clock.now()), actor(ines));
    return ticketId;
  };
  const publish = (on: Parts) =>
    on.changeReference(async (edit) => {
      await edit.policy(policy(2), null);
    });
  /** By when the first answer is promised, in hours from when it was opened. */
  const promised = async () => {
    const tickets = await Promise.all(ids.map((id) => readTicket(database, id)));
    return tickets.map((ticket) => ((ticket?.targets[0]?.dueAt ?? 0) - WEDNESDAY) / HOUR);
  };
  /** The same database, where each transaction goes through a gate. */
  const gated = (through: () => Promise<void> | void): Database => ({
    ...database,
    transact: async <T>(work: (tx: Queryable) => Promise<T>) => {
      await through();
      return database.transact(work);
    },
  });

  it('[ESC30] what a stop cut off goes on at the next start', async () => {
    let left = 3;
    const dying = await createParts({
      clock,
      database: gated(() => {
        left -= 1;
        if (left < 0) throw new Error('the process was killed');
      }),
    });
    expect(await publish(dying)).toMatchObject({ judged: 2 });
    await dying.judging.stop();
    expect(await promised()).toEqual([2, 2, 1, 1]);

    const next = await createParts({ database, clock });
    await next.judging.watch();
    await next.judging.begin();
    await next.judging.stop();
    expect(await promised()).toEqual([2, 2, 2, 2]);
  });

  it('[ESC30] who publishes waits a little and hears how many so far; the rest follows', async () => {
    let isOpen = () => {};
    const gate = new Promise<void>((resolve) => {
      isOpen = resolve;
    });
    let begun = 0;
    const slow = await createParts({ database: gated(() => (++begun > 3 ? gate : undefined)), clock });
    const answer = publish(slow);
    while (begun < 4) await settle();
    clock.advance(PATIENCE);
    expect(await answer).toMatchObject({ judged: 2 });
    isOpen();
    await slow.judging.begin();
    await slow.judging.stop();
    expect(await promised()).toEqual([2, 2, 2, 2]);
  });

  it('[ESC30] a deadlock with another is waited out, in the publication and in the judging', async () => {
    let unlucky = [1, 3];
    let count = 0;
    const quarrelling = await createParts({
      clock,
      database: gated(() => {
        count += 1;
        if (!unlucky.includes(count)) return;
        unlucky = unlucky.filter((one) => one !== count);
        throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      }),
    });
    expect(await publish(quarrelling)).toMatchObject({ judged: 4 });
    expect(unlucky).toEqual([]);
    expect(await promised()).toEqual([2, 2, 2, 2]);
    await quarrelling.judging.stop();
  });

  it('[ESC30] one ticket that fails holds up no other, and is told', async () => {
    await database.query(`update tickets set body = body || '{"history": null}' where id = $1`, [ids[1]]);
    const told: string[] = [];
    const limping = await createParts({ database, clock }, (_failure, says) => told.push(says));
    await publish(limping);
    await limping.judging.watch();
    clock.advance(30 * SECOND);
    await limping.judging.begin();
    await limping.judging.stop();
    expect((await promised()).filter((hours) => hours === 2)).toHaveLength(3);
    expect(told).toContain(`judging ticket ${ids[1]} anew failed`);
  });

  it('[ESC31] a holiday that moves nothing rings nothing anew, neither by itself nor with the next command', async () => {
    const { data } = await parts.reference.current();
    const berlin = data.calendars.find((one) => one.id === calendars.berlin);
    if (!berlin) throw new Error('there is no Berlin');
    const publishHoliday = (date: string) =>
      parts.changeReference(async (edit) => {
        const { id, name, zone, week, exceptions } = berlin;
        const holidays = [{ date, name: 'Everybody is off', yearly: false }];
        await edit.calendar({ id, name, zone, week, exceptions, holidays }, null);
      });
    await publishHoliday('2030-01-02');
    const touched = ids[0] as TicketId;
    await parts.handle(command(touched, { type: 'take', body: {} }, clock.now()), actor(ines));
    const bases = async () => (await Promise.all(ids.map((id) => readTicket(database, id)))).map((one) => one?.basis);
    expect(await bases()).toEqual([0, 0, 0, 0]);
    await publishHoliday('2026-04-15');
    expect(await bases()).toEqual([1, 1, 1, 1]);
  });
});
