import type { Instant } from '#core/ids.ts';
import { clockOf, clockSecondsOf } from '../../ui/format.ts';
import type { Account } from './account.ts';
import { type Box, placeOf } from './layout.ts';
import type { Tried } from './pieces.ts';

export type MarkKind = 'start' | 'handoff' | 'now' | 'end' | 'due' | 'tried';

/** A line through the lanes with a word at its foot. `row`: which line of words it has room on; null: none. */
export type Mark = {
  kind: MarkKind;
  at: Instant;
  left: number;
  label: string;
  row: 0 | 1 | null;
  side: 'start' | 'middle' | 'end';
};

/** What gets its word first where there isn't room for all. */
const importance: readonly MarkKind[] = ['due', 'now', 'end', 'tried', 'handoff', 'start'];

/** Start, handoffs, now or the end, the due time, and that of a hold that is tried. `room`: per cent that a letter takes. */
export function marksOf(account: Account, boxes: readonly Box[], tried: Tried | null, room: number): Mark[] {
  const { target, told, zone } = account;
  const last = boxes.at(-1)?.to ?? told.until;
  const seconds = (at: Instant) => clockSecondsOf(at, zone);
  const found: [MarkKind, Instant, string][] = [['start', target.startedAt, clockOf(target.startedAt, zone)]];
  for (const at of handoffsIn(account)) found.push(['handoff', at, `handoff ${clockOf(at, zone)}`]);
  if (target.endedAt === null) found.push(['now', told.until, `now ${seconds(told.until)}`]);
  else found.push(['end', told.until, `${target.verdict ?? 'ended'} ${seconds(told.until)}`]);
  if (target.dueAt !== null && target.dueAt <= last) found.push(['due', target.dueAt, `due ${seconds(target.dueAt)}`]);
  const then = target.state === 'paused' ? 'then due' : 'if held';
  if (tried !== null) found.push(['tried', tried.dueAt, `${then} ${seconds(tried.dueAt)}`]);
  const marks = found.map(([kind, at, label]): Mark => {
    const left = placeOf(boxes, at);
    const { side } = spanOf(left, label, room);
    return { kind, at, left, label, row: null, side };
  });
  return inRows(marks, room);
}

/** Where another team came to hold it, after the start. */
function handoffsIn({ ticket, target, told }: Account): Instant[] {
  const handoffs: Instant[] = [];
  let teamId: string | null = null;
  for (const point of ticket.history) {
    if (point.kind !== 'holder') continue;
    const moved = teamId !== null && teamId !== point.holder.teamId;
    if (moved && point.at > target.startedAt && point.at < told.until) handoffs.push(point.at);
    teamId = point.holder.teamId;
  }
  return handoffs;
}

/** From where to where a word goes, in per cent: around its line, but for those near an edge, which stay inside it. */
function spanOf(left: number, label: string, room: number): { side: Mark['side']; from: number; to: number } {
  const width = (label.length + 1) * room;
  if (left < width / 2) return { side: 'start', from: left, to: left + width };
  if (left > 100 - width / 2) return { side: 'end', from: left - width, to: left };
  return { side: 'middle', from: left - width / 2, to: left + width / 2 };
}

/** Two lines of words, the weightier first: who finds no room on either keeps the line and goes without. */
function inRows(marks: Mark[], room: number): Mark[] {
  const rows: [{ from: number; to: number }[], { from: number; to: number }[]] = [[], []];
  const byWeight = [...marks].sort((a, b) => importance.indexOf(a.kind) - importance.indexOf(b.kind));
  for (const mark of byWeight) {
    const span = spanOf(mark.left, mark.label, room);
    const row = ([0, 1] as const).find((line) =>
      rows[line].every(({ from, to }) => span.to <= from || to <= span.from),
    );
    if (row === undefined) continue;
    rows[row].push(span);
    mark.row = row;
  }
  return marks;
}
