import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Account } from '../../../renderer/ticket/explain/account.ts';
import { dayLabels } from '../../../renderer/ticket/explain/day-labels.ts';
import { boxesOf, placeOf } from '../../../renderer/ticket/explain/layout.ts';
import { marksOf } from '../../../renderer/ticket/explain/marks.ts';
import { paidRuns } from '../../../renderer/ticket/explain/paid.ts';
import { type Piece, piecesOf } from '../../../renderer/ticket/explain/pieces.ts';
import { account, promising, travelled } from './explain-account.ts';
import { desk, HOUR, MINUTE, MONDAY, network, ruben } from './sample.ts';

const open = (from: number, to: number): Piece => ({ from, to, clock: 'counts', closed: null, payer: null });
const shut = (from: number, to: number): Piece => ({ from, to, clock: 'none', closed: 'night', payer: null });

/** Any lives of a clock: open and closed stretches of a second to some weeks, one after the other. */
const anyPieces = fc
  .array(fc.record({ closed: fc.boolean(), length: fc.integer({ min: 1_000, max: 30 * 24 * HOUR }) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => {
    let at = MONDAY;
    return parts.map(({ closed, length }) => {
      const from = at;
      at += length;
      return closed ? shut(from, at) : open(from, at);
    });
  });

/** Over the night to Tuesday, on Wednesday, with a long way to go. */
const wednesday = (): Account =>
  account(travelled(), 'resolution', MONDAY + 50 * HOUR, { data: promising(travelled(), 40) });

describe('the boxes of the drawing', () => {
  it('[DRAW1] follow each other without gap, in order, and are 100 per cent together', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const boxes = boxesOf(pieces);
        let at = 0;
        for (const box of boxes) {
          expect(box.left).toBeCloseTo(at, 9);
          expect(box.width).toBeGreaterThan(0);
          at = box.left + box.width;
        }
        expect(at).toBeCloseTo(100, 9);
        expect(boxes.map(({ from }) => from)).toEqual(pieces.map(({ from }) => from));
      }),
    );
  });

  it('[DRAW2] open time is drawn to one scale, closed time never to a longer one', () => {
    fc.assert(
      fc.property(anyPieces, (pieces) => {
        const boxes = boxesOf(pieces);
        const scales = (closed: boolean) =>
          boxes.filter((box) => (box.closed !== null) === closed).map((box) => box.width / (box.to - box.from));
        const [scale] = scales(false);
        if (scale === undefined) return;
        for (const other of scales(false)) expect(other / scale).toBeCloseTo(1, 6);
        for (const closed of scales(true)) expect(closed / scale).toBeLessThan(1 + 1e-6);
      }),
    );
  });

  it('[DRAW3] a night takes less room than the day before it, and a month of nights still leaves room for the days', () => {
    const [day, night] = boxesOf([open(0, 9 * HOUR), shut(9 * HOUR, 24 * HOUR)]);
    expect(night?.width).toBeLessThan(10);
    expect(day?.width).toBeGreaterThan(90);
    const month = Array.from({ length: 30 }, (_, n) => [
      open(n * 24 * HOUR, (n * 24 + 9) * HOUR),
      shut((n * 24 + 9) * HOUR, (n + 1) * 24 * HOUR),
    ]).flat();
    const days = boxesOf(month).filter(({ closed }) => closed === null);
    expect(days.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(55, 6);
  });

  it('[DRAW4] an instant lies inside the box of its time', () => {
    const boxes = boxesOf([open(0, HOUR), shut(HOUR, 20 * HOUR), open(20 * HOUR, 21 * HOUR)]);
    const [first, night, last] = boxes;
    expect(placeOf(boxes, 30 * MINUTE)).toBeCloseTo((first?.width ?? 0) / 2, 9);
    expect(placeOf(boxes, HOUR)).toBeCloseTo(night?.left ?? -1, 9);
    expect(placeOf(boxes, 20 * HOUR)).toBeCloseTo(last?.left ?? -1, 9);
    expect(placeOf(boxes, -HOUR)).toBe(0);
    expect(placeOf(boxes, 99 * HOUR)).toBe(100);
  });
});

describe('what is drawn', () => {
  it('[DRAW5] the whole way from the start over now to the due time, closed time named', () => {
    const told = wednesday();
    const pieces = piecesOf(told, null);
    expect(pieces[0]?.from).toBe(MONDAY);
    expect(pieces.at(-1)?.to).toBe(told.target.dueAt);
    pieces.slice(1).forEach((piece, index) => {
      expect(piece.from).toBe(pieces[index]?.to);
    });
    const left = pieces.filter(({ clock }) => clock === 'left').reduce((sum, { from, to }) => sum + to - from, 0);
    expect(left).toBe(told.target.amount - told.told.used);
    expect(new Set(pieces.map(({ closed }) => closed))).toEqual(new Set([null, 'night', 'Founding Day', 'weekend']));
    expect(pieces.map(({ clock }) => clock).slice(0, 4)).toEqual(['counts', 'counts', 'paused', 'counts']);
  });

  it('[DRAW6] time past due is told apart from the time before it', () => {
    const told = account(travelled(), 'resolution', MONDAY + 8.75 * HOUR);
    const pieces = piecesOf(told, null);
    expect(told.target.dueAt).toBe(MONDAY + 8.5 * HOUR);
    expect(pieces.slice(-2).map(({ from, to, clock }) => [from, to, clock])).toEqual([
      [MONDAY + 2.5 * HOUR, MONDAY + 8.5 * HOUR, 'counts'],
      [MONDAY + 8.5 * HOUR, MONDAY + 8.75 * HOUR, 'over'],
    ]);
  });

  it('[DRAW7] a hold that is tried is drawn as one, and what is left comes after it', () => {
    const told = wednesday();
    const backAt = told.now + 30 * MINUTE;
    const dueAt = (told.target.dueAt ?? 0) + 30 * MINUTE;
    const pieces = piecesOf(told, { backAt, dueAt });
    const ahead = pieces.filter(({ from }) => from >= told.now);
    expect(ahead[0]).toMatchObject({ from: told.now, to: backAt, clock: 'held' });
    expect(ahead.at(-1)?.to).toBe(dueAt);
    const left = ahead.filter(({ clock }) => clock === 'left').reduce((sum, { from, to }) => sum + to - from, 0);
    expect(left).toBe(told.target.amount - told.told.used);
  });

  it('[DRAW8] nothing lies ahead of a clock that has ended or waits', () => {
    const waiting = travelled().next(MONDAY + 3 * HOUR, ruben, {
      type: 'setStatus',
      body: { to: 'pending', waitingOn: 'requester', note: null },
    });
    const paused = account(waiting, 'resolution', MONDAY + 4 * HOUR);
    expect(piecesOf(paused, null).at(-1)).toMatchObject({ to: MONDAY + 4 * HOUR, clock: 'paused' });
    const ended = account(travelled(), 'firstResponse', MONDAY + 4 * HOUR);
    expect(piecesOf(ended, null).at(-1)?.to).toBe(MONDAY + 10 * MINUTE);
  });

  it('[DRAW9] the third lane names who is charged, one stretch for each in a row, nobody while it is closed', () => {
    const runs = paidRuns(boxesOf(piecesOf(account(travelled(), 'resolution', MONDAY + 25 * HOUR), null)));
    expect(runs.map(({ payer }) => (payer.to === 'team' ? payer.teamId : payer.to))).toEqual([
      desk,
      network,
      'requester',
      network,
      network,
    ]);
  });
});

describe('the words around the drawing', () => {
  it('[DRAW10] start, handoff, now and due, each on its instant', () => {
    const told = wednesday();
    const boxes = boxesOf(piecesOf(told, null));
    const marks = marksOf(told, boxes, null, 0.8);
    expect(marks.map(({ label }) => label)).toEqual(['08:00', 'handoff 09:10', 'now 10:00:00', 'due 12:30:00']);
    for (const { at, left } of marks) expect(left).toBeCloseTo(placeOf(boxes, at), 9);
  });

  it('[DRAW11] no word runs into another or out of the drawing, the weightiest always has room', () => {
    for (let now = MONDAY + 2 * MINUTE; now < MONDAY + 60 * HOUR; now += 97 * MINUTE) {
      const told = account(travelled(), 'resolution', now, { data: promising(travelled(), 40) });
      for (const room of [0.8, 1.7]) {
        const marks = marksOf(told, boxesOf(piecesOf(told, null)), null, room);
        for (const row of [0, 1]) {
          const spans = marks
            .filter((mark) => mark.row === row)
            .map(({ left, label, side }) => {
              const width = label.length * room;
              const from = side === 'start' ? left : side === 'end' ? left - width : left - width / 2;
              return { from, to: from + width };
            })
            .sort((a, b) => a.from - b.from);
          for (const [index, { from, to }] of spans.entries()) {
            expect(from).toBeGreaterThanOrEqual(index === 0 ? 0 : (spans[index - 1]?.to ?? 0));
            expect(to).toBeLessThanOrEqual(100);
          }
        }
        expect(marks.find(({ kind }) => kind === 'due')?.row).not.toBeNull();
        expect(marks.find(({ kind }) => kind === 'now')?.row).not.toBeNull();
      }
    }
  });

  it('[DRAW12] the reader’s days, a weekend named as one, the month where it begins', () => {
    const labels = dayLabels(boxesOf(piecesOf(wednesday(), null)), 'UTC', 0.8);
    expect(labels.map(({ label }) => label)).toEqual([
      'Mon 23 Nov',
      'Tue 24',
      'Wed 25',
      'Thu 26',
      'Fri 27',
      'Sat 28, Sun 29',
      'Mon 30',
    ]);
    expect(labels.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(100, 9);
  });
});
