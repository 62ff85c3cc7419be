import { type Urgency, urgencyIn, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { useActions } from '../ui/keymap.tsx';
import { usedShare, wallLeft } from '../ui/left.ts';
import { useRoving } from '../ui/roving.ts';
import { Dial, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { clocksShown } from './clocks-shown.ts';
import { targetLabel } from './target-label.ts';
import { briefly, shortWhen } from './time.ts';
import { verdictWords } from './verdict-words.ts';

/** Every target at once, each to be asked why, and what was promised by word. */
export function Clocks({ ticket, onExplain }: { ticket: Ticket; onExplain: (target: TargetInstance) => void }) {
  const shown = clocksShown(ticket.targets);
  const promised = isOpen(ticket) ? ticket.promisedUntil : null;
  const { ref, onKeyDown, stop, at } = useRoving<HTMLUListElement>(shown.length, shown.length);
  useActions([
    {
      id: 'clocks.explain',
      label: 'Explain the clock with the focus',
      group: 'On a ticket',
      keys: ['e'],
      scope: 'clocks',
      hidden: true,
      run: () => {
        const target = shown[at];
        if (target) onExplain(target);
      },
    },
  ]);
  if (shown.length === 0 && promised === null) return null;
  return (
    <ul
      ref={ref}
      // The letters that move elsewhere in lists are the queue's here.
      onKeyDown={(event) => (event.key.length > 1 ? onKeyDown(event) : undefined)}
      className="clocks"
      aria-label="SLA clocks"
      data-scope="clocks"
    >
      {shown.map((target, index) => (
        <li key={`${target.kind} ${target.cycle}`}>
          <button
            type="button"
            className="clock"
            aria-keyshortcuts="E"
            onClick={() => onExplain(target)}
            {...stop(index)}
          >
            <Clock ticket={ticket} target={target} />
          </button>
        </li>
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
  const word = `${verdictWords(target) ?? urgency}${corrected}`;
  const again = target.kind === 'resolution' && target.cycle > 1 ? ` ${target.cycle}` : '';
  return (
    <>
      <Dial urgency={urgency} share={target.verdict ? 1 : usedShare(target, now, reference)} />
      <span>
        <Named name={`${targetLabel(target, ticket, reference)}${again}`} urgency={urgency} word={word} />
        <span className={`fig ${urgencyClass(urgency)}`}>
          <InlineFigure ms={wallLeft(target, now)} />
        </span>
        <span className="label">
          {whereabouts(target, (at) => shortWhen(at, now, me.zone))}, of {briefly(target.amount)}
        </span>
      </span>
    </>
  );
}

/** On two lines where one is too short: neither the name nor the word of urgency is ever cut. */
function Named({ name, urgency, word }: { name: string; urgency: Urgency; word: string }) {
  return (
    <span className="label named">
      {name} <span className={`${urgencyClass(urgency)} md`}>{word}</span>
    </span>
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
      <span>
        <Named name="Promised" urgency={urgency} word={urgency} />
        <span className={`fig ${urgencyClass(urgency)}`}>
          <InlineFigure ms={until - now} />
        </span>
        <span className="label">{shortWhen(until, now, me.zone)}, next update</span>
      </span>
    </li>
  );
}
