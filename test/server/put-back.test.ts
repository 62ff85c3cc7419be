import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Intent } from '#core/commands/command.ts';
import type { TicketId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, type FakeClock } from '#test/support/server-clock.ts';
import {
  actor,
  ada,
  command,
  dele,
  fresh,
  ines,
  offerTo,
  openTicket,
  ruben,
  seedWorkspace,
  teams,
} from '#test/support/workspace.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { openSite, type Site } from './admin-site.ts';

describe.each(sizes)('who leaves a team, on %s', (size) => {
  let ground: Ground;
  let site: Site;
  let clock: FakeClock;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    site = await openSite({ database: await ground.fresh(), clock });
    await seedWorkspace(site.parts.changeReference);
  });
  afterEach(async () => {
    await site.close();
    await site.parts.database.close();
  });

  const ask = (id: TicketId, intent: Intent, who: Person) =>
    site.parts.handle(command(id, intent, clock.now()), actor(who));
  const ticket = (id: TicketId) => readTicket(site.parts.database, id);
  const heldBy = async (who: Person) => {
    const id = fresh<TicketId>();
    await ask(id, openTicket('No network', { mine: true }), who);
    return id;
  };
  const offeredTo = async (who: Person) => {
    const id = await heldBy(dele);
    await ask(id, offerTo(teams.network, { personId: who.id }), dele);
    return id;
  };
  const member = (teamId: (typeof teams)[keyof typeof teams], role: 'agent' | 'viewer') => ({ teamId, role });

  it('[ESC14] leaves their tickets there to the team, where colleagues can take them', async () => {
    const id = await heldBy(ines);
    const asAda = await site.as(ada);
    await asAda.patch(`/people/${ines.id}`, { memberships: [member(teams.network, 'agent')] });
    expect((await ticket(id))?.accountable).toEqual({ teamId: teams.desk, personId: null });
    expect(await ask(id, { type: 'take', body: {} }, dele)).toMatchObject({ outcome: 'done' });
  });

  it('[ESC14] also who only looks on there from now on; another change of theirs moves nothing', async () => {
    const id = await heldBy(ines);
    const asAda = await site.as(ada);
    await asAda.patch(`/people/${ines.id}`, { memberships: [...ines.memberships, member(teams.network, 'agent')] });
    expect((await ticket(id))?.accountable.personId).toBe(ines.id);
    await asAda.patch(`/people/${ines.id}`, {
      memberships: [member(teams.desk, 'viewer'), member(teams.network, 'agent')],
    });
    expect((await ticket(id))?.accountable.personId).toBeNull();
  });

  it('[ESC14] leaves what was offered to them alone to the whole team, whether they changed teams or left', async () => {
    const [moved, left] = [await offeredTo(ruben), await offeredTo(ruben)];
    const asAda = await site.as(ada);
    const offer = async (id: TicketId) => (await ticket(id))?.escalations[0];
    await asAda.patch(`/people/${ruben.id}`, { memberships: [member(teams.platform, 'agent')] });
    expect(await offer(moved)).toMatchObject({ state: 'offered', to: { teamId: teams.network, personId: null } });

    await asAda.patch(`/people/${ruben.id}`, { memberships: ruben.memberships });
    const again = await offeredTo(ruben);
    await asAda.post(`/people/${ruben.id}/deactivate`);
    expect(await offer(again)).toMatchObject({ state: 'offered', to: { teamId: teams.network, personId: null } });
    expect((await offer(left))?.to.personId).toBeNull();
  });
});
