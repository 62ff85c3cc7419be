import { type ReactNode, useEffect, useRef } from 'react';
import { nearestTarget } from '#core/sla/urgency.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { InlineFigure } from '../ui/Figure.tsx';
import { wallLeft } from '../ui/left.ts';
import { useNow } from '../ui/use-now.ts';

/** Takes the focus when it comes, and again when one comes back from returning. */
export function ReceiveGoal({
  goal,
  sender,
  onGoal,
  children,
}: {
  goal: string;
  sender: string;
  onGoal: (goal: string) => void;
  children: ReactNode;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <label className="field-block receive-field">
      <span className="row-f">
        <span className="st grow">The goal, in your words</span>
        <span className="sm d">{sender} sees this</span>
      </span>
      <textarea
        ref={field}
        data-autofocus=""
        rows={2}
        maxLength={2000}
        value={goal}
        onChange={(event) => onGoal(event.target.value)}
        placeholder="What you will do, and by when"
      />
      <span className="sm d">{children}</span>
    </label>
  );
}

export function OnAcceptance({ ticket }: { ticket: Ticket }) {
  const now = useNow();
  const nearest = nearestTarget(ticket);
  if (!nearest) return <>From acceptance it is yours.</>;
  const left = wallLeft(nearest, now);
  return (
    <>
      From acceptance it is yours, with <InlineFigure ms={left} /> on the clock.
    </>
  );
}
