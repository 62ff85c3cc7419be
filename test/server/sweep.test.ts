import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TicketId } from '#core/ids.ts';
import type { TicketEvent } from '#core/ticket/events.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, type FakeClock, HOUR, MINUTE } from '#test/support/server-clock.ts';
import {
  actor,
  command,
  fresh,
  ines,
  marta,
  offerTo,
  openTicket,
  seedWorkspace,
  teams,
} from '#test/support/workspace.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { type Sweep, startSweep } from '../../server/escalation/sweep.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe.each(sizes)('what happens by itself, on %s', (size) => {
  let ground: Ground;
  let parts: Parts;
  let clock: FakeClock;
  let sweep: Sweep;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    parts = await createParts({ database: await ground.fresh(), clock });
    await seedWorkspace(parts.changeReference);
    sweep = await start();
  });
  afterEach(async () => {
    await sweep.stop();
    await parts.database.close();
  });

  const start = () =>
    startSweep({
      ...parts,
      failed: (failure) => {
        throw failure;
      },
    });
  const open = async () => {
    const ticketId = fresh<TicketId>();
    await parts.handle(command(ticketId, openTicket('By itself'), clock.now()), actor(ines));
    return ticketId;
  };
  const events = async (ticketId: TicketId) => {
    const rows = await parts.database.query<{ body: TicketEvent }>(
      'select body from events where ticket_id = $1 order by n',
      [ticketId],
    );
    return rows.map((row) => row.body);
  };
  const reached = async (ticketId: TicketId) =>
    (await events(ticketId)).flatMap((event) =>
      event.type === 'thresholdReached' ? [`${event.body.target} ${event.body.threshold}`] : [],
    );

  it('nothing before its time', async () => {
    const ticketId = await open();
    clock.advance(45 * MINUTE - 1);
    expect(await sweep.once()).toBe(0);
    expect(await reached(ticketId)).toEqual([]);
  });

  it('warnings and the breach stand in the timeline, each once, however often it is looked', async () => {
    const ticketId = await open();
    clock.advance(45 * MINUTE);
    await sweep.once();
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75']);
    clock.advance(15 * MINUTE);
    await sweep.once();
    await sweep.once();
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75', 'firstResponse 0.9', 'firstResponse 1']);
  });

  it('each names its rule, version and inputs', async () => {
    const ticketId = await open();
    clock.advance(45 * MINUTE);
    await sweep.once();
    expect((await events(ticketId)).at(-1)?.origin).toEqual({
      kind: 'rule',
      ruleId: 'target-threshold',
      version: 1,
      inputs: { key: `${ticketId}/firstResponse/1/0.75/0`, at: clock.now() },
    });
  });

  it('an offer nobody takes lapses, and those who must look are named', async () => {
    const ticketId = await open();
    await parts.handle(command(ticketId, offerTo(teams.network), clock.now()), actor(ines));
    clock.advance(30 * MINUTE);
    await sweep.once();
    const ticket = await readTicket(parts.database, ticketId);
    expect(ticket?.escalations[0]).toMatchObject({ state: 'lapsed', alerted: [marta.id, ines.id] });
    expect(ticket?.accountable.teamId).toBe(teams.desk);
  });

  it('several servers and a restart do nothing twice', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, open));
    clock.advance(HOUR);
    const others = await Promise.all([start(), start()]);
    await Promise.all([sweep, ...others].map((one) => one.once()));
    await Promise.all(others.map((one) => one.stop()));
    await sweep.stop();
    sweep = await start();
    await sweep.once();
    for (const id of ids) {
      expect(await reached(id)).toEqual(['firstResponse 0.75', 'firstResponse 0.9', 'firstResponse 1']);
    }
  });

  it('what a killed server had taken is done by another, after its lease', async () => {
    const ticketId = await open();
    await parts.database.query('update due_rows set claimed_until = $1', [clock.now() + 46 * MINUTE]);
    clock.advance(45 * MINUTE);
    await sweep.once();
    expect(await reached(ticketId)).toEqual([]);
    clock.advance(MINUTE);
    await sweep.once();
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75']);
  });

  it('a pause that moves the breach takes its due row along', async () => {
    const ticketId = await open();
    clock.advance(30 * MINUTE);
    const wait = { type: 'setStatus' as const, body: { to: 'pending' as const, waitingOn: null, note: null } };
    await parts.handle(command(ticketId, wait, clock.now()), actor(ines));
    clock.advance(HOUR);
    await sweep.once();
    const back = { type: 'setStatus' as const, body: { to: 'open' as const, waitingOn: null, note: null } };
    await parts.handle(command(ticketId, back, clock.now()), actor(ines));
    clock.advance(15 * MINUTE - 1);
    await sweep.once();
    expect(await reached(ticketId)).toEqual([]);
    clock.advance(1);
    await sweep.once();
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75']);
  });

  it('a clock that is set back between finding and doing loses nothing', async () => {
    const ticketId = await open();
    const due = clock.now() + 45 * MINUTE;
    await sweep.stop();
    let isSetBack = false;
    const handle: typeof parts.handle = Object.assign(
      (...asked: Parameters<typeof parts.handle>) => {
        if (!isSetBack) clock.set(due - MINUTE);
        isSetBack = true;
        return parts.handle(...asked);
      },
      { all: parts.handle.all },
    );
    clock.set(due);
    sweep = await startSweep({
      ...parts,
      handle,
      failed: (failure) => {
        throw failure;
      },
    });
    await sweep.once();
    clock.set(due + MINUTE);
    await sweep.once();
    expect(isSetBack).toBe(true);
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75']);
  });

  it('it waits for what is due next by itself', async () => {
    const ticketId = await open();
    const looked = new Promise<void>((resolve) => {
      void parts.bell.listen(async () => {
        if ((await reached(ticketId)).length > 0) resolve();
      });
    });
    clock.advance(45 * MINUTE);
    await looked;
    expect(await reached(ticketId)).toEqual(['firstResponse 0.75']);
  });
});
