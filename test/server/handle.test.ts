import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '#core/access.ts';
import type { TicketId } from '#core/ids.ts';
import type { Answer } from '#core/sync/protocol.ts';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock, type FakeClock, HOUR, MINUTE } from '#test/support/server-clock.ts';
import {
  actor,
  command,
  dele,
  fresh,
  ines,
  note,
  offerTo,
  openTicket,
  policy,
  ruben,
  seedWorkspace,
  sofia,
  teams,
} from '#test/support/workspace.ts';
import { readTicket } from '../../server/db/tickets.ts';
import { feedEnd } from '../../server/feed/append.ts';
import { createParts, type Parts } from '../../server/parts.ts';

describe.each(sizes)('handle, on %s', (size) => {
  let ground: Ground;
  let parts: Parts;
  let clock: FakeClock;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    clock = createClock();
    parts = await createParts({ database: await ground.fresh(), clock });
    await seedWorkspace(parts.changeReference);
  });
  afterEach(() => parts.database.close());

  const open = async (subject = 'No network at desk 4') => {
    const ticketId = fresh<TicketId>();
    await parts.handle(command(ticketId, openTicket(subject), clock.now()), actor(ines));
    return ticketId;
  };
  const ticketOf = async (id: TicketId) => {
    const ticket = await readTicket(parts.database, id);
    if (!ticket) throw new Error('no such ticket');
    return ticket;
  };
  const refusal = (answer: Answer) => (answer.outcome === 'refused' ? answer.refusal : null);

  it('a ticket gets the next number and its clocks', async () => {
    const first = await ticketOf(await open());
    const second = await ticketOf(await open());
    expect([first.number, second.number]).toEqual([1, 2]);
    expect(first.targets.map((target) => target.kind)).toEqual(['firstResponse', 'resolution']);
    expect(first.targets[0]?.dueAt).toBe(clock.now() + HOUR);
  });

  it('asked again, the same answer and no second event', async () => {
    const ticketId = await open();
    const asked = command(ticketId, note('Ports checked.'), clock.now());
    const once = await parts.handle(asked, actor(ines));
    clock.advance(MINUTE);
    const twice = await parts.handle(asked, actor(ines));
    expect(twice).toEqual(once);
    expect((await ticketOf(ticketId)).rev).toBe(once.outcome === 'done' ? once.rev : 0);
  });

  it('a refusal is remembered too', async () => {
    const ticketId = await open();
    await parts.handle(command(ticketId, { type: 'take', body: {} }, clock.now()), actor(ines));
    const asked = command(ticketId, { type: 'take', body: {} }, clock.now());
    const once = await parts.handle(asked, actor(dele));
    await parts.handle(command(ticketId, { type: 'release', body: {} }, clock.now()), actor(ines));
    expect(refusal(once)?.reason).toBe('alreadyTaken');
    expect(await parts.handle(asked, actor(dele))).toEqual(once);
  });

  it('many at once with one id happen once', async () => {
    const ticketId = await open();
    const asked = command(ticketId, note('Once.'), clock.now());
    const answers = await Promise.all(Array.from({ length: 8 }, () => parts.handle(asked, actor(ines))));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await ticketOf(ticketId)).history.filter((point) => point.kind === 'internalMessage')).toHaveLength(1);
  });

  it('a known id from somebody else is refused', async () => {
    const ticketId = await open();
    const asked = command(ticketId, note('Mine.'), clock.now());
    await parts.handle(asked, actor(ines));
    expect(refusal(await parts.handle(asked, actor(dele)))?.reason).toBe('foreignCommand');
  });

  it('a ticket one may not see is not there', async () => {
    const ticketId = await open();
    const stranger = await parts.handle(command(ticketId, note('Hello?'), clock.now()), actor(sofia));
    const nowhere = await parts.handle(command(fresh<TicketId>(), note('Hello?'), clock.now()), actor(sofia));
    expect(refusal(stranger)).toEqual(refusal(nowhere));
    expect(refusal(stranger)?.reason).toBe('notFound');
  });

  it('two create the same ticket: the first wins', async () => {
    const ticketId = fresh<TicketId>();
    const answers = await Promise.all(
      [ines, dele].map((who) => parts.handle(command(ticketId, openTicket('Twice'), clock.now()), actor(who))),
    );
    expect(answers.map((answer) => answer.outcome).sort()).toEqual(['done', 'refused']);
    expect(answers.map((answer) => refusal(answer)?.reason)).toContain('alreadyExists');
  });

  it('two accept an offer: the first wins, the other hears who', async () => {
    const ticketId = await open();
    const offer = offerTo(teams.network);
    await parts.handle(command(ticketId, offer, clock.now()), actor(ines));
    const other = { ...ruben, id: fresh() as typeof ruben.id, name: 'Mirel Aslan', email: 'mirel@tierline.example' };
    await parts.changeReference((edit) => edit.people([other]));
    const accept = { type: 'acceptHandoff' as const, body: { escalationId: offer.body.escalationId, goal: 'Fix it.' } };
    const answers = await Promise.all(
      [ruben, other].map((who) => parts.handle(command(ticketId, accept, clock.now()), actor(who))),
    );
    const lost = answers.map(refusal).find((one) => one !== null);
    expect(answers.filter((answer) => answer.outcome === 'done')).toHaveLength(1);
    expect(lost?.reason).toBe('alreadySettled');
    expect((await ticketOf(ticketId)).accountable).toEqual({ teamId: teams.network, personId: lost?.by });
  });

  it('rights are those of now, not of signing in', async () => {
    const ticketId = await open();
    await parts.changeReference((edit) => edit.people([{ ...dele, active: false }]));
    const answer = await parts.handle(command(ticketId, note('Still here.'), clock.now()), actor(dele));
    expect(refusal(answer)?.reason).toBe('notAllowed');
  });

  it('what is to happen by itself is written with the ticket, once for each threshold', async () => {
    const ticketId = await open();
    const dues = () =>
      parts.database.query<{ key: string; at: number; intent: never }>(
        'select key, at, intent from due_rows where ticket_id = $1 order by at',
        [ticketId],
      );
    const before = await dues();
    expect(before).toHaveLength(6);
    clock.advance(HOUR);
    const rule: Actor = { kind: 'rule', ruleId: 'target-threshold', version: 1, inputs: {} };
    await parts.handle(command(ticketId, before[0]?.intent as never, clock.now()), rule);
    expect((await dues()).map((due) => due.key)).toEqual(before.slice(1).map((due) => due.key));
  });

  it('a new policy moves the clocks of open tickets, under a new basis', async () => {
    const ticketId = await open();
    const before = await ticketOf(ticketId);
    await parts.changeReference(async (edit) => {
      await edit.policy(policy(2), null);
    });
    const after = await ticketOf(ticketId);
    expect(after.targets[0]?.dueAt).toBe(clock.now() + 2 * HOUR);
    expect([after.targets[0]?.policyVersion, after.basis]).toEqual([2, before.basis + 1]);
  });

  it('[SLA17] a new policy without a target leaves what is overdue, and nothing else of it', async () => {
    const ticketId = await open();
    const withoutFirst = { ...policy(1), targets: policy(1).targets.filter(({ kind }) => kind !== 'firstResponse') };
    const kinds = async (id: TicketId) => (await ticketOf(id)).targets.map(({ kind }) => kind);
    clock.advance(2 * HOUR);
    const young = await open();
    await parts.changeReference(async (edit) => {
      await edit.policy(withoutFirst, null);
    });
    expect(await kinds(young)).toEqual(['resolution']);
    expect(await kinds(ticketId)).toEqual(['firstResponse', 'resolution']);
    expect((await ticketOf(ticketId)).targets[0]).toMatchObject({ policyVersion: 1, state: 'running' });
  });

  it('feed order is commit order: a reader beside many writers skips nothing', { timeout: 60_000 }, async () => {
    const each = size === 'pglite' ? 3 : 10;
    const tickets = await Promise.all(Array.from({ length: 10 }, (_, n) => open(`Ticket ${n}`)));
    const seen: number[] = [];
    let cursor = await feedEnd(parts.database);
    const start = cursor;
    let writing = true;
    const reader = (async () => {
      for (let last = false; !last; ) {
        last = !writing;
        const end = await feedEnd(parts.database);
        const rows = await parts.database.query<{ seq: number }>(
          'select seq from feed where seq > $1 and seq <= $2 order by seq',
          [cursor, end],
        );
        seen.push(...rows.map((row) => row.seq));
        cursor = end;
      }
    })();
    await Promise.all(
      tickets.map(async (ticketId) => {
        for (let n = 0; n < each; n += 1) {
          await parts.handle(command(ticketId, note(`Note ${n}`), clock.now()), actor(ines));
        }
      }),
    );
    writing = false;
    await reader;
    expect(seen).toEqual(Array.from({ length: 10 * each }, (_, n) => start + 1 + n));
  });

  it('a text that another command brought already is refused, once for ever', async () => {
    const ticketId = await open();
    const first = command(ticketId, note('The same text.'), clock.now());
    const second = command(ticketId, { type: 'note', body: first.body }, clock.now());
    await parts.handle(first, actor(ines));
    const answer = await parts.handle(second, actor(ines));
    expect(refusal(answer)?.reason).toBe('alreadyExists');
    expect(await parts.handle(second, actor(ines))).toEqual(answer);
  });

  it('a batch is all or nothing', async () => {
    const ticketId = fresh<TicketId>();
    const broken = { ...command(ticketId, note('No body'), clock.now()), made: null } as never;
    const list = [
      { command: command(ticketId, openTicket('In a batch'), clock.now()), by: actor(ines) },
      { command: broken, by: actor(ines) },
    ];
    await expect(parts.handle.all(list)).rejects.toThrow();
    expect(await readTicket(parts.database, ticketId)).toBeNull();
  });
});
