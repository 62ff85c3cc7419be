import { memo } from 'react';
import type { TicketId } from '#core/ids.ts';
import { urgencyOf } from '#core/sla/urgency.ts';
import type { Reference } from '#core/workspace/reference.ts';
import type { QueueRow } from '../store/store.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Countdown } from '../ui/Countdown.tsx';
import { roughly } from '../ui/format.ts';
import { openLeft } from '../ui/left.ts';
import { useNow } from '../ui/use-now.ts';
import { useQueueState } from './queue-state.ts';

type Props = {
  row: QueueRow;
  index: number;
  top: number;
  reference: Reference;
  me: string;
  onOpen: (id: TicketId, index: number) => void;
  onMark: (id: TicketId, index: number, range: boolean) => void;
};

export const rowElementId = (id: TicketId) => `row-${id}`;

/** One ticket in the queue. Re-renders when the row itself changes or the cursor comes and goes; only its clocks tick. */
export const Row = memo(function Row({ row, index, top, reference, me, onOpen, onMark }: Props) {
  const on = useQueueState((state) => state.cursor === row.id);
  const selected = useQueueState((state) => state.selected.has(row.id));
  const tier = reference.tiers.get(reference.teams.get(row.teamId)?.tierId as never);
  const holder = row.personId ? (reference.people.get(row.personId)?.name ?? 'somebody who left') : null;
  const classes = ['qr', on && 'on', selected && 'selected', row.unread && 'unread', row.lapsed && 'lapsed'];
  return (
    <div
      id={rowElementId(row.id)}
      className={classes.filter(Boolean).join(' ')}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected || on}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) onMark(row.id, index, event.shiftKey);
        else onOpen(row.id, index);
      }}
    >
      <span role="gridcell" className="q-mark">
        {selected ? <SelectedMark /> : row.unread ? <i className="un" role="img" aria-label="unread" /> : null}
      </span>
      <span role="gridcell" className="q-time">
        {row.nearest ? <Countdown target={row.nearest} /> : <span className="d sm">no target</span>}
      </span>
      <span role="gridcell" className="q-open">
        {row.nearest ? <OpenTime row={row} reference={reference} /> : null}
      </span>
      <span role="gridcell" className={`q-prio p${row.priority}`}>
        P{row.priority}
      </span>
      <span role="gridcell" className="q-subject">
        <span className="ell">{row.subject}</span>
        {row.saving ? <Chip provisional>saving</Chip> : null}
        {row.offer ? <Chip>{offerWord(row, reference)}</Chip> : null}
        {row.lapsed ? <Chip>nobody took it</Chip> : null}
      </span>
      <span role="gridcell" className="q-number">
        {row.number === null ? <span className="nonum">new</span> : row.number}
      </span>
      <span role="gridcell" className="q-tier" title={tier?.name}>
        {tier ? `L${tier.rank}` : ''}
      </span>
      <span role="gridcell" className="q-holder">
        <Avatar name={holder} me={row.personId === me} provisional={row.saving} />
      </span>
    </div>
  );
});

function SelectedMark() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" role="img" aria-label="selected">
      <path
        d="m1.500 5.500 2.500 2.500 4.500-6"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="1.800"
        strokeLinecap="round"
      />
    </svg>
  );
}

/** Business time left, in a word's width; it moves by the minute. */
function OpenTime({ row, reference }: { row: QueueRow; reference: Reference }) {
  const now = useNow(60_000);
  const { nearest } = row;
  if (!nearest) return null;
  if (nearest.state === 'ended') return <span title="This target has ended">done</span>;
  const left = openLeft(nearest, now, reference);
  if (urgencyOf(nearest, now) === 'paused') return <span title="The clock is paused">held</span>;
  if (left === null) return null;
  return (
    <span className={left < 0 ? 'neg' : undefined} title="Business time left">
      {roughly(left)}
    </span>
  );
}

function offerWord({ offer }: QueueRow, reference: Reference): string {
  if (!offer) return '';
  return `to ${reference.teams.get(offer.toTeamId)?.name ?? 'a team'}`;
}
