import { assess } from '#core/sla/assess.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { indexReference, type ReferenceData } from '#core/workspace/reference.ts';
import { type Account, accountOf } from '../../../renderer/ticket/explain/account.ts';
import {
  HOUR,
  id,
  ines,
  MINUTE,
  MONDAY,
  network,
  offered,
  received,
  replied,
  ruben,
  type Sample,
  sampleTicket,
} from './sample.ts';

/** What is explained, by documents that differ from the sample's where a test says so. */
export function account(
  sample: Pick<Sample, 'ticket' | 'reference'>,
  kind: TargetKind,
  now: number,
  more: { data?: Partial<ReferenceData>; ticket?: Partial<Ticket>; zone?: string; cycle?: number } = {},
): Account {
  const reference = indexReference({ ...sample.reference.data, ...more.data });
  const ticket = { ...sample.ticket, ...more.ticket };
  const judged = more.data ? { ...ticket, targets: assess({ ...ticket, targets: [] }, reference, now) } : ticket;
  const target = judged.targets.findLast(
    (candidate) => candidate.kind === kind && candidate.cycle === (more.cycle ?? candidate.cycle),
  );
  const found = target && accountOf(judged, target, reference, more.zone ?? 'UTC', now);
  if (!found) throw new Error(`no ${kind} to explain`);
  return found;
}

/** Handed to the network team at 09:10, waiting for the requester 10:00 to 10:30, then over nights and a holiday. */
export function travelled(): Sample {
  return sampleTicket(MONDAY)
    .next(MONDAY + 10 * MINUTE, ines, replied(1, 'Good morning Petra.'))
    .next(MONDAY + HOUR, ines, offered(1, { teamId: network }))
    .next(MONDAY + 70 * MINUTE, ruben, {
      type: 'acceptHandoff',
      body: { escalationId: id(700_001), goal: 'Align the key lifetimes.' },
    })
    .next(MONDAY + 2 * HOUR, ruben, replied(2, 'Which client?', { thenWait: true }))
    .next(MONDAY + 2.5 * HOUR, 'requester', received(3, 'The blue one.'));
}

/** The sample's documents with other amounts for resolution, in hours; and with targets for every kind. */
export function promising(sample: Pick<Sample, 'reference'>, hours: number): Partial<ReferenceData> {
  const { policies } = sample.reference.data;
  const all = (seconds: number) => ({ 1: seconds, 2: seconds, 3: seconds, 4: seconds });
  return {
    policies: policies.map((policy) => ({
      ...policy,
      targets: [
        ...policy.targets.map((target) =>
          target.kind === 'resolution' ? { ...target, amounts: all(hours * 3_600) } : target,
        ),
        ...(['update', 'acknowledge', 'tier'] as const).map((kind) => ({
          kind,
          amounts: all(7_200),
          calendarId: id<(typeof policy)['id']>(31),
          pausesOn: [],
          warnings: [0.75],
        })),
      ],
    })),
  };
}
