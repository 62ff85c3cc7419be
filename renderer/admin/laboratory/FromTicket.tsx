import { type ReactNode, useMemo, useState } from 'react';
import type { Instant, TeamId, TicketId } from '#core/ids.ts';
import { questionOf } from '#core/sla/laboratory/from-ticket.ts';
import { tierNumbers } from '#core/sla/laboratory/tier-numbers.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { indexReference, type ReferenceData } from '#core/workspace/reference.ts';
import { numberWord } from '../../ticket/wording.ts';
import { useLive, useStore } from '../../ui/context.tsx';
import { State } from '../../ui/State.tsx';
import type { TabProps } from '../AdminPage.tsx';
import { Bench } from './Bench.tsx';
import { type Draft, draftOf } from './experiment.ts';

type Props = { ticketId: TicketId; data: TabProps['data']; ways: ReactNode };

/** A ticket of this console as a question: what happened to it, and what judges it. */
export function FromTicket({ ticketId, ...rest }: Props) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  if (view === 'loading') return <State title="Reading the ticket." />;
  if (!view) {
    return (
      <State title="This ticket is not on this console.">
        <p>It may have been closed some time ago. Pick another one.</p>
        <p className="row-f">{rest.ways}</p>
      </State>
    );
  }
  return <Read ticket={view.ticket} {...rest} />;
}

/** As it was when it was read: what is typed rests on that, until one reads it again. */
function Read({ ticket, data, ways }: { ticket: Ticket } & Omit<Props, 'ticketId'>) {
  const store = useStore();
  const [read, setRead] = useState(() => ({ ticket, times: 0, draft: draftOfTicket(ticket, data, store.now()) }));
  if (!read.draft) return <State title="This ticket was never opened, so it has no clocks." />;
  const { number, subject, priority, rev } = read.ticket;
  const again = () => setRead({ ticket, times: read.times + 1, draft: draftOfTicket(ticket, data, store.now()) });
  return (
    <Bench
      key={read.times}
      title={`${numberWord(number)} ${subject}`}
      priority={priority}
      loaded={read.draft}
      data={data}
      ways={ways}
      onAgain={ticket.rev > rev ? again : null}
    />
  );
}

function draftOfTicket(ticket: Ticket, data: ReferenceData, now: Instant): Draft | null {
  const reference = indexReference(data);
  const numbers = tierNumbers(data.tiers);
  const tierOf = (teamId: TeamId) => {
    const tier = reference.tierOf(teamId);
    return tier === null ? null : (numbers.get(tier) ?? null);
  };
  // What was done a moment ago may be ahead of what this device takes for now.
  const until = Math.max(now, ...ticket.history.map(({ at }) => at));
  const question = questionOf(ticket, reference, tierOf, until);
  return question && draftOf(question);
}
