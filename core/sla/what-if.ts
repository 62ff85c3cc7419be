import type { Instant } from '../ids.ts';
import type { Point, WaitingOn } from '../ticket/history.ts';
import type { TargetInstance } from '../ticket/target.ts';
import { cyclesOf, type Story } from './clock.ts';
import { deadline } from './deadline.ts';
import { openHours } from './open-hours.ts';
import type { SlaDocuments } from './policy.ts';

/** A hold that nobody has made: from when, for whom, and until when; null where the answer never comes. */
export type Hold = { from: Instant; waitingOn: WaitingOn; backAt: Instant | null };

/**
 * When a target would be due if the ticket were held: tried without doing it, by the versions that judge it now.
 * Null where they aren't known here. `dueAt` is null where nothing would be due: held and never answered.
 */
export function ifHeld(
  ticket: Story,
  instance: TargetInstance,
  documents: SlaDocuments,
  hold: Hold,
): { dueAt: Instant | null } | null {
  const policy = documents.policy(instance.policyId, instance.policyVersion);
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion);
  const target = policy?.targets.find((candidate) => candidate.kind === instance.kind);
  if (!calendar || !target) return null;
  const status = hold.waitingOn === 'requester' ? 'pending' : 'onHold';
  const n = Math.max(0, ...ticket.history.map((point) => point.n)) + 1;
  const tried: Point[] = [{ kind: 'status', at: hold.from, n, status, waitingOn: hold.waitingOn }];
  if (hold.backAt !== null) tried.push({ kind: 'status', at: hold.backAt, n: n + 1, status: 'open', waitingOn: null });
  const story: Story = { ...ticket, history: [...ticket.history, ...tried] };
  const cycles = cyclesOf(story, instance.kind, target.pausesOn, documents.tierOf);
  const cycle = cycles.find((candidate) => candidate.cycle === instance.cycle);
  return cycle ? { dueAt: deadline(cycle, instance.amount, [], openHours(calendar)).dueAt } : null;
}
