import { useState } from 'react';
import type { Instant } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { Button } from '../ui/Button.tsx';
import { useMe, useStore } from '../ui/context.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { clockOf, whenOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { promiseChoices } from './promise.ts';
import { nextTime } from './time.ts';
import { saysHere } from './wording.ts';

/** When the requester will hear from us next: a time by one key, another by typing it. */
export function PromisePicker({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const store = useStore();
  const me = useMe();
  const [now] = useState(() => store.now());
  const [typed, setTyped] = useState('');
  const [says, setSays] = useState<string | null>(null);
  const choices = promiseChoices(now, ticket.promisedUntil);
  const own = nextTime(typed, now, me.zone);

  async function promise(until: Instant | null) {
    const answer = await store.dispatch(ticket.id, { type: 'promise', body: { until } });
    if (isRefusal(answer)) setSays(saysHere(answer, (at) => clockOf(at, me.zone)));
    else onClose();
  }

  const group = 'Promise the next update';
  useActions([
    ...choices.map(({ at }, index) => ({
      id: `promise.${index}`,
      label: `Promise ${whenOf(at, now, me.zone)}`,
      group,
      scope: 'dialog',
      keys: [String(index + 1)],
      run: () => void promise(at),
    })),
    {
      id: 'promise.none',
      label: 'Take the promise back',
      group,
      scope: 'dialog',
      keys: ['0'],
      enabled: ticket.promisedUntil !== null,
      run: () => void promise(null),
    },
    {
      id: 'promise.own',
      label: 'Promise the time typed',
      group,
      scope: 'dialog',
      keys: ['mod+Enter'],
      whileTyping: true,
      enabled: own !== null,
      run: () => own !== null && void promise(own),
    },
  ]);

  return (
    <Dialog
      title="Promised until"
      width={380}
      onClose={onClose}
      foot={
        <>
          <Button kind="quiet" keys="Escape" onClick={onClose}>
            Close
          </Button>
          <Button
            kind="primary"
            keys="mod+Enter"
            disabled={own === null}
            onClick={() => own !== null && void promise(own)}
          >
            Promise {own === null ? 'a time' : whenOf(own, now, me.zone)}
          </Button>
        </>
      }
    >
      <ul className="choices">
        {choices.map(({ at, label }, index) => (
          <li key={at}>
            <button type="button" onClick={() => void promise(at)}>
              <KeyCap keys={String(index + 1)} />
              <span className="grow">{whenOf(at, now, me.zone)}</span>
              {label === 'promised' ? <span className="d sm">promised now</span> : null}
            </button>
          </li>
        ))}
        {ticket.promisedUntil === null ? null : (
          <li>
            <button type="button" onClick={() => void promise(null)}>
              <KeyCap keys="0" />
              <span className="grow">No promise any more</span>
            </button>
          </li>
        )}
      </ul>
      <label className="row-f own-time">
        <span className="sm d">Another time</span>
        <input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="16:30"
          inputMode="numeric"
          aria-describedby={says ? 'promise-says' : undefined}
        />
      </label>
      {says ? (
        <p id="promise-says" className="refusal" role="alert">
          {says}
        </p>
      ) : null}
    </Dialog>
  );
}
