import { NEAR, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { Figure } from './Figure.tsx';
import { wallLeft } from './left.ts';
import { UrgencyShape, urgencyClass } from './Urgency.tsx';
import { useNow } from './use-now.ts';

/** Shape, word and figure of one target, ticking by itself: the only thing in a row that does. */
export function Countdown({ target }: { target: TargetInstance }) {
  const now = useNow(stepOf(target));
  const urgency = urgencyOf(target, now);
  return (
    <span className={`countdown ${urgencyClass(urgency)}`}>
      <UrgencyShape urgency={urgency} />
      <span className="countdown-word">{urgency}</span>
      <Figure ms={wallLeft(target, now)} />
    </span>
  );
}

/** What stands still needs no tick. */
function stepOf(target: TargetInstance): number {
  return target.state === 'running' || target.dueAt !== null ? 1_000 : NEAR;
}
