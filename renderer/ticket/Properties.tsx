import type { ReactNode } from 'react';
import { nextWordDue } from '#core/sla/next-update.ts';
import { callerOf } from '#core/ticket/caller.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import { pickings } from '../queue/pickers/pickings.ts';
import type { Picking } from '../queue/queue-state.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { KeyCap } from '../ui/KeyCap.tsx';
import { levelWord } from '../ui/words.ts';
import { createNames, statusSentence } from './wording.ts';

type Props = {
  ticket: Ticket;
  onPick: (picking: Picking) => void;
  onPromise: () => void;
  onWatch: () => void;
};

/** What the ticket is, one line each; what a key changes shows the key, and a click does the same. */
export function Properties(props: Props) {
  return (
    <aside className="props" aria-label="Properties">
      <PropertyList {...props} />
    </aside>
  );
}

/** Below 1200 px: the four that matter in one line under the subject, the rest unfolds. */
export function FoldedProperties(props: Props) {
  const reference = useReference();
  const me = useMe();
  const names = createNames(reference, me.id);
  const { ticket } = props;
  const short = [
    statusSentence(ticket),
    `P${ticket.priority}`,
    names.person(ticket.accountable.personId),
    names.team(ticket.accountable.teamId),
  ];
  return (
    <details className="props folded">
      <summary>
        {short.join(' · ')} <span className="d">properties</span>
      </summary>
      <PropertyList {...props} />
    </details>
  );
}

function PropertyList({ ticket, onPick, onPromise, onWatch }: Props) {
  const store = useStore();
  const me = useMe();
  const reference = useReference();
  const act = (picking: Picking) => actOn(picking, onPick);
  const names = createNames(reference, me.id);
  const { accountable } = ticket;
  const holder = accountable.personId ? (reference.people.get(accountable.personId)?.name ?? 'Somebody') : null;
  const requester = ticket.requesterId ? reference.requesters.get(ticket.requesterId) : null;
  const caller = callerOf(ticket);
  const phone = requester?.phone || caller?.phone;
  const organisation = ticket.organisationId ? reference.organisations.get(ticket.organisationId)?.name : null;
  const service = ticket.serviceId ? reference.services.get(ticket.serviceId)?.name : null;
  return (
    <div className="prop-list">
      <Property name="Status" {...act('status')}>
        {statusSentence(ticket)}
      </Property>
      <Property name="Priority" {...act('priority')}>
        <b className="st">P{ticket.priority}</b>
        <span className="ell" title={ticket.priorityReason ?? undefined}>
          {ticket.priorityReason ? 'set by hand' : `${levelWord[ticket.impact]} by ${levelWord[ticket.urgency]}`}
        </span>
      </Property>
      <Property name="Accountable" {...act('assign')}>
        <Avatar name={holder} me={accountable.personId === me.id} />
        <span className="ell">{holder ?? 'Nobody yet'}</span>
      </Property>
      <Property name="Team">{names.team(accountable.teamId)}</Property>
      <hr />
      <Property name="Requester">
        <span className="ell" title={[requester?.email, requester?.phone].filter(Boolean).join(', ') || undefined}>
          {names.asker(ticket)}
        </span>
        {caller ? <span className="d sm">not in the list</span> : null}
      </Property>
      {phone ? <Property name="Phone">{phone}</Property> : null}
      <Property name="Organisation">
        <span className="ell">{organisation ?? 'none'}</span>
      </Property>
      <Property name="Service">
        <span className="ell">{service ?? 'none'}</span>
      </Property>
      <Property name="Category" {...act('category')}>
        <span className="ell">{names.category(ticket.categoryId)}</span>
      </Property>
      <Property name="Tags" {...act('tags')}>
        {ticket.tags.length === 0 ? 'none' : ticket.tags.map((tag) => <Chip key={tag}>{tag}</Chip>)}
      </Property>
      <hr />
      <Property name="Next update" keys="u" onPress={onPromise}>
        {nextUpdateWords(ticket, (at) => whenOf(at, store.now(), me.zone))}
      </Property>
      <Property name="Watching" keys="w" onPress={onWatch}>
        {ticket.watchers.slice(0, 4).map((id) => (
          <Avatar key={id} name={reference.people.get(id)?.name ?? 'Somebody'} me={id === me.id} />
        ))}
        {ticket.watchers.length === 0 ? 'nobody' : ticket.watchers.length}
      </Property>
    </div>
  );
}

function Property({
  name,
  keys,
  property,
  onPress,
  children,
}: {
  name: string;
  keys?: string;
  /** Where its picker opens. */
  property?: Picking;
  onPress?: () => void;
  children: ReactNode;
}) {
  const inner = (
    <>
      <span className="prop-name">
        {name}
        {keys ? <KeyCap keys={keys} /> : null}
      </span>
      <span className="prop-value">{children}</span>
    </>
  );
  if (!onPress) return <div className="prop">{inner}</div>;
  return (
    <button
      type="button"
      className="prop"
      data-property={property}
      onClick={onPress}
      aria-keyshortcuts={keys?.toUpperCase()}
    >
      {inner}
    </button>
  );
}

/** A click does what the key does; the key stands beside it. */
function actOn(picking: Picking, onPick: Props['onPick']) {
  const keys = pickings.find((one) => one.picking === picking)?.keys ?? '';
  return { keys, property: picking, onPress: () => onPick(picking) };
}

/** By when the requester hears from us: by a promise, else by the policy. */
function nextUpdateWords(ticket: Ticket, when: (at: number) => string): string {
  if (ticket.promisedUntil !== null) return `${when(ticket.promisedUntil)}, promised`;
  const due = isOpen(ticket) ? nextWordDue(ticket) : null;
  return due === null ? 'nothing promised' : `${when(due)}, by the policy`;
}
