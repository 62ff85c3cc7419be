import type { ReactElement } from 'react';
import type { Urgency as UrgencyWord } from '#core/sla/urgency.ts';

/** One scale, everywhere. Each has a colour, a shape and a word, always from here, so that it reads without colour. */
const shapes: Record<UrgencyWord, ReactElement> = {
  fine: <circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  near: (
    <>
      <circle cx="7" cy="7" r="4.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M7 2.25a4.75 4.75 0 0 1 0 9.5z" fill="currentColor" />
    </>
  ),
  nearer: <path d="M7 1.6 13 12.2H1z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />,
  breached: <path d="M7 .8 13.2 7 7 13.2.8 7z" fill="currentColor" />,
  paused: (
    <>
      <rect x="3" y="2.5" width="2.75" height="9" rx=".6" fill="currentColor" />
      <rect x="8.25" y="2.5" width="2.75" height="9" rx=".6" fill="currentColor" />
    </>
  ),
  met: (
    <path
      d="m2.3 7.4 3.2 3.2 6.2-7"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
};

export const urgencyClass = (urgency: UrgencyWord) => `u-${urgency}`;

/** The shape alone: where the word stands beside it, or `label` says it to who can't see it. */
export function UrgencyShape({
  urgency,
  size = 14,
  label = false,
}: {
  urgency: UrgencyWord;
  size?: number;
  label?: boolean;
}) {
  const same = { className: `u ${urgencyClass(urgency)}`, width: size, height: size, viewBox: '0 0 14 14' };
  if (!label) {
    return (
      <svg {...same} aria-hidden="true">
        {shapes[urgency]}
      </svg>
    );
  }
  return (
    <svg {...same} role="img" aria-label={urgency}>
      {shapes[urgency]}
    </svg>
  );
}

/** Shape, then word, then colour. */
export function Urgency({ urgency }: { urgency: UrgencyWord }) {
  return (
    <span className={`urgency ${urgencyClass(urgency)}`}>
      <UrgencyShape urgency={urgency} />
      <span>{urgency}</span>
    </span>
  );
}

/** A ring that shows the used share, the shape in its middle. `share` beyond 1 is a full ring. */
export function Dial({ urgency, share }: { urgency: UrgencyWord; share: number }) {
  const round = 2 * Math.PI * 12.5;
  const used = Math.max(0, Math.min(1, share)) * round;
  return (
    <svg className={`dial ${urgencyClass(urgency)}`} viewBox="0 0 30 30" width={30} height={30} aria-hidden="true">
      <circle cx="15" cy="15" r="12.5" fill="none" stroke="var(--line)" strokeWidth="2.5" />
      <circle
        cx="15"
        cy="15"
        r="12.5"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.5"
        strokeDasharray={`${used} ${round}`}
        transform="rotate(-90 15 15)"
      />
      <svg x="9.5" y="9.5" width="11" height="11" viewBox="0 0 14 14" aria-hidden="true">
        {shapes[urgency]}
      </svg>
    </svg>
  );
}
