import { type KeyboardEvent, useState } from 'react';
import type { IntentOf } from '#core/commands/command.ts';
import type { Level, Priority } from '#core/ticket/history.ts';
import { type Matrix, priorityOf } from '#core/ticket/matrix.ts';
import { Button } from '../../ui/Button.tsx';
import { levelWord } from '../../ui/words.ts';
import { type Anchor, PickerBox } from './PickerBox.tsx';

export type PriorityChoice = IntentOf<'setPriority'>['body'];
type Current = { impact: Level; urgency: Level; priority: Priority };

const levels: readonly Level[] = [1, 2, 3];
const priorities: readonly Priority[] = [1, 2, 3, 4];

/** Impact down, urgency across, the priority that follows in each cell; arrows move, Enter chooses. */
export function PriorityPicker({
  current,
  matrix,
  anchor,
  onPick,
  onClose,
}: {
  /** Null where the rows in hand differ. */
  current: Current | null;
  matrix: Pick<Matrix, 'cells'>;
  anchor: Anchor;
  onPick: (choice: PriorityChoice) => void;
  onClose: () => void;
}) {
  const [cell, setCell] = useState<{ impact: Level; urgency: Level }>({
    impact: current?.impact ?? 2,
    urgency: current?.urgency ?? 2,
  });
  const [override, setOverride] = useState<Priority | null>(null);
  const [reason, setReason] = useState('');
  const follows = priorityOf(matrix, cell.impact, cell.urgency);

  const onKeyDown = (event: KeyboardEvent) => {
    const [down, across] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[
      event.key
    ] ?? [0, 0];
    if (down || across) {
      setCell({ impact: held(cell.impact + (down ?? 0)), urgency: held(cell.urgency + (across ?? 0)) });
    } else if (event.key === 'Enter') onPick({ ...cell, override: null });
    else if (/^[1-4]$/.test(event.key)) setOverride(Number(event.key) as Priority);
    else return;
    event.preventDefault();
  };

  return (
    <PickerBox label="Priority" anchor={anchor} width={300} onClose={onClose}>
      <p className="picker-title">Priority from impact and urgency</p>
      <div
        className="matrix"
        role="grid"
        aria-label="Impact by urgency"
        tabIndex={0}
        data-autofocus=""
        onKeyDown={onKeyDown}
      >
        <div role="row" className="matrix-row">
          <span role="columnheader" className="matrix-corner">
            Impact ↓ urgency →
          </span>
          {levels.map((urgency) => (
            <span role="columnheader" key={urgency}>
              {levelWord[urgency]}
            </span>
          ))}
        </div>
        {levels.map((impact) => (
          <div role="row" className="matrix-row" key={impact}>
            <span role="rowheader">{levelWord[impact]}</span>
            {levels.map((urgency) => {
              const on = impact === cell.impact && urgency === cell.urgency;
              const was = impact === current?.impact && urgency === current.urgency;
              return (
                <button
                  type="button"
                  role="gridcell"
                  key={urgency}
                  tabIndex={-1}
                  className={`matrix-cell${on ? ' on' : ''}${was ? ' was' : ''}`}
                  aria-selected={on}
                  onClick={() => onPick({ impact, urgency, override: null })}
                >
                  P{priorityOf(matrix, impact, urgency)}
                </button>
              );
            })}
          </div>
        ))}
      </div>
      <form
        className="matrix-foot"
        onSubmit={(event) => {
          event.preventDefault();
          if (override !== null && reason.trim())
            onPick({ ...cell, override: { priority: override, reason: reason.trim() } });
        }}
      >
        {override === null ? (
          <p className="d sm">
            ⏎ sets P{follows}. Press <b>1</b> to <b>4</b> to set another one, with a reason.
          </p>
        ) : (
          <>
            <label className="sm" htmlFor="priority-reason">
              Why P{override} instead of P{follows}?
            </label>
            <input
              id="priority-reason"
              ref={(field) => field?.focus()}
              className="picker-field boxed"
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <div className="row-f">
              <Button kind="quiet" onClick={() => setOverride(null)}>
                Follow the matrix
              </Button>
              <span className="grow" />
              <Button kind="primary" type="submit" disabled={!reason.trim()} keys="Enter">
                Set P{override}
              </Button>
            </div>
          </>
        )}
        {override === null ? (
          <div className="matrix-override">
            {priorities
              .filter((priority) => priority !== follows)
              .map((priority) => (
                <button type="button" className="chip" key={priority} onClick={() => setOverride(priority)}>
                  P{priority} instead
                </button>
              ))}
          </div>
        ) : null}
      </form>
    </PickerBox>
  );
}

function held(level: number): Level {
  return Math.max(1, Math.min(3, level)) as Level;
}
