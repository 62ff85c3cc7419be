import { targetKinds } from '#core/sla/assess.ts';
import { nearestTarget } from '#core/sla/urgency.ts';
import type { TargetInstance } from '#core/ticket/target.ts';
import type { Ticket } from '#core/ticket/ticket.ts';

/** Every target of a ticket, met ones and earlier cycles as well: kinds in the order of the header, the oldest first. */
export function targetsInOrder(targets: readonly TargetInstance[]): TargetInstance[] {
  return [...targets].sort((a, b) => targetKinds.indexOf(a.kind) - targetKinds.indexOf(b.kind) || a.cycle - b.cycle);
}

/** What is asked about first: what breaches next; where nothing runs, resolution, or else the last that there was. */
export function firstExplained(ticket: Ticket): TargetInstance | null {
  const inOrder = targetsInOrder(ticket.targets);
  return nearestTarget(ticket) ?? inOrder.findLast(({ kind }) => kind === 'resolution') ?? inOrder.at(-1) ?? null;
}

/** The same target after the ticket changed. */
export function isSame(one: TargetInstance, other: TargetInstance): boolean {
  return one.kind === other.kind && one.cycle === other.cycle;
}
