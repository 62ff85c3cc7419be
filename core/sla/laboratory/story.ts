import { type Instant, TeamId } from '../../ids.ts';
import type { Point } from '../../ticket/history.ts';
import type { Judged, Span } from '../policy.ts';
import type { ClocksQuestion, Entry } from './question.ts';
import { Unanswerable } from './unanswerable.ts';

/** An entry and where it stands in what was asked. */
export type Told = { entry: Entry; place: number };

/** What has happened by then, in order: of two at one instant the one that is told first, but nothing before the opening. */
export function inOrder({ timeline, at }: ClocksQuestion): Told[] {
  const told = timeline.map((entry, place) => ({ entry, place }));
  const [opened, again] = told.filter(({ entry }) => entry.type === 'opened');
  if (!opened) throw new Unanswerable({ field: 'timeline', says: 'A ticket begins with an entry "opened".' });
  if (again) throw new Unanswerable({ field: `timeline.${again.place}`, says: 'A ticket is opened once.' });
  const early = told.find(({ entry }) => entry.at < opened.entry.at && !isOfTheDesk(entry));
  if (early) {
    throw new Unanswerable({ field: `timeline.${early.place}.at`, says: 'This was before the ticket was opened.' });
  }
  return told
    .filter(({ entry }) => entry.at <= at)
    .sort((a, b) => a.entry.at - b.entry.at || turn(a.entry) - turn(b.entry) || a.place - b.place);
}

/** What happens to the whole desk can be before the ticket. */
function isOfTheDesk({ type }: Entry): boolean {
  return type === 'systemDown' || type === 'systemUp' || type === 'policyChanged';
}

function turn({ type }: Entry): number {
  return type === 'opened' ? 0 : 1;
}

/** A made-up ticket while its story is told. */
export type Working = { -readonly [K in keyof Judged]: Judged[K] } & { history: Point[] };

export function emptyTicket(): Working {
  return {
    type: 'incident',
    status: 'open',
    priority: 3,
    impact: 2,
    urgency: 2,
    categoryId: null,
    serviceId: null,
    organisationId: null,
    requesterId: null,
    accountable: { teamId: teamOf(1), personId: null },
    tags: [],
    channel: 'api',
    fields: {},
    history: [],
    escalations: [],
    targets: [],
    basis: 0,
  };
}

/** A tier has one team here. */
export function teamOf(tier: number): TeamId {
  return TeamId.parse(`00000000-0000-4000-8000-${String(tier).padStart(12, '0')}`);
}

export function tierNumber(teamId: TeamId): number {
  return Number(teamId.slice(-12));
}

/** One entry, as `apply` would leave it in the history. */
export function happen(
  ticket: Working,
  downtimes: Span[],
  entry: Exclude<Entry, { type: 'policyChanged' }>,
  n: number,
): void {
  const { at } = entry;
  switch (entry.type) {
    case 'opened':
      ticket.accountable = { teamId: teamOf(entry.tier ?? 1), personId: null };
      ticket.history.push({ kind: 'opened', at, n }, { kind: 'status', at, n, status: 'open', waitingOn: null });
      ticket.history.push({ kind: 'holder', at, n, holder: ticket.accountable, given: false });
      return;
    case 'agentReplied':
      ticket.history.push({ kind: 'publicMessage', at, n });
      return;
    case 'agentNoted':
      ticket.history.push({ kind: 'internalMessage', at, n });
      return;
    case 'requesterReplied':
      ticket.history.push({ kind: 'requesterMessage', at, n, apart: true });
      return;
    case 'statusChanged':
      ticket.status = entry.status;
      ticket.history.push({ kind: 'status', at, n, status: entry.status, waitingOn: waitingOn(entry) });
      return;
    case 'handedOver':
      ticket.accountable = { teamId: teamOf(entry.tier), personId: null };
      ticket.history.push({ kind: 'holder', at, n, holder: ticket.accountable, given: false });
      return;
    case 'handoffOffered':
      if (ticket.escalations.at(-1)?.settledAt !== null) ticket.escalations.push(offerAt(at));
      return;
    case 'handoffSettled': {
      const offer = ticket.escalations.at(-1);
      if (offer) offer.settledAt ??= at;
      return;
    }
    case 'systemDown':
      if (downtimes.at(-1)?.to !== null) downtimes.push({ from: at, to: null });
      return;
    case 'systemUp': {
      const down = downtimes.at(-1);
      if (down) down.to ??= at;
      return;
    }
    default:
      entry satisfies never;
  }
}

function waitingOn(entry: Extract<Entry, { type: 'statusChanged' }>) {
  if (entry.status === 'pending') return 'requester';
  return entry.status === 'onHold' ? (entry.waitingOn ?? 'vendor') : null;
}

/** As much of an offer as its clock reads. */
function offerAt(at: Instant): Working['escalations'][number] {
  return { arrivedAt: at, settledAt: null } as Working['escalations'][number];
}
