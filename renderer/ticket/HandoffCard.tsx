import { memo } from 'react';
import type { Escalation } from '#core/ticket/escalation.ts';
import { useMe } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { handoffReasonWord, returnReasonWord } from '../ui/words.ts';
import type { StoryItem } from './story.ts';
import { briefly } from './time.ts';
import type { Names } from './wording.ts';

/** A handoff with its times: offered, taken or not, and why. Its packet unfolds. */
export const HandoffCard = memo(function HandoffCard({
  item,
  names,
}: {
  item: Extract<StoryItem, { kind: 'handoff' }>;
  names: Names;
}) {
  const { escalation, provisional } = item;
  const me = useMe();
  const steps = stepsOf(escalation, names, (at) => clockOf(at, me.zone));
  return (
    <section className={provisional ? 'hand prov' : 'hand'} aria-label="Handoff">
      <div className="hand-head">
        <Icon name="forward" />
        <span className="st">
          {names.team(escalation.from.teamId)} to {names.team(escalation.to.teamId)}
        </span>
        <span className="grow" />
        <span className="md m">{outcomeOf(escalation)}</span>
      </div>
      <dl className="hand-steps">
        {steps.map(({ name, said }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
      <details className="hand-packet">
        <summary>
          Packet {escalation.score} of 100, {handoffReasonWord[escalation.reason].toLowerCase()}
          {escalation.round > 1 ? `, round ${escalation.round}` : ''}
        </summary>
        <dl className="facts">
          {packetLines(escalation).map(([name, said]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      </details>
    </section>
  );
});

export function packetLines({ packet, reasonNote }: Pick<Escalation, 'packet' | 'reasonNote'>): [string, string][] {
  const lines: [string, string][] = [
    ['Observed', packet.observed],
    ['Tried', packet.tried],
    ['Asked', packet.asked],
    ['Hypothesis', packet.hypothesis],
    ['Access needed', packet.access],
    ['Said with it', reasonNote],
  ];
  return lines.filter(([, said]) => said.trim() !== '');
}

function outcomeOf({ state, settledAt, offeredAt }: Escalation): string {
  if (settledAt === null) return 'offered, not taken yet';
  return `${state} after ${briefly(settledAt - offeredAt)}`;
}

function stepsOf(escalation: Escalation, names: Names, clock: (at: number) => string) {
  const { state, settledAt, settledBy, offeredAt, offeredBy, lapsesAt, goal, returnReason, returnNote } = escalation;
  const by = (id: typeof offeredBy | null) => {
    const name = names.person(id);
    return name === 'You' ? 'by you' : name;
  };
  const steps = [{ name: `Offered ${clock(offeredAt)}`, said: by(offeredBy) }];
  const to = escalation.to.personId ? names.person(escalation.to.personId) : names.team(escalation.to.teamId);
  if (settledAt === null)
    return [...steps, { name: `Lapses ${clock(lapsesAt)}`, said: `waits for ${to === 'You' ? 'you' : to}` }];
  switch (state) {
    case 'accepted':
      return [
        ...steps,
        { name: `Accepted ${clock(settledAt)}`, said: by(settledBy) },
        { name: 'Goal', said: goal ?? '' },
      ];
    case 'returned': {
      const why = returnReason ? returnReasonWord[returnReason] : 'returned';
      return [
        ...steps,
        { name: `Returned ${clock(settledAt)}`, said: by(settledBy) },
        { name: why, said: returnNote ?? '' },
      ];
    }
    case 'withdrawn':
      return [...steps, { name: `Taken back ${clock(settledAt)}`, said: by(settledBy) }];
    case 'lapsed':
      return [...steps, { name: `Lapsed ${clock(settledAt)}`, said: 'nobody took it in time' }];
    case 'offered':
      return steps;
    default:
      return state satisfies never;
  }
}
