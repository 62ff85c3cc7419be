import './attention.css';
import { useState } from 'react';
import type { CommandId } from '#core/ids.ts';
import type { AttentionCard } from '../store/store.ts';
import { createNames, numberWord, saysHere } from '../ticket/wording.ts';
import { Chip } from '../ui/Chip.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { clockOf, clockSecondsOf, countOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useActions } from '../ui/keymap.tsx';
import { hrefOf } from '../ui/place.ts';
import { State } from '../ui/State.tsx';
import { Card } from './Card.tsx';
import { describeCard, describeWaiting } from './describe.ts';
import { StillTrue } from './StillTrue.tsx';

/** What the server refused or what waits for a word of mine, with every word kept; below it what waits to be sent. */
export function AttentionPage() {
  const store = useStore();
  const cards = useLive(store.attention);
  const [chosen, setChosen] = useState<CommandId | null>(null);
  const at = Math.max(
    0,
    cards.findIndex(({ commandId }) => commandId === chosen),
  );
  const step = (by: number) => {
    const next = cards[Math.max(0, Math.min(cards.length - 1, at + by))];
    if (next) setChosen(next.commandId);
  };
  const group = 'Attention';
  useActions([
    {
      id: 'attention.next',
      label: 'Next card',
      group,
      keys: ['j', 'ArrowDown'],
      enabled: cards.length > 1,
      run: () => step(1),
    },
    {
      id: 'attention.back',
      label: 'Card before',
      group,
      keys: ['k', 'ArrowUp'],
      enabled: cards.length > 1,
      run: () => step(-1),
    },
  ]);
  return (
    <div className="attention">
      <section className="att-list" aria-label="Needs attention">
        <header className="att-head">
          <h1>Needs attention</h1>
          <span className="d">{cards.length}</span>
          <span className="grow" />
          <span className="row-f sm d">
            Next <KeyCap keys="j" />
          </span>
        </header>
        <ul>
          {cards.map((card, index) => (
            <Line key={card.commandId} card={card} on={index === at} onPick={() => setChosen(card.commandId)} />
          ))}
        </ul>
        <Waiting />
        <StillTrue />
      </section>
      <section className="att-work" aria-label="Cards">
        {cards.length === 0 ? (
          <State title="Nothing needs a decision">
            <p>What the server refuses comes here with all your text. Until then everything you did stands.</p>
          </State>
        ) : null}
        {cards.map((card, index) => (
          <Card
            key={card.commandId}
            card={card}
            on={index === at}
            place={`${index + 1} of ${cards.length}`}
            onPick={() => setChosen(card.commandId)}
          />
        ))}
      </section>
    </div>
  );
}

function Line({ card, on, onPick }: { card: AttentionCard; on: boolean; onPick: () => void }) {
  const store = useStore();
  const me = useMe();
  const names = createNames(useReference(), me.id);
  const row = store.queue.row(card.ticketId);
  const told = describeCard(card, null, names, (at) => clockOf(at, me.zone));
  const number = row ? numberWord(row.number) : 'a ticket';
  return (
    <li>
      <button type="button" className={on ? 'it on' : 'it'} aria-current={on} onClick={onPick}>
        <Icon name={card.refusal.reason === 'newerMessage' ? 'undo' : 'close'} />
        <span className="md ell">{told.line.replace(NOT_SEEN, number)}</span>
        <span className="sm d">{clockOf(card.refusedAt, me.zone)}</span>
        <span className="sub">{saysHere(card.refusal, (at) => clockOf(at, me.zone))}</span>
      </button>
    </li>
  );
}

const NOT_SEEN = 'a ticket you can’t see any more';

const icons: Partial<Record<string, IconName>> = {
  note: 'lock',
  reply: 'mail',
  offerHandoff: 'forward',
  createTicket: 'phone',
};

/** The outbox: done here, told to the server as soon as it is there. */
function Waiting() {
  const store = useStore();
  const me = useMe();
  const { rows } = useLive(store.outbox);
  const told = rows.filter(({ intent }) => intent.type !== 'reportAlert');
  return (
    <>
      <div className="att-sub">
        <h2>Waiting to be sent</h2>
        <span className="d">
          {told.length === 0
            ? 'nothing, all is with the server'
            : `${countOf(told.length, 'change')}, kept on this device`}
        </span>
      </div>
      <ul>
        {told.map(({ commandId, ticketId, intent, madeAt, heldUntil }) => {
          const row = store.queue.row(ticketId);
          const { line, words } = describeWaiting(intent, numberWord(row?.number ?? null));
          return (
            <li key={commandId}>
              <a className="it" href={hrefOf({ page: 'ticket', ticketId, do: null })}>
                <Icon name={icons[intent.type] ?? 'send'} />
                <span className="md ell">
                  {line} {heldUntil === null ? null : <Chip provisional>can be undone</Chip>}
                </span>
                <span className="sm d">{clockSecondsOf(madeAt, me.zone)}</span>
                <span className="sub ell">{words}</span>
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
