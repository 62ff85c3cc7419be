import { beforeEach, describe, expect, it } from 'vitest';
import type { Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import type { Moment } from '#core/commands/moment.ts';
import { isRefusal } from '#core/refusal.ts';
import { actor, commandOf, createDesk, fullPacket, HOUR, ines, monday, offer, reply } from './desk.ts';

const DAY = 24 * HOUR;
const promise = (until: number | null): Intent => ({ type: 'promise', body: { until } });
const ways: [string, (until: number) => Intent][] = [
  ['promised by itself', promise],
  ['promised in a reply', (until) => reply(1, { promisedUntil: until })],
  ['promised in a handoff', (until) => offer(1, { packet: { ...fullPacket, promisedUntil: until } })],
];

describe.each(ways)('a time %s', (_how, intent) => {
  let desk: ReturnType<typeof createDesk>;
  beforeEach(() => {
    desk = createDesk();
    desk.open();
    desk.pass(3 * HOUR);
  });
  const asked = (until: number, at: Partial<Moment> = {}) => {
    const moment: Moment = { effectiveAt: desk.now, recordedAt: desk.now, timing: 'exact', ...at };
    const given = { reference: desk.reference, number: 100 };
    const answer = decide(desk.get(), commandOf(9, intent(until)), actor(ines), moment, given);
    return isRefusal(answer) ? answer.says : 'done';
  };

  it('is still to come, and within a year', () => {
    expect(asked(desk.now + HOUR)).toBe('done');
    expect(asked(desk.now + 365 * DAY)).toBe('done');
    expect(asked(desk.now)).toBe('That time is over already. Promise one that is still to come.');
    expect(asked(desk.now + 370 * DAY)).toBe('Promise a time within a year.');
    expect(asked(8.64e15)).toBe('Promise a time within a year.');
    expect(asked(-8.64e15)).toContain('over already');
  });

  it('may be over when it arrives, if it was not when it was made offline', () => {
    expect(asked(monday + 2 * HOUR, { effectiveAt: monday + HOUR, timing: 'credited' })).toBe('done');
    expect(asked(monday + 2 * HOUR, { claimedAt: monday + HOUR, timing: 'disputed' })).toBe('done');
    expect(asked(monday + HOUR, { effectiveAt: monday + 2 * HOUR, timing: 'credited' })).toContain('over already');
  });

  it('said again is no new promise, though it is over', () => {
    desk.ask(actor(ines), promise(desk.now + HOUR));
    const kept = desk.get().promisedUntil ?? 0;
    desk.pass(2 * HOUR);
    expect(asked(kept)).not.toContain('over already');
    expect(asked(kept - 1)).toContain('over already');
  });
});
