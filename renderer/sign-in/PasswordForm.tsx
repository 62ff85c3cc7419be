import { type FormEvent, useId } from 'react';
import type { SignIn as How } from '#core/sync/protocol.ts';
import { Button } from '../ui/Button.tsx';

type Props = { busy: boolean; shell: 'browser' | 'electron'; onSubmit: (how: How) => Promise<void> };

export function PasswordForm({ busy, shell, onSubmit }: Props) {
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void onSubmit({
      how: 'password',
      email: textOf(form, 'email'),
      password: String(form.get('password') ?? ''),
      shell,
    });
  };
  return (
    <form className="sign-in-form" onSubmit={submit}>
      <div className="field">
        <label htmlFor={`${id}-email`}>E-mail</label>
        <input id={`${id}-email`} className="input" name="email" type="email" autoComplete="username" required />
      </div>
      <div className="field">
        <label htmlFor={`${id}-password`}>Password</label>
        <input
          id={`${id}-password`}
          className="input"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      </div>
      <Button kind="primary" type="submit" disabled={busy}>
        Sign in
      </Button>
    </form>
  );
}

export function textOf(form: FormData, name: string): string {
  return String(form.get(name) ?? '').trim();
}
