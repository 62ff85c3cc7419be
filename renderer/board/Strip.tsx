import type { Board } from '#core/board/board.ts';
import { figureOf } from '../ui/format.ts';
import { UrgencyShape } from '../ui/Urgency.tsx';

/** The few figures that matter at once. `known`: whether we hear of the others' consoles. */
export function Strip({ figures, known }: { figures: Board['figures']; known: boolean }) {
  const { breached, nearer, near, offers, unconfirmed, offline, unheard, promisesOverdue } = figures;
  const silent = unheard > 0 ? `, ${unheard} not known` : '';
  return (
    <dl className="strip" aria-label="At a glance">
      <Display figure={breached} says="breached now" urgency="breached" />
      <Display figure={nearer} says="nearer, under 15m" urgency="nearer" />
      <Display figure={near} says="near, under 1h" urgency="near" />
      <Display figure={offers} says={offers === 1 ? 'offer nobody has taken' : 'offers nobody has taken'} />
      <Display
        figure={known ? unconfirmed : null}
        says={known ? `unconfirmed, ${offline} offline${silent}` : 'unconfirmed: not known'}
      />
      <Display figure={promisesOverdue} says="promises overdue" />
    </dl>
  );
}

function Display({
  figure,
  says,
  urgency,
}: {
  /** Null where this console can't know. */
  figure: number | null;
  says: string;
  urgency?: 'breached' | 'nearer' | 'near';
}) {
  const loud = urgency && figure;
  return (
    <div>
      <dt>{says}</dt>
      <dd className={loud ? `u-${urgency}` : undefined}>
        {urgency ? <UrgencyShape urgency={urgency} /> : null}
        {figure === null ? '–' : figureOf(figure)}
      </dd>
    </div>
  );
}
