import './ticket.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import { NoticeStrip } from '../queue/NoticeStrip.tsx';
import type { Picking } from '../queue/queue-state.ts';
import type { TicketView } from '../store/store.ts';
import { useLive, useStore } from '../ui/context.tsx';
import { useActions } from '../ui/keymap.tsx';
import { type Doing, go, useDoing } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { useMedia } from '../ui/scheme.tsx';
import { Clocks } from './Clocks.tsx';
import { Composer, type ComposerHandle } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import { CorrectVerdictDialog, correctable } from './CorrectVerdictDialog.tsx';
import { DisputeBanner } from './DisputeBanner.tsx';
import { ExplainDialog } from './ExplainDialog.tsx';
import { OfferBanner } from './OfferBanner.tsx';
import { PromisePicker } from './PromisePicker.tsx';
import { FoldedProperties, Properties } from './Properties.tsx';
import { TicketHeader } from './TicketHeader.tsx';
import { TicketPicking, usePickingKeys } from './TicketPicking.tsx';

/** One ticket: who and what, its clocks, its conversation with the composer below, its properties beside. */
export function TicketPane({ ticketId }: { ticketId: TicketId }) {
  const store = useStore();
  const live = useMemo(() => store.ticket(ticketId), [store, ticketId]);
  const view = useLive(live);
  if (view === 'loading') return <section className="ticket" aria-busy="true" aria-label="Ticket" />;
  if (view === null) {
    return (
      <section className="ticket" aria-label="Ticket">
        <State title="This ticket isn’t on this console">
          <p>It may have moved to a team you don’t work in, or it was closed more than two weeks ago.</p>
        </State>
      </section>
    );
  }
  return <OpenTicket key={ticketId} view={view} />;
}

type Aside = 'explain' | 'promise' | 'correct' | Picking | null;

function OpenTicket({ view }: { view: TicketView }) {
  const { ticket } = view;
  const store = useStore();
  const composer = useRef<ComposerHandle>(null);
  const [aside, setAside] = useState<Aside>(null);
  const narrow = useMedia('(max-width: 1199px)');
  const alone = useMedia('(max-width: 979px)');
  useSeen(view);
  const run = useCallback((what: Doing) => composer.current?.open(what === 'note' ? 'note' : 'reply'), []);
  useDoing(ticket.id, composes, run);
  const watching = ticket.watchers.includes(store.me.id);
  const watch = () => void store.dispatch(ticket.id, { type: watching ? 'unwatch' : 'watch', body: {} });
  usePickingKeys(ticket, setAside);
  const onIt = { group: 'On a ticket', hidden: true } as const;
  useActions([
    // The queue lists these for the row in hand; here they mean the ticket in sight.
    { ...onIt, id: 'pane.reply', label: 'Write a public reply', keys: ['r'], run: () => run('reply') },
    { ...onIt, id: 'pane.note', label: 'Write an internal note', keys: ['n'], run: () => run('note') },
    {
      ...onIt,
      id: 'pane.handOff',
      label: 'Hand off',
      keys: ['h'],
      run: () => go({ page: 'ticket', ticketId: ticket.id, do: 'handOff' }),
    },
    {
      ...onIt,
      id: 'pane.watch',
      label: watching ? 'Stop watching' : 'Watch this ticket',
      keys: ['w'],
      run: watch,
    },
    {
      ...onIt,
      hidden: false,
      id: 'pane.explain',
      label: 'Explain this clock',
      keys: ['e'],
      run: () => setAside('explain'),
    },
    {
      ...onIt,
      hidden: false,
      id: 'pane.promise',
      label: 'Promise the next update',
      keys: ['u'],
      run: () => setAside('promise'),
    },
    {
      ...onIt,
      hidden: false,
      id: 'pane.correct',
      label: 'Correct a final verdict',
      keys: ['alt+v'],
      enabled: correctable(ticket, store.me).length > 0,
      run: () => setAside('correct'),
    },
  ]);
  const close = () => setAside(null);
  const changes = { ticket, onPick: setAside, onPromise: () => setAside('promise'), onWatch: watch };
  return (
    <section className="ticket" aria-label={`Ticket ${ticket.number ?? 'without a number yet'}`} data-scope="ticket">
      <TicketHeader ticket={ticket} onExplain={() => setAside('explain')} />
      {narrow ? <FoldedProperties {...changes} /> : null}
      <Clocks ticket={ticket} />
      <OfferBanner ticket={ticket} held={view.held} />
      <DisputeBanner ticket={ticket} />
      {alone ? <NoticeStrip /> : null}
      <div className="ticket-body">
        <div className="conv">
          <Conversation view={view} onTakenBack={(kind, body) => composer.current?.restore(kind, body)} />
          <Composer ref={composer} view={view} />
        </div>
        {narrow ? null : <Properties {...changes} />}
      </div>
      {aside === 'explain' ? <ExplainDialog ticket={ticket} onClose={close} /> : null}
      {aside === 'promise' ? <PromisePicker ticket={ticket} onClose={close} /> : null}
      {aside === 'correct' ? <CorrectVerdictDialog ticket={ticket} onClose={close} /> : null}
      {aside !== null && aside !== 'explain' && aside !== 'promise' && aside !== 'correct' ? (
        <TicketPicking ticket={ticket} picking={aside} onClose={close} />
      ) : null}
    </section>
  );
}

const composes: readonly Doing[] = ['reply', 'note'];

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
