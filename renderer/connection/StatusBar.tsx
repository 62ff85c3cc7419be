import './connection.css';
import { useState } from 'react';
import { useLive, useLivePart, useMe, useReference, useShell, useStore } from '../ui/context.tsx';
import { clockSecondsOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { hrefOf } from '../ui/place.ts';
import { useNow } from '../ui/use-now.ts';
import { PersonMenu } from './PersonMenu.tsx';
import { permissionOf, reachableWords } from './reachable.ts';
import { nextTryWords, stateWords, storageShort, storageWords, unreadWords, waitingWords } from './state-words.ts';

type Props = { onSyncNow: () => void; onSignIn: () => void; onLeave: (wipe: boolean) => void };

/** The foot: live or as of when, what waits to be sent, what this device keeps, whether I am reachable, who I am. */
export function StatusBar({ onSyncNow, onSignIn, onLeave }: Props) {
  const store = useStore();
  const waiting = useLivePart(store.outbox, (outbox) => outbox.waiting);
  const attention = useLivePart(store.attention, (cards) => cards.length);
  const words = waitingWords(waiting);
  return (
    <footer className="foot" aria-label="Connection">
      <Connection onSyncNow={onSyncNow} onSignIn={onSignIn} />
      {words ? (
        <>
          <i className="sep" />
          <a className="seg" href={hrefOf({ page: 'attention' })}>
            <Icon name="send" small />
            {words}
          </a>
        </>
      ) : null}
      {attention > 0 ? (
        <>
          <i className="sep" />
          <a className="seg strong" href={hrefOf({ page: 'attention' })}>
            <Icon name="alert" small />
            {attention === 1 ? '1 answer needs you' : `${attention} answers need you`}
          </a>
        </>
      ) : null}
      <Unread />
      <Storage />
      <span className="grow" />
      <Reachable />
      <i className="sep" />
      <Who onLeave={onLeave} />
    </footer>
  );
}

function Connection({ onSyncNow, onSignIn }: Omit<Props, 'onLeave'>) {
  const sync = useLive(useStore().sync);
  const { zone } = useMe();
  const now = useNow();
  const { word, rest } = stateWords(sync, now, zone);
  const live = sync.state === 'live';
  const next = nextTryWords(sync, now);
  return (
    <>
      <span className={live ? 'seg u-met' : 'seg'}>
        <Icon name={live ? 'live' : 'offline'} small />
        <span className="md" role="status">
          {word}
        </span>
      </span>
      {live ? (
        <span className="seg">{clockSecondsOf(now, zone)}</span>
      ) : rest ? (
        <span className="seg">{rest}</span>
      ) : null}
      {sync.says ? (
        <span className="seg gives first" title={sync.says}>
          <span className="ell">{sync.says}</span>
        </span>
      ) : null}
      {next ? (
        <button type="button" className="seg foot-button" onClick={onSyncNow} aria-keyshortcuts="Control+R">
          {next} <KeyCap keys="mod+r" />
        </button>
      ) : null}
      {sync.state === 'signedOut' ? (
        <button type="button" className="seg foot-button link" onClick={onSignIn}>
          Sign in to send
        </button>
      ) : null}
    </>
  );
}

/** What is shown of them may be old; nothing else is behind. */
function Unread() {
  const words = unreadWords(useLivePart(useStore().sync, (sync) => sync.unread));
  if (!words) return null;
  return (
    <>
      <i className="sep" />
      <span className="seg strong gives" role="status" title={`${words}. What you see of it may be old.`}>
        <Icon name="alert" small />
        <span className="ell">{words}</span>
      </span>
    </>
  );
}

function Storage() {
  const storage = useLivePart(useStore().sync, (sync) => sync.storage);
  const words = storageWords[storage];
  if (!words) return null;
  return (
    <>
      <i className="sep" />
      <span className={storage === 'memory' ? 'seg strong' : 'seg gives first'} title={words}>
        <span className="ell">{storageShort[storage]}</span>
        <span className="sr-only">{words}</span>
      </span>
    </>
  );
}

function Reachable() {
  const { kind, lacks } = useShell();
  useNow(5_000);
  const words = reachableWords(kind, permissionOf(window));
  return (
    <a className="seg gives" href={hrefOf({ page: 'alerts' })} title={[words, ...lacks].join('. ')}>
      <Icon name="bell" small />
      <span className="foot-word ell">{words}</span>
    </a>
  );
}

function Who({ onLeave }: { onLeave: (wipe: boolean) => void }) {
  const me = useMe();
  const reference = useReference();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const team = reference.teams.get(me.memberships[0]?.teamId as never)?.name;
  return (
    <>
      <button
        type="button"
        className="seg gives foot-button"
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon name="person" small />
        <span className="ell">{team ? `${me.name}, ${team}` : me.name}</span>
      </button>
      {anchor ? <PersonMenu anchor={anchor} onClose={() => setAnchor(null)} onLeave={onLeave} /> : null}
    </>
  );
}
