import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Command, Intent } from '#core/commands/command.ts';
import type { TicketId } from '#core/ids.ts';
import { PROTOCOL, Pull, PushAnswer, SnapshotPage } from '#core/sync/protocol.ts';
import { type Ground, startGround } from '#test/support/database.ts';
import { json, startTestServer, type TestConsole, type TestServer } from '#test/support/server.ts';
import { createClock, DAY } from '#test/support/server-clock.ts';
import { CONSOLE, command, fresh, ines, note, offerTo, openTicket, teams, text } from '#test/support/workspace.ts';

const RUNS = 25;

/** What no console of ours sends, but a console must be able to live with once the server took it. */
describe('whatever push accepts comes back in a pull that a console understands', () => {
  const clock = createClock();
  let ground: Ground;
  let server: TestServer;
  let desk: TestConsole;

  beforeAll(async () => {
    ground = await startGround('pglite');
    server = await startTestServer(clock, { database: await ground.fresh() });
    desk = await server.signIn(ines);
  });
  afterAll(async () => {
    await server.stop();
    await ground.stop();
  });

  const push = async (commands: unknown[]) => {
    const { serverId } = server.parts.workspace;
    return desk.ask('/api/push', json({ protocol: PROTOCOL, serverId, consoleId: CONSOLE, commands }));
  };

  it('ids with capitals are the same ids everywhere', async () => {
    const ticketId = fresh<TicketId>();
    const loud = (one: Command) => ({ ...one, id: one.id.toUpperCase(), ticketId: ticketId.toUpperCase() });
    const said = text('Said loudly');
    const opened = command(
      ticketId,
      openTicket('Loud', { text: { ...said, messageId: said.messageId.toUpperCase() as never } }),
      clock.now(),
    );
    const noted = command(ticketId, note('Quietly'), clock.now());
    const answer = PushAnswer.parse(await (await push([loud(opened), noted])).json());
    expect(answer.answers).toMatchObject([
      { outcome: 'done', commandId: opened.id },
      { outcome: 'done', commandId: noted.id },
    ]);
    const pulled = await desk.pull(0);
    const row = Pull.parse(pulled).rows.find(({ ticket }) => ticket.id === ticketId);
    expect(pulled.drops).toEqual([]);
    expect(row?.events.map(({ commandId }) => commandId)).toEqual(expect.arrayContaining([opened.id, noted.id]));
    expect(row?.messages.map(({ id }) => id)).toContain(said.messageId);
    expect(JSON.stringify(pulled)).not.toContain(ticketId.toUpperCase());
    expect((await push([loud(opened)])).status, 'and asked again, it is the same command').toBe(200);
    expect(Pull.parse(await desk.pull(0)).rows.find(({ ticket }) => ticket.id === ticketId)?.ticket.rev).toBe(
      row?.ticket.rev,
    );
  });

  it(`through ${RUNS} odd pushes`, { timeout: 120_000 }, async () => {
    const at = fc.oneof(
      fc.constantFrom(9e15, 8.64e15, -8.64e15, -9e15, 0, clock.now() + DAY, clock.now() + 400 * DAY),
      fc.maxSafeInteger(),
    );
    const words = fc.oneof(
      fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
      fc.constantFrom('\u200b', '\u202eabc', 'Zu\u0308rich', '__proto__'),
    );
    const intent: fc.Arbitrary<Intent> = fc.oneof(
      words.map((subject): Intent => ({ type: 'rename', body: { subject } })),
      words.map((tag): Intent => ({ type: 'tag', body: { add: [tag], remove: [] } })),
      words.map((body) => note(body)),
      at.map((until): Intent => ({ type: 'promise', body: { until } })),
      at.map((promisedUntil): Intent => {
        const offer = offerTo(teams.network);
        return { ...offer, body: { ...offer.body, packet: { ...offer.body.packet, promisedUntil } } };
      }),
      fc.constant<Intent>({ type: 'changeRequester', body: { requesterId: fresh(), organisationId: null } }),
    );
    const made = fc.record({
      device: at,
      offset: fc.option(at),
      offsetError: fc.option(fc.nat()),
      measuredAt: fc.option(at),
      monotonic: fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
      bootId: fc.string({ maxLength: 20 }),
    });
    const field = fc.tuple(words, words).map(([name, value]) => ({ [name]: value }));
    const upper = fc.boolean();
    const one = fc.record({
      subject: words,
      field,
      list: fc.array(fc.tuple(intent, made, upper), { maxLength: 4 }),
      made,
      upper,
    });
    let done = 0;
    await fc.assert(
      fc.asyncProperty(one, async ({ subject, field: fields, list, made: first, upper: loud }) => {
        const ticketId = fresh<TicketId>();
        const since = (await desk.pull(0)).cursor;
        const opened = command(ticketId, openTicket(subject, { fields }), clock.now(), { made: first });
        const rest = list.map(([asked, when, isLoud]) =>
          said(command(ticketId, asked, clock.now(), { made: when }), isLoud),
        );
        for (const asked of [said(opened, loud), ...rest]) {
          const answer = await push([asked]);
          expect([200, 400]).toContain(answer.status);
          if (answer.status === 200)
            done += PushAnswer.parse(await answer.json()).answers.filter(({ outcome }) => outcome === 'done').length;
        }
        const pulled = Pull.parse(await desk.pull(since));
        const here = new Set(pulled.rows.map(({ ticket }) => ticket.id));
        expect(pulled.drops.filter((id) => here.has(id))).toEqual([]);
      }),
      { numRuns: RUNS },
    );
    SnapshotPage.parse(await desk.snapshot());
    expect(done, 'and it did accept some').toBeGreaterThan(RUNS / 4);
  });
});

/** A command with its ids as others may write them. */
function said(one: Command, isLoud: boolean): unknown {
  if (!isLoud) return one;
  return JSON.parse(JSON.stringify(one), (key, value) =>
    /^(id|ticketId|messageId|escalationId)$/.test(key) ? String(value).toUpperCase() : value,
  );
}
