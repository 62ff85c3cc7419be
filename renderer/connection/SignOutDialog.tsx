import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { countOf } from '../ui/format.ts';
import { useActions } from '../ui/keymap.tsx';
import type { Left, LeftKind } from './leaving.ts';

const kinds: readonly { kind: LeftKind; words: (count: number) => string }[] = [
  { kind: 'unsent', words: (count) => `${countOf(count, 'change')} not sent yet` },
  { kind: 'card', words: (count) => `${countOf(count, 'refused change')} waiting for your decision` },
  { kind: 'draft', words: (count) => countOf(count, 'draft') },
];

/** Signing out with something that only this device has: it is listed, and stays unless thrown away on purpose. */
export function SignOutDialog({
  left,
  onStay,
  onLeave,
}: {
  left: readonly Left[];
  onStay: () => void;
  onLeave: (wipe: boolean) => void;
}) {
  useActions([
    {
      id: 'leave.keep',
      label: 'Sign out',
      group: 'Sign out',
      keys: ['alt+k'],
      scope: 'dialog',
      whileTyping: true,
      run: () => onLeave(false),
    },
  ]);
  return (
    <Dialog
      title="Some of your work is only on this device"
      width={640}
      onClose={onStay}
      foot={
        <>
          <Button kind="quiet" onClick={() => onLeave(true)}>
            Sign out and throw it away
          </Button>
          <span className="grow" />
          <Button keys="alt+k" onClick={() => onLeave(false)}>
            Sign out, keep it here
          </Button>
          <Button kind="primary" keys="Escape" onClick={onStay} data-autofocus="">
            Stay signed in
          </Button>
        </>
      }
    >
      <p className="m">Kept here, it is there again when you next sign in on this device, and goes out in your name.</p>
      <div className="unsent">
        {kinds.map(({ kind, words }) => {
          const rows = left.filter((one) => one.kind === kind);
          if (rows.length === 0) return null;
          return (
            <section key={kind} aria-label={words(rows.length)}>
              <h3 className="md">{words(rows.length)}</h3>
              <ul>
                {rows.map(({ id, line, words: said }) => (
                  <li key={id}>
                    <span className="unsent-what">{line}</span>
                    <span className="d ell" title={said}>
                      {said}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
