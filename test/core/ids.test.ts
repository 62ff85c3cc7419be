import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { momentOf } from '#core/commands/moment.ts';
import { EventId, Instant, TicketId } from '#core/ids.ts';
import { monday } from './desk.ts';

const capitals = '0A000000-0000-7000-8000-0000000000AB';

describe('ids', () => {
  it('are the same id with capitals, and are known in small letters everywhere', () => {
    expect(TicketId.parse(capitals)).toBe(capitals.toLowerCase());
    expect(EventId.parse(`${capitals}.3`)).toBe(`${capitals.toLowerCase()}.3`);
  });

  it('that are none are refused', () => {
    for (const none of ['', 'x', `${capitals}0`, `${capitals} `]) expect(TicketId.safeParse(none).success).toBe(false);
    expect(EventId.safeParse(capitals).success).toBe(false);
  });
});

describe('instants', () => {
  it('are such as a Date can hold', () => {
    const edges = [8.64e15, -8.64e15];
    expect(edges.map((at) => Instant.safeParse(at).success)).toEqual([true, true]);
    expect(edges.map((at) => Instant.safeParse(at + Math.sign(at)).success)).toEqual([false, false]);
    expect(Instant.safeParse(9e15).success).toBe(false);
  });

  it('stay so, whatever a device says of its clock', () => {
    const at = fc.integer({ min: -8.64e15, max: 8.64e15 });
    const offset = fc.maxSafeInteger();
    fc.assert(
      fc.property(at, offset, at, (device, shift, measuredAt) => {
        const made = { device, offset: shift, offsetError: 5, measuredAt, monotonic: null, bootId: 'b' };
        const { effectiveAt, claimedAt } = momentOf(made, monday);
        expect([effectiveAt, claimedAt ?? 0].map((one) => Instant.safeParse(one).success)).toEqual([true, true]);
      }),
    );
  });
});
