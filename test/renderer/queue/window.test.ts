import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexOf } from '../../../renderer/queue/visible.ts';
import { scrollFor, windowOf } from '../../../renderer/queue/window.ts';
import { row } from './rows.ts';

const HEAD = 28;

describe('the rows in sight', () => {
  it('every row that shows is rendered, and never many more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50_000 }),
        fc.constantFrom(28, 36, 44),
        fc.integer({ min: 100, max: 2_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, height, seen, share) => {
          const scrollTop = Math.max(0, count * height + HEAD - seen) * share;
          const { from, to } = windowOf(scrollTop, seen, height, count);
          const first = Math.max(0, Math.floor((scrollTop - HEAD) / height));
          const last = Math.min(count, Math.ceil((scrollTop + seen - HEAD) / height));
          expect(from).toBeLessThanOrEqual(first);
          expect(to).toBeGreaterThanOrEqual(last);
          expect(to - from).toBeLessThan(seen / height + 30);
        },
      ),
    );
  });

  it('moving scrolls only where the row is out of sight, and then just enough', () => {
    expect(scrollFor(3, 0, 400, 36, HEAD)).toBeNull();
    expect(scrollFor(20, 0, 400, 36, HEAD)).toBe(HEAD + 21 * 36 - 400);
    expect(scrollFor(2, 200, 400, 36, HEAD)).toBe(72);
  });
});

describe('where the cursor stands', () => {
  it('is looked up only where the row has moved', () => {
    const rows = [row(1), row(2), row(3)];
    expect(indexOf(rows, row(2).id, 1)).toBe(1);
    expect(indexOf(rows, row(2).id, 0)).toBe(1);
    expect(indexOf(rows, row(9).id, 1)).toBe(-1);
    expect(indexOf(rows, null, 0)).toBe(-1);
  });
});
