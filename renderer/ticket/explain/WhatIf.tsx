import { SOON_AFTER } from '#core/sla/early-holds.ts';
import { briefly, shortWhen } from '../time.ts';
import type { Account } from './account.ts';
import { HoldChoices } from './HoldChoices.tsx';
import type { HoldTrial } from './hold-choices.ts';
import { PutOnHold } from './PutOnHold.tsx';

type Props = {
  account: Account;
  trial: HoldTrial;
  picked: number | null;
  onPick: (index: number | null) => void;
  onHeld: () => void;
};

/** What holding it for the requester would do to this clock, and the key that does it. */
export function WhatIf({ account, trial, picked, onPick, onHeld }: Props) {
  const { target } = account;
  const held = target.state === 'paused';
  return (
    <section className="explain-if" aria-label="What if on hold now">
      <div className="row-f">
        <h3 className="st grow">{held ? 'What if it goes on' : 'What if on hold now'}</h3>
        <span className="sm d">{held ? 'it is paused now' : 'waiting on requester'}</span>
      </div>
      {trial.kind === 'choices' ? (
        <HoldChoices account={account} choices={trial.choices} picked={picked} onPick={onPick} />
      ) : (
        <p className="m says">{saysOf(trial.kind)}</p>
      )}
      <EarlyHoldNote account={account} />
      {trial.kind === 'choices' && !held ? <PutOnHold ticket={account.ticket} onHeld={onHeld} /> : null}
    </section>
  );
}

function saysOf(kind: 'noPause' | 'pastDue'): string {
  return kind === 'pastDue'
    ? 'It is past due already: a hold now would not change that.'
    : 'This target doesn’t pause for the requester: nothing would change.';
}

/** Said before it is done, not held against somebody after. */
function EarlyHoldNote({ account: { ticket, zone, now } }: { account: Account }) {
  const last = ticket.history.findLast(({ kind }) => kind === 'requesterMessage');
  const answered = last && ticket.history.some(({ kind, at }) => kind === 'publicMessage' && at > last.at);
  const soon = last && !answered && now - last.at <= SOON_AFTER;
  return (
    <p className="sm m">
      A hold within {briefly(SOON_AFTER)} of a requester’s message is shown to your lead.
      {last ? ` The last one came ${shortWhen(last.at, now, zone)}.` : ''}
      {soon ? ' A hold now would be shown.' : ''}
    </p>
  );
}
