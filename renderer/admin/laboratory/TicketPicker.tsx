import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import { PickerBox } from '../../queue/pickers/PickerBox.tsx';
import type { QueueRow } from '../../store/store.ts';
import { numberWord } from '../../ticket/wording.ts';
import { useStore } from '../../ui/context.tsx';
import { statusWord } from '../../ui/words.ts';

const MOST = 12;

/** Finds a ticket of this console by its number, or by words of it. */
export function TicketPicker({ onPick, onClose }: { onPick: (id: TicketId) => void; onClose: () => void }) {
  const list = useId();
  const [words, setWords] = useState('');
  const [at, setAt] = useState(0);
  const rows = useFound(words);
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = rows[at];
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, rows.length));
    else if (event.key === 'ArrowUp') setAt((at - 1 + rows.length) % Math.max(1, rows.length));
    else if (event.key === 'Enter' && chosen) onPick(chosen.id);
    else return;
    event.preventDefault();
  };
  return (
    <PickerBox label="Pick a ticket" anchor={null} width={560} onClose={onClose}>
      <input
        className="picker-field large"
        data-autofocus=""
        role="combobox"
        aria-label="Pick a ticket"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={rows[at] ? `${list}-${at}` : undefined}
        placeholder="A number, or words of the ticket"
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} className="picker-list" role="listbox" aria-label="Tickets on this console">
        {rows.map((row, index) => (
          <div
            key={row.id}
            id={`${list}-${index}`}
            ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
            role="option"
            aria-selected={index === at}
            className={index === at ? 'picker-option on' : 'picker-option'}
            onMouseMove={() => setAt(index)}
            onClick={() => onPick(row.id)}
          >
            <span className="d sm lab-number">{numberWord(row.number)}</span>
            <span className="ell grow">{row.subject}</span>
            <span className="d sm">
              P{row.priority} · {statusWord[row.status]}
            </span>
          </div>
        ))}
        {rows.length === 0 ? <p className="picker-none">Nothing on this console fits “{words}”.</p> : null}
      </div>
    </PickerBox>
  );
}

/** The most urgent ones until something is typed. */
function useFound(words: string): readonly QueueRow[] {
  const store = useStore();
  const [found, setFound] = useState<{ words: string; rows: readonly QueueRow[] } | null>(null);
  useEffect(() => {
    let left = false;
    void store.search(words, MOST).then((ids) => {
      const rows = ids.flatMap((id) => store.queue.row(id) ?? []);
      if (!left) setFound({ words, rows });
    });
    return () => {
      left = true;
    };
  }, [words, store]);
  if (words.trim() === '') return store.queue.get().slice(0, MOST);
  return found?.rows ?? [];
}
