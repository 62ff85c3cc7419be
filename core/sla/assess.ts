import type { Instant } from '../ids.ts';
import type { TargetInstance, TargetKind } from '../ticket/target.ts';
import type { Calendar } from './calendar.ts';
import { type Cycle, cyclesOf, type Pause } from './clock.ts';
import { deadline } from './deadline.ts';
import { openHours } from './open-hours.ts';
import { calendarFor, type Judged, type Policy, policyFor, type SlaDocuments, type Target } from './policy.ts';

/** In the order in which they are shown. */
export const targetKinds = [
  'firstResponse',
  'nextResponse',
  'update',
  'resolution',
  'acknowledge',
  'tier',
] as const satisfies readonly TargetKind[];

/**
 * Every target of a ticket, judged from its whole history. Running targets follow the policy that holds now; ended ones
 * keep the policy and calendar versions that judged them; final ones stay as they are. A missed one never disappears:
 * `at` says what was overdue when the policy that names it ceased to hold.
 */
export function assess(ticket: Judged, documents: SlaDocuments, at: Instant): TargetInstance[] {
  const current = policyFor(ticket, documents);
  const judged: TargetInstance[] = [];
  for (const kind of targetKinds) {
    const target = current?.targets.find((candidate) => candidate.kind === kind);
    const known = ticket.targets.filter((instance) => instance.kind === kind);
    if (!target && known.length === 0) continue;
    const cyclesBy = readOnce((pausesOn) => cyclesOf(ticket, kind, pausesOn, documents.tierOf));
    for (const cycle of cyclesBy(target?.pausesOn ?? nothing)) {
      const before = known.find((instance) => instance.cycle === cycle.cycle);
      const instance =
        (before && keptFrom(cycle, before, documents, cyclesBy)) ??
        (current && target ? judge(ticket, cycle, current, target, documents) : null) ??
        (before ? leftFrom(cycle, before, at, ticket.basis, documents, cyclesBy) : null);
      if (instance) judged.push(asFinal(instance, ticket));
    }
  }
  return judged;
}

const nothing: readonly Pause[] = [];

/** A history is read once for all cycles that the same pauses hold up: mostly all of a target's. */
function readOnce(read: (pausesOn: readonly Pause[]) => Cycle[]): (pausesOn: readonly Pause[]) => Cycle[] {
  const known = new Map<readonly Pause[], Cycle[]>();
  return (pausesOn) => {
    const cycles = known.get(pausesOn) ?? read(pausesOn);
    known.set(pausesOn, cycles);
    return cycles;
  };
}

/** An ended target, by the versions that judged it; null where it was taken up again. */
function keptFrom(
  cycle: Cycle,
  before: TargetInstance,
  documents: SlaDocuments,
  cyclesBy: (pausesOn: readonly Pause[]) => Cycle[],
): TargetInstance | null {
  if (before.final) return before;
  if (before.state !== 'ended' || cycle.endedAt === null) return null;
  return judgedAgain(cycle, before, documents, cyclesBy) ?? before;
}

/**
 * A target that no policy names any more, by the versions that judged it: one that is overdue goes on until it ends.
 * Null where it was not. `basis`: what its alerts went by until then; they don't ring anew.
 */
function leftFrom(
  cycle: Cycle,
  before: TargetInstance,
  at: Instant,
  basis: number,
  documents: SlaDocuments,
  cyclesBy: (pausesOn: readonly Pause[]) => Cycle[],
): TargetInstance | null {
  const again = judgedAgain(cycle, before, documents, cyclesBy) ?? before;
  if (again.state === 'ended' || again.keptBasis !== undefined) return again;
  return again.dueAt !== null && again.dueAt < at ? { ...again, keptBasis: basis } : null;
}

/** By the same versions and for the same amount; null where they aren't known here. */
function judgedAgain(
  cycle: Cycle,
  before: TargetInstance,
  documents: SlaDocuments,
  cyclesBy: (pausesOn: readonly Pause[]) => Cycle[],
): TargetInstance | null {
  const policy = documents.policy(before.policyId, before.policyVersion);
  const target = policy?.targets.find((candidate) => candidate.kind === before.kind);
  const calendar = documents.calendarVersion(before.calendarId, before.calendarVersion);
  const again = target && cyclesBy(target.pausesOn).find((one) => one.cycle === cycle.cycle);
  if (!policy || !target || !calendar || !again) return null;
  const instance = measured(again, before.amount, policy, target, calendar);
  return before.keptBasis === undefined ? instance : { ...instance, keptBasis: before.keptBasis };
}

function judge(
  ticket: Judged,
  cycle: Cycle,
  policy: Policy,
  target: Target,
  documents: SlaDocuments,
): TargetInstance | null {
  const calendar = calendarFor(target.calendarId, ticket, documents);
  const seconds = target.amounts[ticket.priority];
  return calendar && seconds !== null ? measured(cycle, seconds * 1000, policy, target, calendar) : null;
}

function measured(cycle: Cycle, amount: number, policy: Policy, target: Target, calendar: Calendar): TargetInstance {
  const { used, usedAt, dueAt, warnings } = deadline(cycle, amount, target.warnings, openHours(calendar));
  const paused = cycle.stretches.at(-1)?.running === false;
  return {
    kind: target.kind,
    cycle: cycle.cycle,
    state: cycle.endedAt !== null ? 'ended' : paused ? 'paused' : 'running',
    amount,
    used,
    usedAt,
    startedAt: cycle.startedAt,
    dueAt,
    endedAt: cycle.endedAt,
    endedBy: cycle.endedBy,
    verdict: cycle.endedAt === null ? null : used <= amount ? 'met' : 'missed',
    warnings,
    policyId: policy.id,
    policyVersion: policy.version,
    calendarId: calendar.id,
    calendarVersion: calendar.version,
  };
}

/** A verdict is provisional until the ticket is closed, and final from then on. */
function asFinal(instance: TargetInstance, { status }: Judged): TargetInstance {
  return status === 'closed' && instance.state === 'ended' && !instance.final ? { ...instance, final: true } : instance;
}
