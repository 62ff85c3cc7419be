import type { TeamId } from '#core/ids.ts';
import type { Payer } from '#core/sla/charge.ts';
import { explain } from '#core/sla/explain.ts';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { sumsOf } from '../ticket/explain/sums.ts';
import { briefly, exactly } from '../ticket/time.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { InlineFigure } from '../ui/Figure.tsx';
import { whenOf } from '../ui/format.ts';
import { wallLeft } from '../ui/left.ts';
import { urgencyClass } from '../ui/Urgency.tsx';
import { useNow } from '../ui/use-now.ts';
import { payerName, targetWord } from '../ui/words.ts';
import type { Candidate } from './candidates.ts';
import { shareKept, shareToGet, type TierShare } from './tier-share.ts';

/** Why now, and where the time went. */
export function ContextBand({ ticket, candidate }: { ticket: Ticket; candidate: Candidate | null }) {
  const nearest = nearestTarget(ticket);
  const resolution = ticket.targets.findLast(({ kind }) => kind === 'resolution') ?? nearest;
  return (
    <div className="handoff-context">
      <WhyNow target={nearest} />
      {resolution ? <WhereItWent ticket={ticket} target={resolution} candidate={candidate} /> : null}
    </div>
  );
}

function WhyNow({ target }: { target: TargetInstance | null }) {
  const now = useNow();
  const me = useMe();
  if (!target) return <div className="sm d">No clock runs on this ticket.</div>;
  const urgency = urgencyOf(target, now);
  const due = target.dueAt;
  const name = targetWord[target.kind];
  const words =
    due === null
      ? `${name} is held, left`
      : due <= now
        ? `${name} breached ${whenOf(due, now, me.zone)}, over by`
        : `${name} breaches ${whenOf(due, now, me.zone)}, in`;
  return (
    <div>
      <div className="sm d">{words}</div>
      <div className={`big ${urgencyClass(urgency)}`}>
        <InlineFigure ms={wallLeft(target, now)} />
        <span className="word">{urgency}</span>
      </div>
    </div>
  );
}

const shades = ['var(--text-2)', 'var(--accent)', 'var(--text-3)', 'var(--line-strong)'];

/** The clock's time by whom it is charged to, and what each tier has left of its own; what is left is an outline. */
function WhereItWent({
  ticket,
  target,
  candidate,
}: {
  ticket: Ticket;
  target: TargetInstance;
  candidate: Candidate | null;
}) {
  const now = useNow();
  const reference = useReference();
  const told = explain(ticket, target, reference, now);
  if (!told) return <div className="sm d">Where the time went is not known on this console.</div>;
  const { spent, left } = sumsOf(told, target);
  const urgency = urgencyOf(target, now);
  const isCharged = (teamId: TeamId) => spent.some(({ payer }) => payer.to === 'team' && payer.teamId === teamId);
  return (
    <div className="where">
      <div className="row-f sm">
        <span className="d grow">
          Where the {briefly(target.amount)} of {targetWord[target.kind].toLowerCase()} went
        </span>
        <span className={`md ${urgencyClass(urgency)}`}>
          {left < 0 ? `${exactly(left)} over` : `${exactly(left)} left on the clock`}
        </span>
      </div>
      <div className="bar" aria-hidden="true">
        {spent.map(({ payer, ms }, index) => (
          <div key={keyOf(payer)} style={{ flexGrow: ms, background: shades[index % shades.length] }} />
        ))}
        {left > 0 ? <div className={`left ${urgencyClass(urgency)}`} style={{ flexGrow: left }} /> : null}
      </div>
      <ul className="shares">
        {spent.map(({ payer, ms }, index) => (
          <li key={keyOf(payer)}>
            <span className="sw" style={{ background: shades[index % shades.length] }} />
            <span className="md">{payerName(payer, reference)}</span>
            <br />
            <span className="d">{exactly(ms)}</span>
            {payer.to === 'team' ? <TierLine share={shareKept(ticket, payer.teamId, reference, now)} /> : null}
          </li>
        ))}
        {candidate && !isCharged(candidate.team.id) ? (
          <li>
            <span className="sw empty" />
            <span className="md">{candidate.team.name}</span>
            <br />
            <span className="d">0m so far</span>
            <TierLine share={shareToGet(ticket, candidate.team.id, reference, now)} />
          </li>
        ) : null}
      </ul>
    </div>
  );
}

function TierLine({ share }: { share: TierShare | null }) {
  if (!share) return null;
  const { tier, amount, left } = share;
  return (
    <>
      <br />
      <span className="m">
        {tier.name}: {exactly(left)} {left < 0 ? 'over' : 'left'} of {briefly(amount)}
      </span>
    </>
  );
}

function keyOf(payer: Payer): string {
  return payer.to === 'team' ? payer.teamId : payer.to;
}
