import { type Urgency, urgencyIn, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { usedShare, wallLeft } from '../ui/left.ts';
import { Dial, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { clocksShown } from './clocks-shown.ts';
import { targetLabel } from './target-label.ts';
import { briefly, shortWhen } from './time.ts';

/** Every target at once, and what was promised by word. */
export function Clocks({ ticket }: { ticket: Ticket }) {
  const shown = clocksShown(ticket.targets);
  const promised = isOpen(ticket) ? ticket.promisedUntil : null;
  if (shown.length === 0 && promised === null) return null;
  return (
    <ul className="clocks" aria-label="SLA clocks">
      {shown.map((target) => (
        <Clock key={`${target.kind} ${target.cycle}`} ticket={ticket} target={target} />
      ))}
      {promised === null ? null : <PromiseClock ticket={ticket} until={promised} />}
    </ul>
  );
}

function Clock({ ticket, target }: { ticket: Ticket; target: TargetInstance }) {
  const now = useNow(target.state === 'ended' ? 3_600_000 : 1_000);
  const reference = useReference();
  const me = useMe();
  const urgency = urgencyOf(target, now);
  const corrected = target.corrections?.length ? ', corrected' : '';
  const word = `${target.verdict ?? urgency}${corrected}`;
  const again = target.kind === 'resolution' && target.cycle > 1 ? ` ${target.cycle}` : '';
  return (
    <li className="clock">
      <Dial urgency={urgency} share={target.verdict ? 1 : usedShare(target, now, reference)} />
      <div>
        <Named name={`${targetLabel(target, ticket, reference)}${again}`} urgency={urgency} word={word} />
        <div className={`fig ${urgencyClass(urgency)}`}>
          <InlineFigure ms={wallLeft(target, now)} />
        </div>
        <div className="label">
          {whereabouts(target, (at) => shortWhen(at, now, me.zone))}, of {briefly(target.amount)}
        </div>
      </div>
    </li>
  );
}

/** On two lines where one is too short: neither the name nor the word of urgency is ever cut. */
function Named({ name, urgency, word }: { name: string; urgency: Urgency; word: string }) {
  return (
    <div className="label named">
      {name} <span className={`${urgencyClass(urgency)} md`}>{word}</span>
    </div>
  );
}

function whereabouts(target: TargetInstance, when: (at: number) => string): string {
  if (target.endedAt !== null) return when(target.endedAt);
  return target.dueAt === null ? 'held' : when(target.dueAt);
}

/** The next update by one's own word: beside the policy's target for it, held to all the same. */
function PromiseClock({ ticket, until }: { ticket: Ticket; until: number }) {
  const now = useNow();
  const me = useMe();
  const urgency = urgencyIn(until - now);
  const since = ticket.lastPublic?.at ?? ticket.openedAt;
  const share = until > since ? (now - since) / (until - since) : 1;
  return (
    <li className="clock">
      <Dial urgency={urgency} share={share} />
      <div>
        <Named name="Promised" urgency={urgency} word={urgency} />
        <div className={`fig ${urgencyClass(urgency)}`}>
          <InlineFigure ms={until - now} />
        </div>
        <div className="label">{shortWhen(until, now, me.zone)}, next update</div>
      </div>
    </li>
  );
}
