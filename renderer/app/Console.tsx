import './app.css';
import '../queue/queue.css';
import { useEffect, useState } from 'react';
import { AdminPage } from '../admin/AdminPage.tsx';
import { AlertsPage } from '../alerts/AlertsPage.tsx';
import { BreachStrip } from '../alerts/BreachStrip.tsx';
import { AttentionPage } from '../attention/AttentionPage.tsx';
import { BoardPage } from '../board/BoardPage.tsx';
import { FirstSync } from '../connection/FirstSync.tsx';
import { StatusBar } from '../connection/StatusBar.tsx';
import { NewTicketDialog } from '../new-ticket/NewTicketDialog.tsx';
import { createQueueState, QueueStateContext } from '../queue/queue-state.ts';
import { SlaVoice } from '../queue/SlaVoice.tsx';
import { useStore } from '../ui/context.tsx';
import { type Place, usePlace } from '../ui/place.ts';
import { Boundary } from './Boundary.tsx';
import { Desk } from './Desk.tsx';
import { Handoff } from './Handoff.tsx';
import { KeySheet } from './KeySheet.tsx';
import { Palette } from './Palette.tsx';
import { Rail } from './Rail.tsx';
import { TopBar } from './TopBar.tsx';
import { useAppActions } from './use-app-actions.ts';

/** What is open above the page; one at a time. */
export type Over = 'palette' | 'keys' | 'newTicket' | null;

type Props = {
  /** Tries the server at once instead of at the next turn. */
  onSyncNow: () => void;
  onSignIn: () => void;
  onLeave: (wipe: boolean) => void;
};

/** The console behind sign-in: bar, rail, a page, the foot. */
export function Console({ onSyncNow, onSignIn, onLeave }: Props) {
  const [queue] = useState(createQueueState);
  const [over, setOver] = useState<Over>(null);
  return (
    <QueueStateContext value={queue}>
      <Keys onSyncNow={onSyncNow} onOpen={setOver} />
      <div className="app">
        <TopBar onFind={() => setOver('palette')} onKeys={() => setOver('keys')} onNew={() => setOver('newTicket')} />
        <div className="strips">
          <BreachStrip />
          <FirstSync />
        </div>
        <div className="panes">
          <Rail />
          <Bounded />
        </div>
        <StatusBar onSyncNow={onSyncNow} onSignIn={onSignIn} onLeave={onLeave} />
      </div>
      <Handoff />
      <SlaVoice />
      {over === 'palette' ? <Palette onClose={() => setOver(null)} /> : null}
      {over === 'keys' ? <KeySheet onClose={() => setOver(null)} /> : null}
      {over === 'newTicket' ? <NewTicketDialog onClose={() => setOver(null)} /> : null}
    </QueueStateContext>
  );
}

function Keys({ onSyncNow, onOpen }: { onSyncNow: () => void; onOpen: (over: Over) => void }) {
  useAppActions({ onSyncNow, onOpen });
  return null;
}

/** What broke on one place doesn't follow to the next. */
function Bounded() {
  const place = usePlace();
  return (
    <Boundary key={placeKey(place)}>
      <Page />
    </Boundary>
  );
}

function placeKey(place: Place): string {
  return place.page === 'queue' || place.page === 'ticket' ? 'desk' : place.page;
}

function Page() {
  const place = usePlace();
  useLooking(place);
  switch (place.page) {
    case 'queue':
    case 'ticket':
      return <Desk place={place} />;
    case 'attention':
      return (
        <main className="page">
          <AttentionPage />
        </main>
      );
    case 'alerts':
      return (
        <main className="page">
          <AlertsPage />
        </main>
      );
    case 'board':
      return (
        <main className="page">
          <BoardPage teamId={place.teamId} />
        </main>
      );
    case 'admin':
      return (
        <main className="page">
          <AdminPage />
        </main>
      );
    default:
      return place satisfies never;
  }
}

/** Others see what I look at, and that I look at nothing. */
function useLooking(place: Place) {
  const store = useStore();
  const ticketId = place.page === 'ticket' ? place.ticketId : null;
  useEffect(() => {
    store.look(ticketId, false);
  }, [store, ticketId]);
}
