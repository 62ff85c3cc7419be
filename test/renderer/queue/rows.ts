import type { DocumentId } from '#core/ids.ts';
import { dueOrder } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';
import { HOUR, id, MONDAY } from '../ticket/sample.ts';

/** A resolution target that runs and is due at an instant, unless said otherwise. */
export function target(dueAt: number | null, part: Partial<TargetInstance> = {}): TargetInstance {
  return {
    kind: 'resolution',
    cycle: 1,
    state: dueAt === null ? 'paused' : 'running',
    amount: 4 * HOUR,
    used: 0,
    usedAt: MONDAY,
    startedAt: MONDAY,
    dueAt,
    endedAt: null,
    endedBy: null,
    verdict: null,
    warnings: [],
    policyId: id<DocumentId>(90),
    policyVersion: 1,
    calendarId: id<DocumentId>(91),
    calendarVersion: 1,
    ...part,
  };
}

/** A row of Service Desk L1 (team 11) that nobody holds, due in two hours. */
export function row(n: number, part: Partial<QueueRow> = {}): QueueRow {
  const nearest = part.nearest === undefined ? target(MONDAY + 2 * HOUR) : part.nearest;
  return {
    id: id(1_000 + n),
    number: 48_000 + n,
    subject: `Ticket ${n}`,
    type: 'incident',
    status: 'open',
    waitingOn: null,
    priority: 3,
    teamId: id(11),
    personId: null,
    requesterId: null,
    caller: '',
    organisationId: null,
    categoryId: null,
    serviceId: null,
    tags: [],
    order: nearest ? dueOrder(nearest) : Number.POSITIVE_INFINITY,
    offer: null,
    lapsed: false,
    promisedUntil: null,
    isPromised: false,
    disputes: 0,
    earlyHolds: 0,
    watching: false,
    heldBefore: [],
    updatedAt: MONDAY,
    openedAt: MONDAY,
    unread: false,
    saving: false,
    ...part,
    nearest,
  };
}
