import type { Instant } from '#core/ids.ts';
import type { Payer } from '#core/sla/charge.ts';
import { explain, type Segment } from '#core/sla/explain.ts';
import type { Account } from './account.ts';
import { closedWord } from './closed-words.ts';

/**
 * A stretch of wall time as it is drawn. `clock`: what the clock did in it (`over`: it counted past the due time) or will do
 * (`held`: a hold that is tried; `left`: up to the due time). `closed`: a word for closed time; null where it is open.
 * `payer`: null where nothing was charged.
 */
export type Piece = {
  from: Instant;
  to: Instant;
  clock: 'counts' | 'over' | 'paused' | 'held' | 'left' | 'none';
  closed: string | null;
  payer: Payer | null;
};

/** A hold that is tried: when the answer comes, and when it is due then. */
export type Tried = { backAt: Instant; dueAt: Instant };

/** From the start over now to the due time, or over a hold that is tried to the due time then. Gap-free and in order. */
export function piecesOf(account: Account, tried: Tried | null): Piece[] {
  const { told, target } = account;
  const past = told.segments.flatMap((segment) => cutAt(segment, target.dueAt)).map((part) => happened(part, account));
  return [...past, ...aheadOf(account, tried)];
}

function happened(part: Segment, account: Account): Piece {
  const { dueAt } = account.target;
  const over = part.state === 'counts' && dueAt !== null && part.from >= dueAt;
  const clock = over ? 'over' : part.state === 'counts' || part.state === 'paused' ? part.state : 'none';
  const payer = part.open > 0 ? part.payer : null;
  return { from: part.from, to: part.to, clock, closed: closedIn(part, account), payer };
}

/** What lies ahead if nothing changes, or if it is held and goes on: the same explanation, asked for later. */
function aheadOf(account: Account, tried: Tried | null): Piece[] {
  const { ticket, target, reference, told } = account;
  const end = tried?.dueAt ?? target.dueAt;
  if (target.state === 'ended' || end === null || end <= told.until) return [];
  const segments = explain(ticket, target, reference, end)?.segments ?? [];
  return segments.flatMap((segment) => {
    if (segment.to <= told.until) return [];
    const ahead = { ...segment, from: Math.max(segment.from, told.until) };
    return cutAt(ahead, tried?.backAt ?? null).map(({ state, from, to }): Piece => {
      const closed = closedIn({ state, from, to }, account);
      const clock = closed !== null ? 'none' : tried !== null && from < tried.backAt ? 'held' : 'left';
      return { from, to, clock, closed, payer: null };
    });
  });
}

/** In two where something changes inside: past the due time counting means something else, after a hold it goes on. */
function cutAt(segment: Segment, at: Instant | null): Segment[] {
  if (segment.open === 0 || at === null || at <= segment.from || at >= segment.to) return [segment];
  return [
    { ...segment, to: at },
    { ...segment, from: at },
  ];
}

function closedIn({ state, from, to }: Pick<Segment, 'state' | 'from' | 'to'>, { dayOf, calendar }: Account) {
  if (state === 'done') return 'resolved';
  return state === 'closed' ? closedWord({ from, to, day: dayOf(from) }, calendar) : null;
}
