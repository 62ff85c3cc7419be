import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Ticket } from '#core/ticket/ticket.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { createClock, DAY } from '#test/support/server-clock.ts';
import { actor, command, marta, note, seedWorkspace, teams } from '#test/support/workspace.ts';
import { bulkTickets } from '../../server/demo/bulk.ts';
import { firstFreeNumber, writeBulk } from '../../server/demo/bulk-write.ts';
import { demoSources } from '../../server/demo/load.ts';
import { readSnapshot } from '../../server/feed/snapshot.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe('many tickets at once', () => {
  const clock = createClock();
  const { wording } = demoSources();
  let ground: Ground;
  let parts: Parts;

  beforeAll(async () => {
    ground = await startGround('pglite');
    parts = await createParts({ database: await ground.fresh(), clock });
    await seedWorkspace(parts.changeReference);
  });
  afterAll(() => ground.stop());

  const input = async (count: number, seed = 1) => ({
    count,
    seed,
    reference: await parts.reference.current(),
    wording,
    now: clock.now(),
    firstNumber: await firstFreeNumber(parts.database),
  });

  it('are the same for the same seed, and in the shape of any ticket', async () => {
    const grown = [...bulkTickets(await input(40))];
    expect([...bulkTickets(await input(40))]).toEqual(grown);
    for (const { ticket, events } of grown) {
      expect(Ticket.parse(ticket)).toEqual(ticket);
      expect(ticket.rev).toBe(events.length);
      expect(ticket.targets.length).toBeGreaterThan(0);
    }
    expect(new Set(grown.map(({ ticket }) => ticket.accountable.teamId)).size).toBeGreaterThan(1);
  });

  it('lie in the database as if they had been worked on: seen, synced, and worked on further', async () => {
    expect(await writeBulk(parts.database, bulkTickets(await input(300)), clock.now())).toBe(300);
    const page = await readSnapshot(parts.database, marta, null, 50, clock.now());
    expect(page.cursor).toBeGreaterThanOrEqual(300);
    expect(page.rows).toHaveLength(50);
    const [row] = page.rows;
    if (!row) throw new Error('no row');
    expect(row.events.map(({ n }) => n)).toEqual(row.events.map((_, index) => index + 1));
    expect(row.messages.length).toBeGreaterThan(0);
    const answer = await parts.handle(command(row.ticket.id, note('Seen.'), clock.now()), actor(marta));
    expect(answer).toMatchObject({ outcome: 'done', seq: page.cursor + 1, rev: row.ticket.rev + 1 });
    const overdue = await parts.database.query('select key from due_rows where at <= $1', [clock.now()]);
    expect(overdue).toEqual([]);
  });

  it("are one team's where that is asked, numbered on", async () => {
    const reference = await parts.reference.current();
    const team = reference.teams.get(teams.network);
    if (!team) throw new Error('no team');
    const grown = [...bulkTickets({ ...(await input(20, 2)), team })];
    expect(grown.every(({ ticket }) => ticket.accountable.teamId === teams.network)).toBe(true);
    expect(grown[0]?.ticket.number).toBe(await firstFreeNumber(parts.database));
    expect(grown.every(({ ticket }) => ticket.openedAt > clock.now() - 2 * DAY)).toBe(true);
  });
});
