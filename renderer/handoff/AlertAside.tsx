import { useEffect } from 'react';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { numberWord } from '../ticket/wording.ts';
import { useAnnounce } from '../ui/Announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { useStore } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { spokenSpan } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import { wallLeft } from '../ui/left.ts';
import { UrgencyShape, urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { targetWord } from '../ui/words.ts';

/** The dialog while somebody types elsewhere: said aloud, in sight, and deaf to every key that could be meant for the text. */
export function AlertAside({ ticket, onOpen, onClose }: { ticket: Ticket; onOpen: () => void; onClose: () => void }) {
  const store = useStore();
  const announce = useAnnounce();
  const nearest = nearestTarget(ticket);
  const number = numberWord(ticket.number);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, when it comes
  useEffect(() => {
    const now = store.now();
    const left = nearest ? wallLeft(nearest, now) : 0;
    const words = nearest
      ? `${targetWord[nearest.kind]} ${left < 0 ? 'breached' : `breaches in ${spokenSpan(left)}`}`
      : 'needs a look';
    announce(
      `${number}, ${ticket.subject}: ${words}. Alt H opens the handoff, Alt N puts it off.`,
      left < 0 ? 'assertive' : 'polite',
    );
  }, []);
  const group = 'Alert';
  useActions([
    { id: 'aside.open', label: `Hand off ${number}`, group, keys: ['alt+h'], whileTyping: true, run: onOpen },
    { id: 'aside.close', label: 'Put the alert off', group, keys: ['alt+n'], whileTyping: true, run: onClose },
  ]);
  return (
    <aside className="alert-aside" aria-label={`Alert for ${number}`}>
      {nearest ? <Left ticket={ticket} /> : null}
      <span className="alert-about ell">
        <b className="md">{number}</b> {ticket.subject}
      </span>
      <span className="alert-acts">
        <Button kind="quiet" keys="alt+n" onClick={onClose}>
          Not now
        </Button>
        <Button keys="alt+h" onClick={onOpen}>
          Hand off
        </Button>
      </span>
    </aside>
  );
}

function Left({ ticket }: { ticket: Ticket }) {
  const now = useNow();
  const nearest = nearestTarget(ticket);
  if (!nearest) return null;
  const urgency = urgencyOf(nearest, now);
  return (
    <span className={`row-f md ${urgencyClass(urgency)}`}>
      <UrgencyShape urgency={urgency} />
      {targetWord[nearest.kind]} <InlineFigure ms={wallLeft(nearest, now)} />
    </span>
  );
}
