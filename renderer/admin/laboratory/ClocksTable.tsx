import { Fragment, useState } from 'react';
import type { CycleText } from '#core/sla/laboratory/answer-text.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { exactly } from '../../ticket/time.ts';
import { isUnanswered } from '../../ticket/verdict-words.ts';
import { useMe } from '../../ui/context.tsx';
import { clockSecondsOf, dayOf } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { UrgencyShape, urgencyClass } from '../../ui/Urgency.tsx';
import { targetWord } from '../../ui/words.ts';
import { isChanged, type Row, stateWord, urgencyOf } from './compare.ts';
import { Pieces } from './Pieces.tsx';
import { amountWord } from './words.ts';

type Props = { rows: readonly Row[]; at: number; tiers: ReferenceData['tiers'] };

/** Every clock on a line: what it says, beside it what it would have said; what differs is said in words and set in bold. */
export function ClocksTable({ rows, at, tiers }: Props) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const compared = rows.some(({ would }) => would !== undefined);
  const toggle = (key: string) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    setOpen(next);
  };
  return (
    <table className="lab-table">
      <thead>
        {compared ? (
          <tr>
            <td />
            <th scope="colgroup" colSpan={4}>
              As it is
            </th>
            <th scope="colgroup" colSpan={4} className="lab-edge">
              As it would have been
            </th>
          </tr>
        ) : null}
        <tr>
          <th scope="col" className="lab-first">
            Clock
          </th>
          <Heads />
          {compared ? <Heads edge /> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const key = `${row.kind} ${row.cycle}`;
          const isOpen = open.has(key);
          return (
            <Fragment key={key}>
              <tr className={isChanged(row) ? 'lab-row differs' : 'lab-row'}>
                <th scope="row">
                  <button type="button" className="lab-toggle" aria-expanded={isOpen} onClick={() => toggle(key)}>
                    <Icon name="chevron" small />
                    {targetWord[row.kind]}
                    {row.many ? <span className="d">{row.cycle}</span> : null}
                  </button>
                </th>
                <Cells kind={row.kind} cycle={row.is} at={at} />
                {compared ? <Cells kind={row.kind} cycle={row.would ?? null} at={at} row={row} /> : null}
              </tr>
              {isOpen ? (
                <tr className="lab-pieces-row">
                  <td colSpan={compared ? 9 : 5}>
                    <div className="lab-pieces">
                      <Pieces title={compared ? 'As it is' : null} cycle={row.is} tiers={tiers} />
                      {compared ? (
                        <Pieces title="As it would have been" cycle={row.would ?? null} tiers={tiers} />
                      ) : null}
                    </div>
                  </td>
                </tr>
              ) : null}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Heads({ edge = false }: { edge?: boolean }) {
  return (
    <>
      <th scope="col" className={edge ? 'lab-edge' : ''}>
        State
      </th>
      <th scope="col">Due</th>
      <th scope="col" className="r">
        Used
      </th>
      <th scope="col" className="r">
        Left
      </th>
    </>
  );
}

/** `row`: where this is what would have been, so that what differs is told. */
function Cells({ kind, cycle, at, row }: { kind: TargetKind; cycle: CycleText | null; at: number; row?: Row }) {
  const { zone } = useMe();
  const edge = row ? 'lab-edge' : '';
  if (!cycle) {
    return (
      <td colSpan={4} className={`d ${edge}`}>
        {row ? <Told is={row.is}>Not promised</Told> : 'Not promised'}
      </td>
    );
  }
  const is = row?.is ?? null;
  const { state, due, used, left } = row?.changed ?? { state: false, due: false, used: false, left: false };
  return (
    <>
      <td className={edge}>
        <Value changed={state} says={state && is ? `was ${stateWord(is, at)}` : null}>
          <StateOf kind={kind} cycle={cycle} at={at} />
        </Value>
      </td>
      <td>
        <Value changed={due} says={due ? laterWord(is, cycle) : null}>
          {cycle.dueAt
            ? `${dayOf(Date.parse(cycle.dueAt), zone)} ${clockSecondsOf(Date.parse(cycle.dueAt), zone)}`
            : '–'}
        </Value>
      </td>
      <td className="r">
        <Value changed={used} says={used ? moreWord(is?.usedSeconds, cycle.usedSeconds) : null}>
          {signed(cycle.usedSeconds)}
        </Value>
      </td>
      <td className="r">
        <Value changed={left} says={left ? moreWord(is?.remainingSeconds, cycle.remainingSeconds) : null}>
          {signed(cycle.remainingSeconds)}
        </Value>
      </td>
    </>
  );
}

function Told({ is, children }: { is: CycleText | null; children: string }) {
  return is ? (
    <Value changed says="no clock then">
      {children}
    </Value>
  ) : (
    children
  );
}

function Value({ changed, says, children }: { changed: boolean; says: string | null; children: React.ReactNode }) {
  if (!changed) return <>{children}</>;
  return (
    <span className="lab-changed">
      {children}
      <span className="lab-diff">{says ?? 'new'}</span>
    </span>
  );
}

function StateOf({ kind, cycle, at }: { kind: TargetKind; cycle: CycleText; at: number }) {
  const urgency = urgencyOf(cycle, at);
  if (!urgency) return <span className="d sm">{stateWord(cycle, at)}</span>;
  return (
    <>
      <span className={`urgency ${urgencyClass(urgency)}`}>
        <UrgencyShape urgency={urgency} />
        <span>{stateWord(cycle, at)}</span>
      </span>
      {isUnanswered({ kind, endedBy: cycle.endedBy }) ? (
        <span className="d sm lab-how">resolved without a reply</span>
      ) : null}
    </>
  );
}

function laterWord(is: CycleText | null, { dueAt }: CycleText): string | null {
  if (!is?.dueAt || !dueAt) return is ? (dueAt ? 'had no due time' : 'no due time') : null;
  const ms = Date.parse(dueAt) - Date.parse(is.dueAt);
  return `${exactly(ms)} ${ms > 0 ? 'later' : 'earlier'}`;
}

function moreWord(is: number | undefined, would: number): string | null {
  if (is === undefined) return null;
  return `${amountWord(would - is)} ${would > is ? 'more' : 'less'}`;
}

function signed(seconds: number): string {
  return `${seconds < 0 ? '−' : ''}${amountWord(seconds)}`;
}
