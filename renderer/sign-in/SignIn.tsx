import './sign-in.css';
import { type ReactNode, useState } from 'react';
import type { Hello, SignIn as How, Session } from '#core/sync/protocol.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { LogoMark } from '../ui/Icon.tsx';
import { CodeForm } from './CodeForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';

type Props = {
  /** What the server said; null while asking; `unreachable` where it doesn't answer. */
  hello: Hello | null | 'unreachable';
  server: string;
  /** From an invitation's link. */
  code: string | null;
  /** Why somebody was signed out from outside, in a sentence; null where nobody was. */
  parting: string | null;
  shell: 'browser' | 'electron';
  /** Whom this machine last signed in as: they can open what is kept here, without the server. */
  remembered: Session | null;
  /** Says what is wrong, or null. */
  onSignIn: (how: How) => Promise<string | null>;
  onOpenOffline: (session: Session) => void;
  onAskAgain: () => void;
  /** What this machine can't promise, in whole sentences. */
  lacks: readonly string[];
};

/** The way in: one click in the demo, a password, a one-time code, or what is kept here when the server is gone. */
export function SignIn(props: Props) {
  const { hello, server, code, parting, shell, remembered, onSignIn, onOpenOffline, onAskAgain, lacks } = props;
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [withCode, setWithCode] = useState(code !== null);
  const signIn = async (how: How) => {
    setBusy(true);
    setRefused(null);
    const says = await onSignIn(how);
    setBusy(false);
    setRefused(says);
  };
  const known = hello !== null && hello !== 'unreachable' ? hello : null;
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <header className="sign-in-head">
          <LogoMark size={22} />
          <h1>Tierline</h1>
          <span className="d">{known?.workspace ?? ''}</span>
        </header>
        {parting ? (
          <p className="sign-in-refused" role="status">
            {parting}
          </p>
        ) : null}
        {hello === null ? <p className="m">Asking {server}…</p> : null}
        {hello === 'unreachable' ? <Unreachable server={server} onAskAgain={onAskAgain} /> : null}
        {remembered ? (
          <Section title="Open what is kept on this device">
            <button type="button" className="sign-in-person" onClick={() => onOpenOffline(remembered)}>
              <Avatar name={remembered.person.name} large />
              <span className="grow">
                <b>{remembered.person.name}</b>
                <span>
                  {known
                    ? 'Go on without signing in; nothing is sent until you do'
                    : 'Work offline; changes go out when the server is back'}
                </span>
              </span>
            </button>
          </Section>
        ) : null}
        {refused ? (
          <p className="sign-in-refused" role="alert">
            {refused}
          </p>
        ) : null}
        {known && known.demo.length > 0 ? (
          <Section title="Look around as">
            {known.demo.map((person) => (
              <button
                key={person.id}
                type="button"
                className="sign-in-person"
                disabled={busy}
                onClick={() => void signIn({ how: 'demo', personId: person.id, shell })}
              >
                <Avatar name={person.name} large />
                <span className="grow">
                  <b>{person.name}</b>
                  <span>{person.role}</span>
                </span>
              </button>
            ))}
          </Section>
        ) : null}
        {known ? (
          <Section
            title={withCode ? 'With a one-time code' : known.demo.length > 0 ? 'Or with your own account' : 'Sign in'}
          >
            {withCode ? (
              <CodeForm busy={busy} shell={shell} code={code} onSubmit={signIn} />
            ) : (
              <PasswordForm busy={busy} shell={shell} onSubmit={signIn} />
            )}
            <Button kind="quiet" onClick={() => setWithCode(!withCode)}>
              {withCode ? 'I have a password' : 'I have a one-time code'}
            </Button>
          </Section>
        ) : null}
        {lacks.map((says) => (
          <p key={says} className="d sm">
            {says}
          </p>
        ))}
      </div>
    </main>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="sign-in-section">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Unreachable({ server, onAskAgain }: { server: string; onAskAgain: () => void }) {
  return (
    <section className="sign-in-section" aria-label="Server">
      <p>
        <b>{server}</b> doesn’t answer. It may be stopped, or this device is without a network. It is asked again every
        few seconds.
      </p>
      <div>
        <Button onClick={onAskAgain}>Ask now</Button>
      </div>
    </section>
  );
}
