import { useState } from 'react';
import { charged, type Explanation, explain, type Segment } from '#core/sla/explain.ts';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useReference } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockSecondsOf, dayOf, whenOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { State } from '../ui/State.tsx';
import { Urgency } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { payerName, targetWord } from '../ui/words.ts';
import { clocksShown } from './clocks-shown.ts';
import { exactly } from './time.ts';
import { createNames, type Names, numberWord } from './wording.ts';

/** Why a clock says what it says: allowed, used, left, and every stretch of time that adds up to it. */
export function ExplainDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const shown = clocksShown(ticket.targets);
  const nearest = nearestTarget(ticket);
  const first = Math.max(0, nearest ? shown.indexOf(nearest) : shown.length - 1);
  const [at, setAt] = useState(first);
  const step = (by: number) => setAt((at + by + shown.length) % Math.max(1, shown.length));
  const group = 'Explain this clock';
  useActions([
    { id: 'explain.next', label: 'Next target', group, scope: 'dialog', keys: ['ArrowRight'], run: () => step(1) },
    { id: 'explain.back', label: 'Target before', group, scope: 'dialog', keys: ['ArrowLeft'], run: () => step(-1) },
    { id: 'explain.close', label: 'Close', group, scope: 'dialog', keys: ['e'], hidden: true, run: onClose },
  ]);
  const target = shown[at];
  return (
    <Dialog
      title={target ? <Title ticket={ticket} target={target} /> : 'No clock runs'}
      aside={
        <span className="row-f sm d explain-aside">
          Target <KeyCap keys="ArrowLeft" />
          <KeyCap keys="ArrowRight" />
        </span>
      }
      width={1040}
      onClose={onClose}
      foot={
        <Button keys="Escape" onClick={onClose}>
          Close
        </Button>
      }
    >
      {target ? (
        <Explained ticket={ticket} target={target} />
      ) : (
        <State title="Nothing is owed">
          <p>No policy gives this ticket a target.</p>
        </State>
      )}
    </Dialog>
  );
}

function Title({ ticket, target }: { ticket: Ticket; target: TargetInstance }) {
  const now = useNow();
  const me = useMe();
  const number = numberWord(ticket.number);
  if (target.verdict)
    return (
      <>
        Why {targetWord[target.kind].toLowerCase()} of {number} was {target.verdict}
      </>
    );
  if (target.dueAt === null) return <>Why {number} has no due time now</>;
  return (
    <>
      Why {number} is due {whenOf(target.dueAt, now, me.zone)}
    </>
  );
}

function Explained({ ticket, target }: { ticket: Ticket; target: TargetInstance }) {
  const now = useNow();
  const reference = useReference();
  const me = useMe();
  const names = createNames(reference, me.id);
  const told = explain(ticket, target, reference, now);
  if (!told) {
    return (
      <State title="Not all is known here">
        <p>This clock was judged by a policy or calendar version that this console doesn’t hold.</p>
      </State>
    );
  }
  return (
    <div className="explain">
      <p className="m">
        {ticket.subject}. {targetWord[target.kind]}, P{ticket.priority}. {told.policyName} version{' '}
        {target.policyVersion}, {told.calendarName} version {target.calendarVersion}.
      </p>
      <Equation target={target} told={told} now={now} zone={me.zone} />
      <div className="explain-table">
        <Segments told={told} names={names} zone={me.zone} />
      </div>
    </div>
  );
}

function Equation({
  target,
  told,
  now,
  zone,
}: {
  target: TargetInstance;
  told: Explanation;
  now: number;
  zone: string;
}) {
  const left = target.amount - told.used;
  return (
    <div className="eq">
      <div>
        <b>{exactly(target.amount)}</b>allowed
      </div>
      <span aria-hidden="true">−</span>
      <div>
        <b>{exactly(told.used)}</b>used
      </div>
      <span aria-hidden="true">=</span>
      <div>
        <b>
          {left < 0 ? '−' : ''}
          {exactly(left)}
        </b>
        {left < 0 ? 'over' : 'left'}
      </div>
      {target.dueAt === null ? null : (
        <>
          <span aria-hidden="true">→</span>
          <div>
            <b>
              {dayOf(target.dueAt, zone)} {clockSecondsOf(target.dueAt, zone)}
            </b>
            <Urgency urgency={urgencyOf(target, now)} />
          </div>
        </>
      )}
      <div className="eq-note">
        Same sum here and on the server
        <br />
        <span className="m">Calculated on this device, works offline</span>
      </div>
    </div>
  );
}

function Segments({ told, names, zone }: { told: Explanation; names: Names; zone: string }) {
  const reference = useReference();
  const stamp = (at: number) => `${dayOf(at, zone)} ${clockSecondsOf(at, zone)}`;
  const sums = charged(told.segments);
  const length = told.segments.reduce((sum, { from, to }) => sum + to - from, 0);
  return (
    <table>
      <thead>
        <tr>
          <th>From</th>
          <th>To</th>
          <th className="r">Length</th>
          <th className="r">Counts</th>
          <th className="gap">Charged to</th>
          <th>Because</th>
        </tr>
      </thead>
      <tbody>
        {told.segments.map((segment) => (
          <tr key={segment.from} className={segment.state === 'counts' ? '' : 'no'}>
            <td>{stamp(segment.from)}</td>
            <td>{stamp(segment.to)}</td>
            <td className="r">{exactly(segment.to - segment.from)}</td>
            <td className={segment.state === 'counts' ? 'r c' : 'r'}>
              {segment.state === 'counts' ? exactly(segment.counts) : segment.state}
            </td>
            <td className="gap">{chargedTo(segment, names)}</td>
            <td>{reasonOf(segment, names)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>Sum, no gap, no overlap</td>
          <td className="r">{exactly(length)}</td>
          <td className="r">{exactly(told.used)}</td>
          <td className="gap sums" colSpan={2}>
            {sums.map(({ payer, ms }) => `${payerName(payer, reference)} ${exactly(ms)}`).join(', ')}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function chargedTo({ state, holder, because }: Segment, names: Names): string {
  if (state === 'closed') return 'Nobody, closed';
  if (state === 'paused') {
    if (because.kind === 'waits' && because.on === 'vendor') return 'A vendor';
    return because.kind === 'waits' ? 'The requester' : 'Nobody';
  }
  return holder ? names.team(holder.teamId) : 'Nobody';
}

function reasonOf({ because }: Segment, names: Names): string {
  switch (because.kind) {
    case 'started':
      return 'The clock started';
    case 'held':
      return because.by.personId
        ? `${names.person(because.by.personId)} became accountable`
        : `Went to ${names.team(because.by.teamId)}`;
    case 'waits':
      return because.on === 'vendor' ? 'Waiting on a vendor' : 'Waiting for the requester';
    case 'done':
      return 'Resolved, until it was reopened';
    case 'resumed':
      return 'The waiting ended';
    case 'opens':
      return 'Opening time';
    case 'closed':
      return because.day.name ? `Closed: ${because.day.name}` : 'Outside opening hours';
    case 'shift':
    case 'down':
    case 'clockChange':
    case 'policy':
    case 'calendar':
    case 'priority':
      return because.kind;
    default:
      return because satisfies never;
  }
}
