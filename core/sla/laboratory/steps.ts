import type { Instant, TeamId } from '../../ids.ts';
import { inClockOrder, type Point, type Priority } from '../../ticket/history.ts';
import type { Judged, SlaDocuments, Span } from '../policy.ts';
import type { Entry } from './question.ts';
import { isoOf } from './time.ts';

/** An entry as it is asked: its instant in ISO 8601. */
export type EntryText = Entry extends infer E ? (E extends Entry ? Omit<E, 'at'> & { at: string } : never) : never;

/**
 * Something in a ticket's life. `priority` is no entry of its own, but may change what is promised. `by`: what of the
 * ticket says so, if any of it does.
 */
export type Step = { at: Instant; by: Point | Judged['escalations'][number] | null } & (
  | { entry: EntryText }
  | { priority: Priority }
);

/** All that happened from the opening on, in the order in which clocks read it, and last of all the instant asked about. */
export function stepsOf(
  ticket: Judged,
  documents: SlaDocuments,
  tierOf: (teamId: TeamId) => number | null,
  until: Instant,
): Step[] {
  const points = inClockOrder(ticket.history);
  const opened = points.find((point) => point.kind === 'opened');
  if (!opened) return [];
  const steps: Step[] = points
    .filter((point) => point.at >= opened.at && point !== opened && !isSaidInOpening(point, opened.at))
    .flatMap((point) => stepOf(point, opened.n, tierOf));
  const holder = points.find((point) => point.kind === 'holder' && point.n === opened.n);
  const tier = holder?.kind === 'holder' ? tierOf(holder.holder.teamId) : null;
  const beginning = [entryAt(opened.at, { type: 'opened', ...(tier === null || tier === 1 ? {} : { tier }) })];
  // The laboratory opens a ticket as open; here it is new until a status says otherwise, which few targets ask.
  if (asksWhetherNew(ticket, documents)) beginning.push(entryAt(opened.at, { type: 'statusChanged', status: 'new' }));
  for (const offer of ticket.escalations) {
    const arrivedAt = Math.max(opened.at, offer.arrivedAt);
    steps.push(entryAt(arrivedAt, { type: 'handoffOffered' }));
    if (offer.settledAt === null) continue;
    steps.push(entryAt(Math.max(offer.settledAt, arrivedAt), { type: 'handoffSettled' }, offer));
  }
  const down = joined(documents.downtimes).filter(({ from, to }) => from <= until && (to ?? until) > opened.at);
  for (const { from, to } of down) {
    const start = entryAt(from, { type: 'systemDown' });
    if (from < opened.at) beginning.unshift(start);
    else steps.push(start);
    if (to !== null) steps.push(entryAt(to, { type: 'systemUp' }));
  }
  const happened = steps.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  return [...beginning, ...happened, { at: until, by: null, priority: ticket.priority }];
}

/** [SLA13] Told as a message of its own it would wait for an answer. */
function isSaidInOpening(point: Point, openedAt: Instant): boolean {
  return point.kind === 'requesterMessage' && point.at === openedAt && !point.apart;
}

function asksWhetherNew({ targets }: Judged, { policies, policy }: SlaDocuments): boolean {
  const judging = targets.map(({ policyId, policyVersion }) => policy(policyId, policyVersion));
  return [...policies, ...judging].some((one) =>
    one?.targets.some(({ pausesOn }) => pausesOn.includes('new') || pausesOn.includes('open')),
  );
}

type Bare = EntryText extends infer E ? (E extends EntryText ? Omit<E, 'at'> : never) : never;

function entryAt(at: Instant, entry: Bare, by: Step['by'] = null): Step {
  return { at, by, entry: { at: isoOf(at), ...entry } as EntryText };
}

function stepOf(point: Point, openedN: number, tierOf: (teamId: TeamId) => number | null): Step[] {
  const { at } = point;
  switch (point.kind) {
    case 'opened':
      return [];
    case 'priority':
      return [{ at, by: point, priority: point.priority }];
    case 'publicMessage':
      return [entryAt(at, { type: 'agentReplied' }, point)];
    case 'internalMessage':
      return [entryAt(at, { type: 'agentNoted' }, point)];
    case 'requesterMessage':
      return [entryAt(at, { type: 'requesterReplied' }, point)];
    case 'status': {
      const { status, waitingOn } = point;
      const whom = status === 'onHold' && waitingOn ? { waitingOn } : {};
      return [entryAt(at, { type: 'statusChanged', status, ...whom }, point)];
    }
    case 'holder': {
      const tier = point.n === openedN ? null : tierOf(point.holder.teamId);
      return tier === null ? [] : [entryAt(at, { type: 'handedOver', tier }, point)];
    }
    default:
      return point satisfies never;
  }
}

/** Downtimes that overlap or meet are one. */
function joined(downtimes: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const { from, to } of [...downtimes].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && (last.to === null || from <= last.to)) {
      last.to = last.to === null || to === null ? null : Math.max(last.to, to);
    } else found.push({ from, to });
  }
  return found;
}
