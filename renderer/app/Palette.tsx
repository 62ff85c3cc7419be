import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { noFilter } from '../queue/filter.ts';
import { PickerBox } from '../queue/pickers/PickerBox.tsx';
import { useQueueApi } from '../queue/queue-state.ts';
import type { QueueRow } from '../store/store.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { useReference, useStore } from '../ui/context.tsx';
import { Icon } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { isEnabled, useKeymap } from '../ui/keymap.tsx';
import { go } from '../ui/place.ts';
import { statusWord } from '../ui/words.ts';
import { type Find, findAll } from './finds.ts';

const headings: Record<Find['kind'], string> = {
  ticket: 'Tickets on this console',
  person: 'People',
  requester: 'People',
  action: 'Actions',
};

/** One field finds tickets, people, views and actions, all of it local. */
export function Palette({ onClose }: { onClose: () => void }) {
  const store = useStore();
  const reference = useReference();
  const keymap = useKeymap();
  const queue = useQueueApi();
  const list = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [actions] = useState(() =>
    keymap.actions.get().filter((one) => !one.hidden && isEnabled(one) && one.id !== 'app.find'),
  );
  const hits = useHits(text);
  const finds = useMemo(
    () => findAll(text, actions, store.queue.get(), hits, reference),
    [text, actions, store, hits, reference],
  );
  const choose = (find: Find | undefined) => {
    if (!find) return;
    onClose();
    switch (find.kind) {
      case 'ticket':
        return go({ page: 'ticket', ticketId: find.row.id, do: null });
      case 'action':
        return requestAnimationFrame(find.action.run);
      case 'person':
      case 'requester': {
        queue.getState().show('all');
        const who = find.kind === 'person' ? { personIds: [find.personId] } : { requesterIds: [find.requesterId] };
        queue.getState().narrow({ ...noFilter, ...who });
        return go({ page: 'queue', view: 'all' });
      }
      default:
        return find satisfies never;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, finds.length));
    else if (event.key === 'ArrowUp') setAt((at - 1 + finds.length) % Math.max(1, finds.length));
    else if (event.key === 'Enter') choose(finds[at]);
    else return;
    event.preventDefault();
  };
  return (
    <PickerBox
      label="Find a ticket, person or action"
      anchor={document.querySelector('.find')}
      width={640}
      onClose={onClose}
    >
      <input
        className="picker-field large"
        data-autofocus=""
        role="combobox"
        aria-label="Find a ticket, person or action"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={finds[at] ? `${list}-${at}` : undefined}
        placeholder="A number, a name, words from a message, or what to do"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={list} className="picker-list palette" role="listbox" aria-label="Found">
        {finds.length === 0 ? <p className="picker-none">Nothing on this console fits “{text}”.</p> : null}
        {finds.map((find, index) => (
          <div key={find.id} role="presentation">
            {index > 0 && headings[find.kind] === headings[finds[index - 1]?.kind ?? 'ticket'] ? null : (
              <p className="picker-title" role="presentation">
                {headings[find.kind]}
              </p>
            )}
            <div
              id={`${list}-${index}`}
              ref={index === at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : null}
              role="option"
              aria-selected={index === at}
              className={index === at ? 'picker-option on' : 'picker-option'}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(find)}
            >
              <FindLine find={find} />
            </div>
          </div>
        ))}
      </div>
    </PickerBox>
  );
}

function FindLine({ find }: { find: Find }) {
  switch (find.kind) {
    case 'ticket':
      return (
        <>
          <span className="picker-mark d sm palette-number">{find.row.number ?? 'new'}</span>
          <span className="ell grow">{find.row.subject}</span>
          <span className="d sm">
            P{find.row.priority} · {statusWord[find.row.status]}
          </span>
        </>
      );
    case 'person':
    case 'requester':
      return (
        <>
          <span className="picker-mark">
            <Avatar name={find.name} />
          </span>
          <span className="ell grow">{find.name}</span>
          <span className="d sm ell">
            {find.hint} · {find.kind === 'person' ? 'what they hold' : 'what they asked'}
          </span>
        </>
      );
    case 'action':
      return (
        <>
          <span className="picker-mark d">
            <Icon name={find.action.group === 'Go to' ? 'forward' : 'bolt'} small />
          </span>
          <span className="ell grow">
            {find.action.group === 'Go to' ? `Go to ${find.action.label}` : find.action.label}
          </span>
          {find.action.keys[0] ? <KeyCap keys={find.action.keys[0]} /> : null}
        </>
      );
    default:
      return find satisfies never;
  }
}

function useHits(text: string): readonly QueueRow[] {
  const store = useStore();
  const [hits, setHits] = useState<{ words: string; rows: readonly QueueRow[] }>({ words: '', rows: [] });
  const words = text.trim();
  useEffect(() => {
    if (words.length < 2) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const ids = await store.search(words, 12);
      if (wanted) setHits({ words, rows: ids.flatMap((id) => store.queue.row(id) ?? []) });
    }, 80);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [store, words]);
  return hits.words === words ? hits.rows : none;
}

const none: readonly QueueRow[] = [];
