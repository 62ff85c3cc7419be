import type { Instant } from '../../ids.ts';
import { inClockOrder, type Point, type Priority } from '../../ticket/history.ts';
import type { TargetInstance, TargetKind } from '../../ticket/target.ts';
import { targetKinds } from '../assess.ts';
import { ALWAYS, type Calendar } from '../calendar.ts';
import { cyclesOf } from '../clock.ts';
import { calendarFor, type Judged, policyFor, type SlaDocuments, type Target } from '../policy.ts';
import { sameVersion, targetText } from './as-text.ts';
import type { PolicyText, TargetText } from './question.ts';
import type { Step } from './steps.ts';

/** What was promised at each step of a ticket's life, told backwards from what its targets were judged by. */
export type Promises = {
  at(step: number): PolicyText;
  /** When that came to be promised: with the priority, or with the newest of the versions. */
  since(step: number): Instant;
};

/**
 * A target that has ended was judged by a version, a running one is by the newest, from its beginning on. So until a
 * cycle ends its version holds, with the amount of the priority at the time; then that of the next.
 */
export function promisesOf(ticket: Judged, documents: SlaDocuments, steps: readonly Step[], main: Calendar): Promises {
  const priorities = prioritiesIn(ticket, steps);
  const turns = targetKinds.flatMap((kind) => turnsOf(kind, ticket, documents, steps, priorities));
  const found = (step: number) => turns.filter(({ first, last }) => first <= step && step <= last);
  const textOf = ({ kind, promise, constant }: Turn, step: number): [TargetKind, TargetText][] => {
    const seconds = constant ?? promise.amounts[priorities[step] ?? ticket.priority];
    const { calendar } = promise;
    return seconds === null
      ? []
      : [[kind, targetText(seconds, promise, sameVersion(calendar, main) ? null : calendar)]];
  };
  return {
    at: (step) => ({ targets: Object.fromEntries(found(step).flatMap((turn) => textOf(turn, step))) }),
    since(step) {
      if (step > 0 && priorities[step] !== priorities[step - 1]) return steps[step]?.at ?? 0;
      return Math.max(0, ...found(step).map(({ promise }) => promise.at));
    },
  };
}

/** The priority in force at each step. */
function prioritiesIn(ticket: Judged, steps: readonly Step[]): Priority[] {
  const first = inClockOrder(ticket.history).find((point) => point.kind === 'priority');
  let priority = first?.kind === 'priority' ? first.priority : ticket.priority;
  return steps.map((step) => {
    if ('priority' in step) priority = step.priority;
    return priority;
  });
}

type Promised = Pick<Target, 'amounts' | 'pausesOn' | 'warnings'> & { calendar: Calendar; at: Instant };

/** From one step to another a target was promised by one version. `constant`: the amount that judged it, whatever the priority says. */
type Turn = { kind: TargetKind; first: number; last: number; promise: Promised; constant: number | null };

function turnsOf(
  kind: TargetKind,
  ticket: Judged,
  documents: SlaDocuments,
  steps: readonly Step[],
  priorities: readonly Priority[],
): Turn[] {
  const turns: Turn[] = [];
  const endOf = endings(kind, ticket, documents, steps);
  let first = 0;
  for (const instance of ticket.targets.filter((one) => one.kind === kind)) {
    const promise = promiseOf(instance, documents);
    if (!promise) continue;
    const last = instance.endedAt === null ? steps.length - 1 : Math.max(first, endOf(instance));
    const amount = promise.amounts[priorities[last] ?? ticket.priority];
    const constant = amount === instance.amount / 1000 ? null : instance.amount / 1000;
    turns.push({ kind, first, last, promise, constant });
    first = last + 1;
  }
  const current = currentPromise(kind, ticket, documents);
  if (current && first < steps.length)
    turns.push({ kind, first, last: steps.length - 1, promise: current, constant: null });
  return turns;
}

function promiseOf(instance: TargetInstance, documents: SlaDocuments): Promised | null {
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion);
  const policy = documents.policy(instance.policyId, instance.policyVersion);
  const target = policy?.targets.find((one) => one.kind === instance.kind);
  return calendar && policy && target ? { ...target, calendar, at: policy.at } : null;
}

function currentPromise(kind: TargetKind, ticket: Judged, documents: SlaDocuments): Promised | null {
  const policy = policyFor(ticket, documents);
  const target = policy?.targets.find((one) => one.kind === kind);
  if (!policy || !target) return null;
  const calendar = calendarFor(target.calendarId, ticket, documents) ?? ALWAYS;
  return { ...target, calendar, at: policy.at };
}

/** The step that ended each cycle, found by reading the history point by point, as its clock does. */
function endings(
  kind: TargetKind,
  { history, escalations }: Judged,
  { tierOf }: SlaDocuments,
  steps: readonly Step[],
): (instance: TargetInstance) => number {
  const points = inClockOrder(history);
  const ended = new Map<number, Point>();
  points.forEach((point, at) => {
    if (kind === 'acknowledge') return;
    for (const { cycle, endedAt } of cyclesOf({ history: points.slice(0, at + 1), escalations }, kind, [], tierOf)) {
      if (endedAt === null) ended.delete(cycle);
      else if (!ended.has(cycle)) ended.set(cycle, point);
    }
  });
  return ({ cycle, endedAt }) => {
    const found = steps.findIndex(({ by }) =>
      kind === 'acknowledge' ? by === escalations[cycle - 1] : by !== null && by === ended.get(cycle),
    );
    // A final verdict outlasts a history that came to say otherwise.
    return found >= 0 ? found : steps.findLastIndex((step) => step.at <= (endedAt ?? 0));
  };
}
