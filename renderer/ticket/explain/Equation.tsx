import type { ReactNode } from 'react';
import { urgencyOf } from '#core/sla/urgency.ts';
import { clockSecondsOf, dayOf } from '../../ui/format.ts';
import { UrgencyShape, urgencyClass } from '../../ui/Urgency.tsx';
import { exactly } from '../time.ts';
import { verdictWords } from '../verdict-words.ts';
import type { Account } from './account.ts';
import { leftWords } from './left-words.ts';

/** Allowed, less what was used, is what is left; that leads to the due time. */
export function Equation({ account }: { account: Account }) {
  const { target, sums } = account;
  return (
    <div className="explain-sum">
      <Term figure={exactly(target.amount)}>allowed</Term>
      <Term sign="−" figure={exactly(sums.used)}>
        used
      </Term>
      <Term sign="=" figure={`${sums.left < 0 ? '−' : ''}${exactly(sums.left)}`}>
        {leftWords(account)}
      </Term>
      <Outcome account={account} />
      <div className="explain-note">
        Same sum here and on the server
        <br />
        <span className="m">Calculated on this device, works offline</span>
      </div>
    </div>
  );
}

/** A figure over its word; its sign goes with it where the line is too short for all. */
function Term({ sign, figure, children }: { sign?: string; figure: string; children: ReactNode }) {
  return (
    <div className="term">
      {sign ? <span className="op">{sign}</span> : null}
      <div>
        <b>{figure}</b>
        {children}
      </div>
    </div>
  );
}

/** When it is due, or how it ended, with the shape and word of its urgency. */
function Outcome({ account: { target, zone, now } }: { account: Account }) {
  const urgency = urgencyOf(target, now);
  const at = target.endedAt ?? target.dueAt;
  const [weekday = ''] = at === null ? [] : dayOf(at, zone).split(' ');
  const near = at !== null && Math.abs(at - now) < 6 * 86_400_000;
  const corrected = target.corrections?.length ? ', corrected' : '';
  const figure = at === null ? 'no due time' : `${near ? weekday : dayOf(at, zone)} ${clockSecondsOf(at, zone)}`;
  return (
    <Term sign="→" figure={figure}>
      <span className={`urgency md ${urgencyClass(urgency)}`}>
        <UrgencyShape urgency={urgency} size={12} />
        <span>
          {verdictWords(target) ?? urgency}
          {corrected}
        </span>
      </span>
    </Term>
  );
}
