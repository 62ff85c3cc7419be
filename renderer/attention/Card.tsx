import { useEffect, useMemo, useRef, useState } from 'react';
import type { Message } from '#core/ticket/message.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import type { AttentionCard } from '../store/store.ts';
import { useOnce } from '../ticket/use-once.ts';
import { createNames, type Names } from '../ticket/wording.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { clockSecondsOf, whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import { useNow } from '../ui/use-now.ts';
import { type Description, describeCard, firstName, type Way } from './describe.ts';
import { useWays } from './use-ways.ts';

const keysOf: Record<Way, string> = {
  change: 'Enter',
  sendAsItIs: 'alt+Enter',
  again: 'a',
  asNote: 'n',
  copy: 'c',
  drop: 'd',
};

/** One thing that needs a decision: both sides, every word, and the likely next step rightmost. */
export function Card({
  card,
  on,
  place,
  onPick,
}: {
  card: AttentionCard;
  on: boolean;
  place: string;
  onPick: () => void;
}) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const now = useNow(60_000);
  const box = useRef<HTMLElement>(null);
  const ways = useWays();
  const [said, setSaid] = useState<string | null>(null);
  const live = useMemo(() => store.ticket(card.ticketId), [store, card.ticketId]);
  const view = useLive(live);
  const names = useMemo(() => createNames(reference, me.id), [reference, me.id]);
  const ticket = view && view !== 'loading' ? view.ticket : null;
  const told = describeCard(card, ticket, names, (at) => whenOf(at, now, me.zone));
  const guarded = card.refusal.reason === 'newerMessage';
  const newest =
    view && view !== 'loading' ? view.messages.findLast((message) => message.visibility === 'public') : undefined;

  useEffect(() => {
    if (on) box.current?.scrollIntoView({ block: 'nearest' });
  }, [on]);

  const { once } = useOnce();
  const go = (way: Way) => once(() => take(way));

  async function take(way: Way) {
    const refused = await ways(card, way);
    setSaid(refused ?? (way === 'copy' ? 'Copied, all of it.' : null));
  }

  const [first] = told.ways;
  useActions(
    told.ways.map((way) => ({
      id: `card.${card.commandId}.${way}`,
      label: `${told.line}: ${wordOf(way, names, card)}`,
      group: 'Attention',
      keys: way === first ? ['Enter', keysOf[way]] : [keysOf[way]],
      enabled: on,
      run: () => void go(way),
    })),
  );

  return (
    <article ref={box} className={on ? 'card on' : 'card'} aria-labelledby={`card-${card.commandId}`} onClick={onPick}>
      <header className="card-head">
        <Icon name={guarded ? 'undo' : 'close'} />
        <h2 id={`card-${card.commandId}`} className="grow">
          {told.title}
        </h2>
        <span className="sm d">{place}</span>
      </header>
      <p className="lead">{told.lead}</p>
      <div className="sides">
        {guarded ? (
          <>
            <Newer message={newest} names={names} ticket={ticket} />
            <Mine told={told} heading="You were about to send" />
          </>
        ) : (
          <>
            <Mine told={told} heading="What you asked" at={clockSecondsOf(card.madeAt, me.zone)} />
            <Theirs
              told={told}
              who={card.refusal.by ? names.person(card.refusal.by) : null}
              rev={ticket?.rev ?? null}
              at={clockSecondsOf(card.refusedAt, me.zone)}
            />
          </>
        )}
      </div>
      {said ? (
        <p className="card-said" role="status">
          {said}
        </p>
      ) : null}
      <footer className="acts">
        <Acts ways={told.ways} card={card} names={names} onGo={(way) => void go(way)} />
      </footer>
    </article>
  );
}

function Acts({
  ways,
  card,
  names,
  onGo,
}: {
  ways: Way[];
  card: AttentionCard;
  names: Names;
  onGo: (way: Way) => void;
}) {
  const [first] = ways;
  const rest = ways.filter((way) => way !== first && way !== 'drop').reverse();
  return (
    <>
      {first === 'drop' ? null : (
        <Button kind="quiet" keys={keysOf.drop} onClick={() => onGo('drop')}>
          {wordOf('drop', names, card)}
        </Button>
      )}
      <span className="grow" />
      {rest.map((way) => (
        <Button key={way} keys={keysOf[way]} onClick={() => onGo(way)}>
          {wordOf(way, names, card)}
        </Button>
      ))}
      {first ? (
        <Button kind="primary" keys="Enter" onClick={() => onGo(first)}>
          {wordOf(first, names, card)}
        </Button>
      ) : null}
    </>
  );
}

function wordOf(way: Way, names: Names, card: AttentionCard): string {
  const who = firstName(names, card.refusal.by);
  switch (way) {
    case 'change':
      return 'Change my reply';
    case 'sendAsItIs':
      return 'Send as it is';
    case 'again':
      return 'Ask again';
    case 'asNote':
      return who && card.refusal.reason === 'alreadyTaken'
        ? `Add my text as a note, leave it with ${who}`
        : 'Add my text as a note';
    case 'copy':
      return 'Copy all text';
    case 'drop':
      if (card.refusal.reason === 'newerMessage') return 'Discard';
      return who && card.refusal.reason === 'alreadyTaken' ? `Leave it with ${who}` : 'Drop mine';
    default:
      return way satisfies never;
  }
}

function Mine({ told, heading, at }: { told: Description; heading: string; at?: string }) {
  const me = useMe();
  return (
    <div>
      <div className="side-head">
        <Avatar name={me.name} me />
        <span className="st grow">{heading}</span>
        {at ? <span>{at}, this device</span> : null}
      </div>
      <Facts told={told} side="mine" />
      {told.text ? (
        <div className={told.text.internal ? 'quoted int' : 'quoted'}>
          <div className="tag">
            <Icon name={told.text.internal ? 'lock' : 'globe'} small />
            {told.text.label}
          </div>
          {told.text.body}
        </div>
      ) : null}
    </div>
  );
}

function Theirs({ told, who, rev, at }: { told: Description; who: string | null; rev: number | null; at: string }) {
  return (
    <div>
      <div className="side-head">
        <Avatar name={who} />
        <span className="st grow">What the server has</span>
        <span>
          {at}
          {rev === null ? '' : `, revision ${rev}`}
        </span>
      </div>
      {told.facts.length > 0 ? (
        <Facts told={told} side="theirs" />
      ) : (
        <p className="m">This ticket isn’t on this console any more.</p>
      )}
    </div>
  );
}

function Facts({ told, side }: { told: Description; side: 'mine' | 'theirs' }) {
  return (
    <dl className="kv">
      {told.facts.map((fact) => (
        <div key={fact.name} className="kv-row">
          <dt>{fact.name}</dt>
          <dd className={fact.differs ? 'df' : 'same'}>{fact[side]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Newer({ message, names, ticket }: { message: Message | undefined; names: Names; ticket: Ticket | null }) {
  const me = useMe();
  if (!message || !ticket) return <div className="m">The newer message isn’t on this console.</div>;
  const who = names.author(message.author, ticket);
  return (
    <div>
      <div className="side-head">
        <Avatar name={who} />
        <span className="st grow">{who} wrote</span>
        <Icon name={message.channel === 'email' ? 'mail' : 'globe'} small />
        <span>{clockSecondsOf(message.at, me.zone)}</span>
      </div>
      <div className="quoted plain">{message.body}</div>
    </div>
  );
}
