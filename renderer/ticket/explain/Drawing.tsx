import type { ReactNode } from 'react';
import { useMedia } from '../../ui/scheme.tsx';
import { UrgencyShape } from '../../ui/Urgency.tsx';
import { payerName } from '../../ui/words.ts';
import { exactly } from '../time.ts';
import type { Account } from './account.ts';
import { clockChangeWords } from './clock-changes.ts';
import { dayLabels } from './day-labels.ts';
import { zoneWords } from './judged-by.ts';
import { type Box, boxesOf } from './layout.ts';
import { marksOf } from './marks.ts';
import { paidRuns } from './paid.ts';
import { piecesOf, type Tried } from './pieces.ts';
import { shownLength } from './whole-seconds.ts';

/** What a letter over or under the lanes takes of their width, in per cent: on a wide window, and on a narrow one. */
const ROOM = { wide: 0.8, narrow: 1.7 };

/** Three lanes over one axis: calendar, clock, who is charged. For the eye only: the table says the same in words. */
export function Drawing({ account, tried }: { account: Account; tried: Tried | null }) {
  const room = useMedia('(max-width: 900px)') ? ROOM.narrow : ROOM.wide;
  const boxes = boxesOf(piecesOf(account, tried));
  const last = boxes.at(-1);
  if (!last) return null;
  const marks = marksOf(account, boxes, tried, room);
  return (
    <div className="explain-drawing">
      <div className={marks.some(({ row }) => row === 1) ? 'lanes two' : 'lanes'} aria-hidden="true">
        <Lane kind="days">
          {dayLabels(boxes, account.zone, room).map(({ left, width, label }) => (
            <Placed key={left} kind="day" left={left} width={width} words={label} />
          ))}
        </Lane>
        <Lane kind="calendar" name="Calendar">
          {boxes.map(({ from, closed, ...place }) => (
            <Placed key={from} kind={closed === null ? 'open' : 'shut'} {...place} words={closed} />
          ))}
        </Lane>
        <Lane kind="clock" name="Clock">
          {boxes.map((box) => (
            <Placed
              key={box.from}
              kind={box.clock === 'none' && box.closed !== null ? 'idle' : box.clock}
              left={box.left}
              width={box.width}
              words={isStopped(box) ? <UrgencyShape urgency="paused" size={12} /> : timeIn(box, boxes)}
            />
          ))}
        </Lane>
        <Lane kind="charged" name="Charged to">
          {paidRuns(boxes).map(({ payer, left, width }) => (
            <Placed key={left} kind="paid" left={left} width={width} words={payerName(payer, account.reference)} />
          ))}
        </Lane>
        <Lane kind="marks">
          {marks.map(({ kind, at, left, label, row, side }) => (
            <div key={`${kind} ${at}`} className={`mark mark-${kind} side-${side}`} style={{ left: `${left}%` }}>
              {row === null ? null : <span className={`row-${row}`}>{label}</span>}
            </div>
          ))}
        </Lane>
      </div>
      <p className="mi d">
        {boxes.some(({ closed }) => closed !== null)
          ? 'Open hours drawn to scale, closed time shortened.'
          : 'Drawn to scale.'}{' '}
        {clockChangeWords(account, last.to)} {zoneWords(account)}
      </p>
    </div>
  );
}

function Lane({ kind, name, children }: { kind: string; name?: string; children: ReactNode }) {
  return (
    <div className={`lane lane-${kind}`}>
      <span className="d">{name}</span>
      <div>{children}</div>
    </div>
  );
}

/** A box at its place; its words show where they fit, and not at all where they don't. */
function Placed({ kind, left, width, words }: { kind: string; left: number; width: number; words: ReactNode }) {
  return (
    <div className={`placed placed-${kind}`} style={{ left: `${left}%`, width: `${width}%` }}>
      {words === null ? null : <span>{words}</span>}
    </div>
  );
}

function isStopped({ clock }: Box): boolean {
  return clock === 'paused' || clock === 'held';
}

/** How long, without seconds where there are none; what is left in one piece says so. */
function timeIn({ clock, from, to }: Box, boxes: readonly Box[]): string | null {
  if (clock === 'none') return null;
  const time = exactly(shownLength({ from, to })).replace(/ 00s$/, '');
  if (clock === 'over') return `${time} over`;
  const alone = boxes.filter((box) => box.clock === 'left').length === 1;
  return clock === 'left' && alone ? `${time} left` : time;
}
