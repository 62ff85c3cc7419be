import { useEffect, useSyncExternalStore } from 'react';
import type { TicketId } from '#core/ids.ts';
import { QueuePane } from '../queue/QueuePane.tsx';
import { useQueueApi, useQueueState } from '../queue/queue-state.ts';
import { TicketPane } from '../ticket/TicketPane.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { Pane } from '../ui/Panes.tsx';
import { here, type Place, slip } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { useMedia } from '../ui/scheme.tsx';
import { Boundary } from './Boundary.tsx';

type DeskPlace = Extract<Place, { page: 'queue' | 'ticket' }>;

/** Queue and ticket side by side; where there is no room for both, the one that was asked for, the queue's keys at work. */
export function Desk({ place }: { place: DeskPlace }) {
  const api = useQueueApi();
  const roomy = useMedia('(min-width: 980px)');
  const most = useWidestQueue();
  const view = place.page === 'queue' ? place.view : null;
  const ticketId = place.page === 'ticket' ? place.ticketId : null;
  useEffect(() => {
    if (view) api.getState().show(view);
  }, [api, view]);
  const asked = useQueueState((state) => state.asked);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked for by now, which the address above may have changed
  useEffect(() => {
    const now = api.getState().asked;
    const place = here();
    if (place.page === 'queue' && place.view !== now) slip({ page: 'queue', view: now });
  }, [api, asked]);
  const ticket = ticketId ? <OneTicket key={ticketId} ticketId={ticketId} /> : <NothingOpen />;
  if (!roomy) {
    return (
      <main className="desk">
        <div className="desk-only" hidden={ticketId !== null}>
          <QueuePane />
        </div>
        {ticketId ? <div className="desk-ticket">{ticket}</div> : null}
      </main>
    );
  }
  return (
    <main className="desk">
      <Pane
        name="queue"
        label="Width of the queue"
        width={most >= WIDE ? 720 : 600}
        least={380}
        most={most}
        className="desk-queue"
      >
        <QueuePane />
      </Pane>
      <div className="desk-ticket">{ticket}</div>
    </main>
  );
}

/** What a ticket needs to be read and answered beside the queue. */
const TICKET = 580;
const RAIL = 164;
/** From this much room on the queue starts wider, so that subjects are read whole. */
const WIDE = 1_000;

/** The queue gives way before the ticket does. */
function useWidestQueue(): number {
  const wide = useSyncExternalStore(
    (listener) => {
      addEventListener('resize', listener);
      return () => removeEventListener('resize', listener);
    },
    () => innerWidth,
  );
  return Math.max(400, wide - RAIL - TICKET);
}

/** A ticket that can't be shown leaves the queue and every other ticket alone. */
function OneTicket({ ticketId }: { ticketId: TicketId }) {
  return (
    <Boundary>
      <TicketPane ticketId={ticketId} />
    </Boundary>
  );
}

function NothingOpen() {
  return (
    <State title="No ticket open">
      <p className="row-f">
        <KeyCap keys="j" /> <KeyCap keys="k" /> move, <KeyCap keys="Enter" /> opens, <KeyCap keys="?" /> shows all keys
      </p>
    </State>
  );
}
