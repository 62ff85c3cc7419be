import type { TargetInstance } from '../ticket/target.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { type Calendar, openHours } from './calendar.ts';
import { type Cycle, cyclesOf } from './clock.ts';
import { deadline } from './deadline.ts';
import { type Policy, policyFor, type SlaDocuments, type Target } from './policy.ts';

/**
 * Every target of a ticket, judged from its whole history. Running targets follow the policy that holds now;
 * ended ones keep the policy and calendar versions that judged them. A missed one never disappears.
 */
export function assess(ticket: Ticket, documents: SlaDocuments): TargetInstance[] {
  const current = policyFor(ticket, documents.policies);
  const judged: TargetInstance[] = [];
  for (const kind of ['firstResponse', 'nextResponse', 'resolution'] as const) {
    const known = ticket.targets.filter((instance) => instance.kind === kind);
    const target = current?.targets.find((candidate) => candidate.kind === kind);
    const pausesOn = target?.pausesOn ?? [];
    const cycles = cyclesOf(ticket.history, kind, pausesOn);
    for (const cycle of cycles) {
      const before = known.find((instance) => instance.cycle === cycle.cycle && instance.state === 'ended');
      const kept = before && cycle.endedAt !== null ? judgedBefore(ticket, cycle, before, documents) : null;
      const instance = kept ?? (current && target ? judge(ticket, cycle, current, target, documents) : null);
      if (instance) judged.push(instance);
    }
  }
  return judged;
}

/** An ended target, by the versions that judged it. Null where they are not known here. */
function judgedBefore(
  ticket: Ticket,
  cycle: Cycle,
  before: TargetInstance,
  documents: SlaDocuments,
): TargetInstance | null {
  const policy = documents.policy(before.policyId, before.policyVersion);
  const target = policy?.targets.find((candidate) => candidate.kind === before.kind);
  const calendar = documents.calendarVersion(before.calendarId, before.calendarVersion);
  if (!policy || !target || !calendar) return before;
  const again = cyclesOf(ticket.history, before.kind, target.pausesOn).find((one) => one.cycle === cycle.cycle);
  return again ? measured(again, before.amount, policy, target, calendar) : before;
}

function judge(
  ticket: Ticket,
  cycle: Cycle,
  policy: Policy,
  target: Target,
  documents: SlaDocuments,
): TargetInstance | null {
  const calendar = documents.calendar(target.calendarId);
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
