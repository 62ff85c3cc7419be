import type { Instant, TeamId } from '../ids.ts';
import { type Accountable, inClockOrder, type Status, type WaitingOn } from '../ticket/history.ts';
import type { Story } from './clock.ts';
import { type OpenHours, openAt, openHours } from './open-hours.ts';
import type { SlaDocuments, Span } from './policy.ts';

/** Whom a minute is charged to. `nobody`: the holding team was not on shift. `none`: the ticket was done. */
export type Payer =
  | { to: 'team'; teamId: TeamId }
  | { to: 'requester' }
  | { to: 'vendor' }
  | { to: 'nobody' }
  | { to: 'system' }
  | { to: 'none' };

/** A stretch in which one and the same pays, and who was accountable then, paying or not. */
export type Bill = { from: Instant; to: Instant; payer: Payer; holder: Accountable | null };

type Documents = Pick<SlaDocuments, 'teamCalendar' | 'downtimes'>;

/**
 * Who pays from `from` to `until`: gap-free, in order, exactly one at every instant. Of several reasons the first of
 * these holds: the ticket is done; the system is down; it waits for the requester (pending, or on hold for them) or for
 * a vendor; the team that holds it is not on shift; the team.
 */
export function bills(story: Story, documents: Documents, from: Instant, until: Instant): Bill[] {
  const state: State = { status: 'new', waitingOn: null, holder: null };
  const found: Bill[] = [];
  let at = from;
  for (const point of inClockOrder(story.history)) {
    if (point.kind !== 'status' && point.kind !== 'holder') continue;
    if (point.at > at) {
      const to = Math.min(point.at, until);
      found.push(...during(state, at, to, documents));
      at = to;
      if (at >= until) return found;
    }
    if (point.kind === 'holder') state.holder = point.holder;
    else Object.assign(state, { status: point.status, waitingOn: point.waitingOn });
  }
  if (at < until) found.push(...during(state, at, until, documents));
  return found;
}

type State = { status: Status; waitingOn: WaitingOn | null; holder: Accountable | null };

/** While status and holder stay the same. */
function during(state: State, from: Instant, to: Instant, documents: Documents): Bill[] {
  const { status, waitingOn, holder } = state;
  if (status === 'resolved' || status === 'closed') return [{ from, to, payer: { to: 'none' }, holder }];
  return withoutDowntime(from, to, documents.downtimes).flatMap((part) => {
    if (part.down) return { from: part.from, to: part.to, payer: { to: 'system' as const }, holder };
    if (status === 'pending' || status === 'onHold') {
      return { from: part.from, to: part.to, payer: { to: waitingOn ?? ('requester' as const) }, holder };
    }
    const calendar = holder && documents.teamCalendar(holder.teamId);
    return onShift(part.from, part.to, holder, calendar ? openHours(calendar) : null);
  });
}

function onShift(from: Instant, to: Instant, holder: Accountable | null, hours: OpenHours | null): Bill[] {
  const found: Bill[] = [];
  for (let at = from; at < to; ) {
    const { open, until } = hours ? openAt(hours, at) : { open: true, until: null };
    const end = Math.min(until ?? to, to);
    const payer: Payer = open && holder ? { to: 'team', teamId: holder.teamId } : { to: 'nobody' };
    found.push({ from: at, to: end, payer, holder });
    at = end;
  }
  return found;
}

function withoutDowntime(from: Instant, to: Instant, downtimes: readonly Span[]) {
  const parts: { from: Instant; to: Instant; down: boolean }[] = [];
  let at = from;
  for (const down of [...downtimes].sort((a, b) => a.from - b.from)) {
    const end = Math.min(down.to ?? to, to);
    if (end <= at || down.from >= to) continue;
    if (down.from > at) parts.push({ from: at, to: down.from, down: false });
    const start = Math.max(at, down.from);
    parts.push({ from: start, to: end, down: true });
    at = end;
  }
  if (at < to) parts.push({ from: at, to, down: false });
  return parts;
}

export function samePayer(one: Payer, other: Payer): boolean {
  return one.to === other.to && (one.to !== 'team' || (other.to === 'team' && one.teamId === other.teamId));
}
