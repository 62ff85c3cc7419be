import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Hello, SignIn as How, Session } from '#core/sync/protocol.ts';
import type { Shell } from '../desktop/shell.ts';
import { useCodeLink } from '../sign-in/code-link.ts';
import { forgetWord, partingWord } from '../sign-in/parting.ts';
import { SignIn } from '../sign-in/SignIn.tsx';
import type { Store } from '../store/store.ts';
import { ShellContext, StoreContext } from '../ui/context.tsx';
import { HOME, slip } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { createTicker, TickerContext } from '../ui/use-now.ts';
import { Console } from './Console.tsx';

/** A console that is open for somebody: its memory, kept in step with the server in the background. */
export type Opened = {
  store: Store;
  syncNow(): void;
  /** Stops; with `wipe` what this device keeps of that person goes too. `before` comes between: nothing rings, nothing is gone. */
  close(wipe: boolean, before?: () => Promise<void>): Promise<void>;
};

export type RootDeps = {
  shell: Shell;
  /** Who the server is; null where it doesn't answer. */
  hello: () => Promise<Hello | null>;
  open: (session: Session) => Promise<Opened>;
};

type Stage =
  | { stage: 'signIn' }
  | { stage: 'opening'; session: Session }
  | { stage: 'open'; session: Session; opened: Opened }
  | { stage: 'broken'; says: string };

/** Sign-in or console. Who signed in here before gets the console at once, with or without the server. */
export function Root({ shell, hello, open }: RootDeps) {
  const [stage, setStage] = useState<Stage>(() => startOf(shell.remembered()));
  const [again, setAgain] = useState(false);
  const code = useCodeLink();
  const session = stage.stage === 'opening' ? stage.session : null;
  useOpening(session, open, setStage);

  const enter = (next: Session) => {
    shell.remember(next);
    forgetWord(storage);
    setAgain(false);
    if (code) slip(HOME);
    if (stage.stage === 'open' && stage.session.person.id === next.person.id) return stage.opened.syncNow();
    if (stage.stage === 'open') void stage.opened.close(false);
    setStage({ stage: 'opening', session: next });
  };
  const leave = async (opened: Opened, wipe: boolean) => {
    await opened.store.drafts.flush();
    // Another tab that loses its database under it starts over: by then nobody is remembered here.
    await opened.close(wipe, async () => {
      shell.remember(null);
      await shell.signOut();
    });
    setStage({ stage: 'signIn' });
  };

  if (stage.stage === 'broken') return <State title="Tierline can’t open here">{<p>{stage.says}</p>}</State>;
  if (stage.stage === 'opening') return <State title="Opening your queue" />;
  if (stage.stage === 'signIn' || again || code) {
    return <WayIn shell={shell} hello={hello} code={code} onEnter={enter} />;
  }
  const { opened } = stage;
  return (
    <ShellContext value={shell}>
      <Behind opened={opened} onSignIn={() => setAgain(true)} onLeave={(wipe) => void leave(opened, wipe)} />
    </ShellContext>
  );
}

function startOf(remembered: Session | null): Stage {
  return remembered ? { stage: 'opening', session: remembered } : { stage: 'signIn' };
}

function useOpening(session: Session | null, open: RootDeps['open'], setStage: (stage: Stage) => void) {
  const begun = useRef<Session | null>(null);
  useEffect(() => {
    if (!session || begun.current === session) return;
    begun.current = session;
    open(session).then(
      (opened) => setStage({ stage: 'open', session, opened }),
      (error: unknown) => setStage({ stage: 'broken', says: error instanceof Error ? error.message : String(error) }),
    );
  }, [session, open, setStage]);
}

function Behind({
  opened,
  onSignIn,
  onLeave,
}: {
  opened: Opened;
  onSignIn: () => void;
  onLeave: (wipe: boolean) => void;
}) {
  const ticker = useMemo(
    () =>
      createTicker({
        now: () => opened.store.now(),
        visibility: document,
        setTimeout: (run, ms) => window.setTimeout(run, ms),
        clearTimeout: (id) => window.clearTimeout(id),
      }),
    [opened],
  );
  return (
    <StoreContext value={opened.store}>
      <TickerContext value={ticker}>
        <Console onSyncNow={opened.syncNow} onSignIn={onSignIn} onLeave={onLeave} />
      </TickerContext>
    </StoreContext>
  );
}

const storage = () => window.sessionStorage;
const ASK_AGAIN = 4_000;

function WayIn({
  shell,
  hello,
  code,
  onEnter,
}: {
  shell: Shell;
  hello: RootDeps['hello'];
  code: string | null;
  onEnter: (session: Session) => void;
}) {
  const [server, setServer] = useState<Hello | null | 'unreachable'>(null);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round is another question
  useEffect(() => {
    let wanted = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    void hello().then((said) => {
      if (!wanted) return;
      setServer(said ?? 'unreachable');
      if (!said) timer = setTimeout(() => setRound((before) => before + 1), ASK_AGAIN);
    });
    return () => {
      wanted = false;
      if (timer) clearTimeout(timer);
    };
  }, [hello, round]);
  const signIn = useCallback(
    async (how: How) => {
      const answer = await shell.signIn(how);
      if ('problem' in answer) return answer.says;
      onEnter(answer);
      return null;
    },
    [shell, onEnter],
  );
  return (
    <SignIn
      key={code}
      hello={server}
      code={code}
      parting={partingWord(storage)}
      server={shell.server}
      shell={shell.kind}
      remembered={shell.remembered()}
      lacks={shell.lacks}
      onSignIn={signIn}
      onOpenOffline={onEnter}
      onAskAgain={() => setRound((before) => before + 1)}
    />
  );
}
