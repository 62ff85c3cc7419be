import { targetKinds } from '#core/sla/assess.ts';
import type { TargetInstance, TargetKind } from '#core/ticket/target.ts';

/** The newest cycle of each target, and every missed one before it: what was missed stays to be seen. */
export function clocksShown(targets: readonly TargetInstance[]): TargetInstance[] {
  const newest = new Map<TargetKind, number>();
  for (const { kind, cycle } of targets) newest.set(kind, Math.max(newest.get(kind) ?? 0, cycle));
  return targets
    .filter(({ kind, cycle, verdict }) => newest.get(kind) === cycle || verdict === 'missed')
    .sort((a, b) => targetKinds.indexOf(a.kind) - targetKinds.indexOf(b.kind) || a.cycle - b.cycle);
}
