import { describe, expect, it } from 'vitest';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import { isRefusal } from '#core/refusal.ts';
import { replay } from '#core/sync/replay.ts';
import { actor, commandOf, createDesk, dele, ines, messageId, monday, reply, requesterWrites, status } from './desk.ts';

const moment = { effectiveAt: monday, recordedAt: monday, timing: 'exact' as const };

describe('what the agent sees', () => {
  it('is what the server said with everything pending on top, and the same as if it had been decided there', () => {
    const desk = createDesk();
    desk.open();
    const pending = [commandOf(10, reply(1)), commandOf(11, status('pending'))].map((command) => ({ command, moment }));
    const seen = replay(desk.get(), pending, actor(ines), { reference: desk.reference, number: null });
    expect(seen.ticket).toMatchObject({ status: 'pending', rev: desk.get().rev + 3 });
    let there = desk.get();
    for (const { command } of pending) {
      const decision = decide(there, command, actor(ines), moment, { reference: desk.reference, number: null });
      if (isRefusal(decision)) throw new Error(decision.says);
      there = evolve(there, decision.events, desk.reference) ?? there;
    }
    expect(seen.ticket).toEqual(there);
    expect(seen.provisional.messages).toHaveLength(1);
  });

  it('leaves out what no longer makes sense, and keeps the rest', () => {
    const desk = createDesk();
    desk.open({ mine: false });
    desk.ask(actor(dele), { type: 'take', body: {} });
    const pending = [commandOf(10, { type: 'take', body: {} }), commandOf(11, { type: 'watch', body: {} })];
    const seen = replay(
      desk.get(),
      pending.map((command) => ({ command, moment })),
      actor(ines),
      { reference: desk.reference, number: null },
    );
    expect(seen.ticket?.accountable.personId).toBe(dele.id);
    expect(seen.ticket?.watchers).toEqual([ines.id]);
  });
});

describe('the send guard', () => {
  const withQuestion = () => {
    const desk = createDesk();
    desk.open();
    desk.ask({ kind: 'system' }, requesterWrites(1));
    return desk;
  };

  it('a reply over an unseen newer message is held, and says whose', () => {
    const desk = withQuestion();
    expect(desk.ask(actor(ines), reply(2, { sendAnyway: false }))).toMatchObject({ reason: 'newerMessage' });
    desk.ask(actor(ines), reply(2, { sendAnyway: false, seen: messageId(1) }));
    expect(desk.get().lastPublic).toMatchObject({ id: messageId(2), personId: ines.id });
  });

  it("a colleague's unseen answer holds it too: no customer is answered twice unknowingly", () => {
    const desk = withQuestion();
    desk.ask(actor(dele), reply(2, { seen: messageId(1), sendAnyway: false }));
    expect(desk.ask(actor(ines), reply(3, { seen: messageId(1), sendAnyway: false }))).toMatchObject({
      reason: 'newerMessage',
      by: dele.id,
    });
    desk.ask(actor(ines), reply(3, { seen: messageId(1), sendAnyway: true }));
    expect(desk.get().lastPublic?.id).toBe(messageId(3));
  });

  it('my own earlier reply holds nothing', () => {
    const desk = withQuestion();
    desk.ask(actor(ines), reply(2, { seen: messageId(1), sendAnyway: false }));
    desk.ask(actor(ines), reply(3, { seen: messageId(1), sendAnyway: false }));
    expect(desk.refusals).toEqual([]);
  });
});
