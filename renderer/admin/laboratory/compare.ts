import type { Instant } from '#core/ids.ts';
import { targetKinds } from '#core/sla/assess.ts';
import type { ClocksText, CycleText } from '#core/sla/laboratory/answer-text.ts';
import { type Urgency, urgencyIn } from '#core/sla/urgency.ts';
import type { TargetKind } from '#core/ticket/target.ts';

/** One cycle of a target as it is and as it would have been. `would` is undefined where nothing else was asked. */
export type Row = {
  kind: TargetKind;
  cycle: number;
  /** Whether the target has more than one cycle, so that they need telling apart. */
  many: boolean;
  is: CycleText | null;
  would: CycleText | null | undefined;
  changed: Changed;
};

export type Changed = { state: boolean; due: boolean; used: boolean; left: boolean };
const same: Changed = { state: false, due: false, used: false, left: false };

/** Every cycle of every target in either answer at an instant, in the order in which targets are shown, the oldest cycle first. */
export function rowsOf(at: Instant, is: ClocksText, would?: ClocksText): Row[] {
  return targetKinds.flatMap((kind) => {
    const mine = cyclesOf(is, kind);
    const others = would ? cyclesOf(would, kind) : [];
    const length = Math.max(mine.length, others.length);
    return Array.from({ length }, (_, n): Row => {
      const one = mine[n] ?? null;
      const other = would ? (others[n] ?? null) : undefined;
      return { kind, cycle: n + 1, many: length > 1, is: one, would: other, changed: changed(one, other, at) };
    });
  });
}

function cyclesOf({ targets }: ClocksText, kind: TargetKind): CycleText[] {
  const target = targets[kind];
  return target ? [...target.earlier, target] : [];
}

function changed(is: CycleText | null, would: CycleText | null | undefined, at: Instant): Changed {
  if (would === undefined) return same;
  if (!is || !would) return { state: true, due: true, used: true, left: true };
  return {
    state: stateWord(is, at) !== stateWord(would, at),
    due: is.dueAt !== would.dueAt,
    used: is.usedSeconds !== would.usedSeconds,
    left: is.remainingSeconds !== would.remainingSeconds,
  };
}

/** On the one scale; null for a clock that has not begun. */
export function urgencyOf({ state, dueAt }: CycleText, at: Instant): Urgency | null {
  if (state === 'idle') return null;
  if (state === 'running') return dueAt === null ? 'fine' : urgencyIn(Date.parse(dueAt) - at);
  return state === 'missed' ? 'breached' : state;
}

/** As a ticket says it: an ended clock was missed, one that runs on past its due time is breached. */
export function stateWord(cycle: CycleText, at: Instant): string {
  if (cycle.state === 'missed' && cycle.endedAt !== null) return 'missed';
  return urgencyOf(cycle, at) ?? 'not begun';
}

export function isChanged({ changed }: Row): boolean {
  return Object.values(changed).some(Boolean);
}

/** Seconds by payer, as it is and as it would have been; who pays nothing in either is left out. */
export type Charge = { payer: string; is: number; would: number | undefined };

export function chargesOf(is: ClocksText, would?: ClocksText): Charge[] {
  const payers = [...new Set([...Object.keys(is.charged), ...Object.keys(would?.charged ?? {})])];
  return payers
    .map((payer) => ({ payer, is: is.charged[payer] ?? 0, would: would && (would.charged[payer] ?? 0) }))
    .filter((charge) => charge.is > 0 || (charge.would ?? 0) > 0);
}
