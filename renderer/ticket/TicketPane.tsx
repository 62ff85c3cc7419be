import './ticket.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { NoticeStrip } from '../queue/NoticeStrip.tsx';
import type { Picking } from '../queue/queue-state.ts';
import type { TicketView } from '../store/store.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { useActions } from '../ui/keymap.tsx';
import { type Doing, useDoing } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { useMedia } from '../ui/scheme.tsx';
import { Clocks } from './Clocks.tsx';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { CorrectVerdictDialog, correctable } from './CorrectVerdictDialog.tsx';
import { DisputeBanner } from './DisputeBanner.tsx';
import { ExplainDialog } from './explain/ExplainDialog.tsx';
import { whyGone } from './gone.ts';
import { OfferBanner } from './OfferBanner.tsx';
import { PromisePicker } from './PromisePicker.tsx';
import { FoldedProperties, Properties } from './Properties.tsx';
import { TicketHeader } from './TicketHeader.tsx';
import { TicketPicking } from './TicketPicking.tsx';
import { createNames } from './wording.ts';

/** One ticket: who and what, its clocks, its conversation with the composer below, its properties beside. */
export function TicketPane({ ticketId }: { ticketId: TicketId }) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  const last = useLastSeen(view);
  if (view === 'loading') return <section className="ticket" aria-busy="true" aria-label="Ticket" />;
  if (view === null) return <GoneTicket last={last?.id === ticketId ? last : null} />;
  return <OpenTicket key={ticketId} view={view} />;
}

/** The ticket as this page last saw it: what it says once it is gone. */
function useLastSeen(view: TicketView | null | 'loading'): Ticket | null {
  const last = useRef<Ticket | null>(null);
  if (view && view !== 'loading') last.current = view.ticket;
  return last.current;
}

function GoneTicket({ last }: { last: Ticket | null }) {
  const me = useMe();
  const { title, says } = whyGone(last, createNames(useReference(), me.id), me.id);
  return (
    <section className="ticket" aria-label="Ticket">
      <State title={title}>
        <p>{says}</p>
      </State>
    </section>
  );
}

/** What lies over the ticket; an explanation may be asked of one clock. */
type Aside = { explain: TargetInstance | null } | 'promise' | 'correct' | Picking | null;

function OpenTicket({ view }: { view: TicketView }) {
  const { ticket } = view;
  const store = useStore();
  const composer = useRef<ComposerHandle>(null);
  const [aside, setAside] = useState<Aside>(null);
  const narrow = useMedia('(max-width: 1199px)');
  const alone = useMedia('(max-width: 979px)');
  useSeen(view);
  const run = useCallback((what: Doing) => {
    if (what === 'explain') setAside({ explain: null });
    else composer.current?.open(what === 'note' ? 'note' : 'reply');
  }, []);
  useDoing(ticket.id, doneHere, run);
  const watching = ticket.watchers.includes(store.me.id);
  const watch = () => void store.dispatch(ticket.id, { type: watching ? 'unwatch' : 'watch', body: {} });
  const explain = (target: TargetInstance | null) => setAside({ explain: target });
  const correct = correctable(ticket, store.me).length > 0 ? () => setAside('correct') : null;
  const onIt = { group: 'On a ticket' } as const;
  // What the queue has a key for as well is in use-ticket-keys.ts, which knows the ticket in sight.
  useActions([
    {
      ...onIt,
      id: 'pane.explain',
      label: 'Explain this clock',
      keys: ['e'],
      run: () => explain(null),
    },
    {
      ...onIt,
      id: 'pane.promise',
      label: 'Promise the next update',
      keys: ['u'],
      run: () => setAside('promise'),
    },
    {
      ...onIt,
      id: 'pane.correct',
      label: 'Correct a final verdict',
      keys: ['alt+v'],
      enabled: correct !== null,
      run: () => correct?.(),
    },
  ]);
  const close = () => setAside(null);
  const changes = { ticket, onPick: setAside, onPromise: () => setAside('promise'), onWatch: watch };
  return (
    <section className="ticket" aria-label={`Ticket ${ticket.number ?? 'without a number yet'}`} data-scope="ticket">
      <TicketHeader ticket={ticket} onExplain={() => explain(null)} onCorrect={correct} />
      {narrow ? <FoldedProperties {...changes} /> : null}
      <Clocks ticket={ticket} onExplain={explain} />
      <OfferBanner ticket={ticket} held={view.held} />
      <DisputeBanner ticket={ticket} />
      {alone ? <NoticeStrip /> : null}
      <div className="ticket-body">
        <div className="conv">
          <Conversation view={view} onTakenBack={(text) => composer.current?.restore(text)} />
          <Composer ref={composer} view={view} />
        </div>
        {narrow ? null : <Properties {...changes} />}
      </div>
      {aside !== null && typeof aside === 'object' ? (
        <ExplainDialog ticket={ticket} about={aside.explain} onClose={close} />
      ) : null}
      {aside === 'promise' ? <PromisePicker ticket={ticket} onClose={close} /> : null}
      {aside === 'correct' ? <CorrectVerdictDialog ticket={ticket} onClose={close} /> : null}
      {typeof aside === 'string' && aside !== 'promise' && aside !== 'correct' ? (
        <TicketPicking ticket={ticket} picking={aside} onClose={close} />
      ) : null}
    </section>
  );
}

const doneHere: readonly Doing[] = ['reply', 'note', 'explain'];

/** What is on the screen counts as read, as soon as it is there and the page is looked at. */
function useSeen({ ticket }: TicketView) {
  const store = useStore();
  const newest = ticket.lastMessage?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what there is to see
  useEffect(() => {
    const seen = () => {
      if (!document.hidden) store.markSeen(ticket.id);
    };
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [store, ticket.id, newest]);
}
