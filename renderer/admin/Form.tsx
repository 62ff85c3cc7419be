import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../ui/Button.tsx';
import { useActions } from '../ui/keymap.tsx';
import type { AdminProblem } from './admin-api.ts';
import { errorAt } from './use-admin.ts';

type Props = {
  title: ReactNode;
  /** Fields that show their own refusals; any other is said at the foot. */
  fields: readonly string[];
  problem: AdminProblem | null;
  busy: boolean;
  submit: string;
  onSubmit: () => void;
  onClose: () => void;
  /** Beside the buttons: what else can be done with it. */
  more?: ReactNode;
  children: ReactNode;
};

/** One thing being written: its fields, and at its foot what happens next. */
export function Form({ title, fields, problem, busy, submit, onSubmit, onClose, more, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([type=hidden]), select, textarea')?.focus();
  }, []);
  useEffect(() => {
    if (problem) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  useActions([
    {
      id: 'admin.save',
      label: submit,
      group: 'Administration',
      keys: ['mod+Enter'],
      scope: 'admin-form',
      whileTyping: true,
      run: onSubmit,
    },
    {
      id: 'admin.close',
      label: 'Back to the list',
      group: 'Administration',
      keys: ['Escape'],
      scope: 'admin-form',
      whileTyping: true,
      run: onClose,
    },
  ]);
  const elsewhere = problem && !fields.some((field) => errorAt(problem, field)) ? problem.message : null;
  return (
    <form
      ref={form}
      className="admin-form"
      data-scope="admin-form"
      noValidate
      onKeyDownCapture={leaveOpenList}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <h2>{title}</h2>
      <div className="admin-fields">{children}</div>
      <footer>
        {elsewhere ? (
          <p className="u-breached sm admin-refused" role="alert">
            {elsewhere}
          </p>
        ) : null}
        {more}
        <span className="grow" />
        <Button kind="quiet" keys="Escape" onClick={onClose}>
          Close
        </Button>
        <Button kind="primary" keys="mod+Enter" disabled={busy} onClick={onSubmit}>
          {submit}
        </Button>
      </footer>
    </form>
  );
}

/** Escape closes a list of choices that is open first, and the form, with all that was typed, only after that. */
function leaveOpenList(event: KeyboardEvent<HTMLFormElement>): void {
  const open = event.target instanceof Element && event.target.getAttribute('aria-expanded') === 'true';
  if (open && event.key === 'Escape') event.preventDefault();
}
