import { type FormEvent, useId } from 'react';
import type { SignIn as How } from '#core/sync/protocol.ts';
import { Button } from '../ui/Button.tsx';
import { textOf } from './PasswordForm.tsx';

type Props = {
  busy: boolean;
  shell: 'browser' | 'electron';
  /** From the link of an invitation; null where it is typed. */
  code: string | null;
  onSubmit: (how: How) => Promise<void>;
};

/** The server refuses a shorter one. */
const SHORTEST = 10;

/** An invitation, a reset, or the first administrator: a code, and the password to use from now on. */
export function CodeForm({ busy, shell, code, onSubmit }: Props) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void onSubmit({
      how: 'code',
      code: textOf(form, 'code'),
      name: textOf(form, 'name') || null,
      email: textOf(form, 'email') || null,
      password: String(form.get('password') ?? ''),
      shell,
    });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <div className="field">
        <label htmlFor={`${id}-code`}>One-time code</label>
        <input
          id={`${id}-code`}
          className="input mono"
          name="code"
          defaultValue={code ?? ''}
          autoComplete="one-time-code"
          required
        />
        <p className="field-hint">
          {code === null
            ? 'From your invitation, or from the server’s log if you are the first here.'
            : 'It came with the link of your invitation.'}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>Choose a password</label>
        <input
          id={`${id}-password`}
          className="input"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={SHORTEST}
          aria-describedby={`${id}-shortest`}
          required
        />
        <p className="field-hint" id={`${id}-shortest`}>
          At least {SHORTEST} characters.
        </p>
      </div>
      {code === null ? <FirstOfAll id={id} /> : null}
      <Button kind="primary" type="submit" disabled={busy}>
        Set password and sign in
      </Button>
    </form>
  );
}

/** Nobody has invited the first administrator: they say who they are. */
function FirstOfAll({ id }: { id: string }) {
  return (
    <details>
      <summary>I am the first administrator</summary>
      <div className="field">
        <label htmlFor={`${id}-name`}>Your name</label>
        <input id={`${id}-name`} className="input" name="name" autoComplete="name" />
      </div>
      <div className="field">
        <label htmlFor={`${id}-email`}>Your e-mail</label>
        <input id={`${id}-email`} className="input" name="email" type="email" autoComplete="email" />
      </div>
    </details>
  );
}
