import { describe, expect, it } from 'vitest';
import { type Cursor, opened, stayed, stepped } from '../../../renderer/queue/cursor.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';
import { row } from './rows.ts';

const rowsOf = (...numbers: number[]) => numbers.map((n) => known[n] as QueueRow);
const known = Array.from({ length: 10 }, (_, n) => row(n));
const at = (n: number, index: number): Cursor => ({ id: row(n).id, index });
/** The ticket that the next J, and the next K, would show. */
const around = (cursor: Cursor, rows: readonly QueueRow[]) =>
  [1, -1].map((by) => (rows[stepped(cursor, by, rows)]?.number ?? 0) - 48_000);

describe('the ticket in sight is the one acted on', () => {
  it('opened from anywhere, it is under the cursor, in the view or not', () => {
    const rows = rowsOf(1, 2, 3);
    expect(opened(at(1, 0), row(3).id, rows)).toEqual(at(3, 2));
    const elsewhere = opened(at(2, 1), row(9).id, rows);
    expect(elsewhere.id).toBe(row(9).id);
    expect(around(elsewhere, rows)).toEqual([2, 1]);
  });

  it('taken out of Unassigned, or accepted out of what is offered, it stays; moving goes on where it stood', () => {
    const before = rowsOf(1, 2, 3, 4);
    const rows = rowsOf(1, 3, 4);
    const cursor = stayed(at(2, 1), row(2).id, before, rows);
    expect(cursor.id).toBe(row(2).id);
    expect(around(cursor, rows)).toEqual([3, 1]);
  });

  it('the last row gone, there is nothing behind it', () => {
    const rows = rowsOf(1, 2);
    const cursor = stayed(at(3, 2), row(3).id, rowsOf(1, 2, 3), rows);
    expect(around(cursor, rows)).toEqual([2, 2]);
    expect(stayed(at(3, 0), row(3).id, rowsOf(3), [])).toEqual(at(3, 0));
  });

  it('answered, it sinks or rises in the list; moving goes on from the place it had', () => {
    const before = rowsOf(1, 2, 3, 4, 5);
    const sunk = [...rowsOf(2, 3, 4), row(1), ...rowsOf(5)];
    const top = stayed(at(1, 0), row(1).id, before, sunk);
    expect(top.id).toBe(row(1).id);
    expect(around(top, sunk)).toEqual([2, 2]);
    const risen = [row(4), ...rowsOf(1, 2, 3, 5)];
    expect(around(stayed(at(4, 3), row(4).id, before, risen), risen)).toEqual([5, 3]);
  });

  it('the place keeps its neighbours while others come and go around it', () => {
    const before = rowsOf(2, 3, 4);
    const gap = stayed(at(1, 0), row(1).id, rowsOf(1, 2, 3, 4), before);
    const rows = rowsOf(7, 8, 3, 4);
    expect(around(stayed(gap, row(1).id, before, rows), rows)).toEqual([3, 8]);
  });

  it('others that move around it, or a word on it that moves nothing, leave it where it is', () => {
    const before = rowsOf(1, 2, 3);
    const rows = [row(5), ...rowsOf(1), row(2, { unread: true }), ...rowsOf(3)];
    expect(stayed(at(2, 1), row(2).id, before, rows)).toEqual(at(2, 2));
    expect(stayed(at(2, 1), row(2).id, before, rowsOf(3, 1, 2))).toEqual(at(2, 2));
  });

  it('undone, it stands on its row again', () => {
    const gone = rowsOf(1, 3);
    const gap = stayed(at(2, 1), row(2).id, rowsOf(1, 2, 3), gone);
    expect(stayed(gap, row(2).id, gone, rowsOf(1, 2, 3))).toEqual(at(2, 1));
    expect(stayed(at(2, 0), row(2).id, [], rowsOf(1, 2, 3))).toEqual(at(2, 1));
  });

  it('closed, the row that took its place is meant', () => {
    const rows = rowsOf(1, 3, 4);
    const gap = stayed(at(2, 1), row(2).id, rowsOf(1, 2, 3, 4), rows);
    expect(stayed(gap, null, rows, rows)).toEqual(at(3, 1));
    const sunk = [...rowsOf(2, 3), row(1)];
    const low = stayed(at(1, 0), row(1).id, rowsOf(1, 2, 3), sunk);
    expect(stayed(low, null, sunk, sunk)).toEqual(at(2, 0));
  });
});

describe('with no ticket open', () => {
  it('the cursor goes with its row, and to the next one where that is gone', () => {
    const before = rowsOf(1, 2, 3, 4);
    expect(stayed(at(3, 2), null, before, rowsOf(3, 1, 2, 4))).toEqual(at(3, 0));
    expect(stayed(at(2, 1), null, before, rowsOf(3, 4))).toEqual(at(3, 0));
    expect(stayed(at(4, 3), null, before, rowsOf(1, 2, 3))).toEqual(at(3, 2));
    expect(stayed(at(4, 3), null, before, [])).toEqual({ id: null, index: 0 });
  });

  it('a view that opens starts at its first row', () => {
    expect(stayed({ id: null, index: 0 }, null, rowsOf(1, 2), rowsOf(5, 6))).toEqual(at(5, 0));
  });

  it('moved by hand while another is still in sight, it leads and is kept', () => {
    const before = rowsOf(1, 2, 3);
    expect(stayed(at(2, 1), row(1).id, before, rowsOf(1, 2))).toEqual(at(2, 1));
  });
});
