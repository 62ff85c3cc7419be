import { useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useActions } from '../../ui/keymap.tsx';
import { example } from './example.ts';

/** Takes a whole question as the command takes it. `onPaste` is false where it is none. */
export function PasteDialog({ onPaste, onClose }: { onPaste: (text: string) => boolean; onClose: () => void }) {
  const name = useId();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const take = () => setWrong(!onPaste(text));
  useActions([
    {
      id: 'lab.take',
      label: 'Open it',
      group: 'Laboratory',
      scope: 'dialog',
      keys: ['mod+Enter'],
      whileTyping: true,
      run: take,
    },
  ]);
  return (
    <Dialog
      title="Paste a question"
      width={720}
      onClose={onClose}
      foot={
        <>
          {isWrong ? (
            <p className="u-breached sm grow" role="alert">
              This is no question. It begins with a brace and says what is asked: “op” is add, between, open or clocks.
            </p>
          ) : (
            <span className="grow" />
          )}
          <Button kind="quiet" onClick={() => setText(example)}>
            Put in an example
          </Button>
          <Button kind="primary" keys="mod+Enter" onClick={take}>
            Open it
          </Button>
        </>
      }
    >
      <label htmlFor={name} className="m">
        One line as the command “npm run sla” takes it, or the same over several lines.
      </label>
      <textarea
        id={name}
        className="input mono lab-paste"
        data-autofocus=""
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
      />
    </Dialog>
  );
}
