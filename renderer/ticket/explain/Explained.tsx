import { useState } from 'react';
import { targetLabel } from '../target-label.ts';
import type { Account } from './account.ts';
import { CopyByHand } from './CopyByHand.tsx';
import { Drawing } from './Drawing.tsx';
import { Equation } from './Equation.tsx';
import { type HoldChoice, tryHold } from './hold-choices.ts';
import { judgedBy } from './judged-by.ts';
import type { Tried } from './pieces.ts';
import { SegmentTable } from './SegmentTable.tsx';
import { standingOf } from './standing.ts';
import { WhatIf } from './WhatIf.tsx';

type Props = {
  account: Account;
  /** The text that the clipboard didn't take. */
  refused: string | null;
  onHeld: () => void;
};

/** One clock explained: the sum, the drawing, the table that the drawing draws, and what a hold would do. */
export function Explained({ account, refused, onHeld }: Props) {
  const { ticket, target, reference } = account;
  const [picked, setPicked] = useState<number | null>(null);
  const trial = tryHold(account);
  const tried = trial?.kind === 'choices' && picked !== null ? triedOf(trial.choices[picked]) : null;
  const standing = standingOf(account);
  return (
    <div className="explain">
      <div className="explain-what">
        <p className="m">
          {ticket.subject}. {targetLabel(target, ticket, reference)}, P{ticket.priority}. {judgedBy(account)}
        </p>
        {standing.map((sentence) => (
          <p key={sentence} className="sm d">
            {sentence}
          </p>
        ))}
      </div>
      <Equation account={account} />
      {refused === null ? null : <CopyByHand text={refused} />}
      <Drawing account={account} tried={tried} />
      <div className={trial ? 'explain-two' : 'explain-two alone'}>
        <SegmentTable account={account} />
        {trial ? <WhatIf account={account} trial={trial} picked={picked} onPick={setPicked} onHeld={onHeld} /> : null}
      </div>
    </div>
  );
}

/** Nothing is drawn of an answer that never comes. */
function triedOf(choice: HoldChoice | undefined): Tried | null {
  return choice && choice.backAt !== null && choice.dueAt !== null
    ? { backAt: choice.backAt, dueAt: choice.dueAt }
    : null;
}
