import { describe, expect, it } from 'vitest';
import { decide } from '#core/commands/decide.ts';
import { isRefusal } from '#core/refusal.ts';
import { actor, commandOf, createDesk, ines, MINUTE, monday, reply } from './desk.ts';

describe('what was done before its ticket was opened', () => {
  it('counts from the opening: a reply by a slow clock is the first response all the same', () => {
    const desk = createDesk();
    desk.open();
    desk.pass(5 * MINUTE);
    desk.ask(actor(ines), reply(1), monday - 10 * MINUTE);
    expect(desk.target('firstResponse')).toMatchObject({ state: 'ended', verdict: 'met', endedAt: monday });
    expect(desk.target('firstResponse').endedAt).toBeGreaterThanOrEqual(desk.get().openedAt);
  });

  it('says so in its event, and its words bear the same time', () => {
    const desk = createDesk();
    desk.open();
    const at = { effectiveAt: monday - MINUTE, recordedAt: monday + MINUTE, timing: 'credited' as const };
    const made = decide(desk.get(), commandOf(2, reply(1)), actor(ines), at, {
      reference: desk.reference,
      number: null,
    });
    if (isRefusal(made)) throw new Error(made.says);
    expect(made.events.map(({ effectiveAt, clamped }) => [effectiveAt, clamped])).toEqual(
      made.events.map(() => [monday, true]),
    );
    expect(made.messages.map((message) => message.at)).toEqual([monday]);
  });
});
