import type { Instant } from '../../ids.ts';
import { inClockOrder } from '../../ticket/history.ts';
import type { TargetInstance, TargetKind } from '../../ticket/target.ts';
import { assess, targetKinds } from '../assess.ts';
import { ALWAYS } from '../calendar.ts';
import type { Payer } from '../charge.ts';
import { charged, explain, type Segment, segmentsOf, wholeLife } from '../explain.ts';
import { openBetween, openHours } from '../open-hours.ts';
import type { Judged } from '../policy.ts';
import type { Zones } from './agenda.ts';
import { agendasOf } from './agendas.ts';
import { createDocuments, type Documents } from './documents.ts';
import { affordable } from './effort.ts';
import type { ClocksQuestion } from './question.ts';
import { reach } from './reach.ts';
import { emptyTicket, happen, inOrder, tierNumber } from './story.ts';
import { Unanswerable } from './unanswerable.ts';

/** Where a target stands. Amounts in seconds of business time. */
export type TargetAnswer = {
  state: 'running' | 'paused' | 'met' | 'missed' | 'idle';
  dueAt: Instant | null;
  endedAt: Instant | null;
  /** By what it ended: a first response may by a mere resolution. [SLA11] */
  endedBy: TargetInstance['endedBy'];
  usedSeconds: number;
  remainingSeconds: number;
  segments: SegmentAnswer[];
  /** The target's finished cycles before this one, the oldest first. */
  earlier: Omit<TargetAnswer, 'earlier'>[];
};

export type SegmentAnswer = {
  from: Instant;
  to: Instant;
  state: Segment['state'];
  seconds: number;
  counts: number;
  charged: string | null;
  because: Segment['because']['kind'] | 'holiday' | 'exception';
};

export type ClocksAnswer = { targets: Partial<Record<TargetKind, TargetAnswer>>; charged: Record<string, number> };

/**
 * Where every target of a made-up ticket stands at `at`: its timeline told in order, and judged by `assess` whenever the
 * policy changes, as a server would. Throws `Unanswerable`.
 */
export function answerClocks(question: ClocksQuestion, zones: Zones): ClocksAnswer {
  const told = inOrder(question);
  const life = { from: told.find(({ entry }) => entry.type === 'opened')?.entry.at ?? question.at, to: question.at };
  affordable(question, life);
  const documents = createDocuments(question, agendasOf(zones), life);
  const ticket = emptyTicket();
  told.forEach(({ entry, place }, n) => {
    if (entry.type === 'policyChanged') {
      ticket.targets = assess(ticket, documents, entry.at);
      documents.publish(entry.policy, entry.at, `timeline.${place}.policy`);
      // Whether what it leaves out is overdue by now can't be told later.
      if (leavesOut(documents, ticket)) ticket.targets = assess(ticket, documents, entry.at);
      return;
    }
    const wasDone = isDone(ticket);
    happen(ticket, documents.downtimes, entry, n + 1);
    // What is taken up again runs by the policy that holds now, also where it ends again before the next change.
    if (wasDone && !isDone(ticket) && isJudged(ticket)) ticket.targets = assess(ticket, documents, entry.at);
  });
  ticket.targets = assess(ticket, documents, question.at);
  const targets: ClocksAnswer['targets'] = {};
  for (const kind of targetKinds) {
    const found = standing(kind, ticket, documents, question.at);
    if (found) targets[kind] = found;
  }
  return { targets, charged: chargedIn(ticket, documents, question.at) };
}

function isDone({ status }: Judged): boolean {
  return status === 'resolved' || status === 'closed';
}

/** Whether the policy that holds now doesn't name something that isn't over. */
function leavesOut(documents: Documents, { targets }: Judged): boolean {
  const named = new Set(documents.current().targets.map(({ kind }) => kind));
  return targets.some(({ kind, state }) => state !== 'ended' && !named.has(kind));
}

/** Whether a version that held before has judged what a reopening takes up again. */
function isJudged({ targets }: Judged): boolean {
  return (['resolution', 'tier'] as const).some(
    (kind) => targets.findLast((instance) => instance.kind === kind)?.state === 'ended',
  );
}

/** Null for a target that no policy in force names and none has judged. */
function standing(kind: TargetKind, ticket: Judged, documents: Documents, at: Instant): TargetAnswer | null {
  const answers = ticket.targets
    .filter((instance) => instance.kind === kind)
    .map((instance) => standingOf(ticket, instance, documents, at));
  const latest = answers.pop();
  if (latest) return { ...latest, earlier: answers };
  const target = documents.current().targets.find((one) => one.kind === kind);
  if (!target) return null;
  const remainingSeconds = target.amounts[3] ?? 0;
  return { ...idle, remainingSeconds };
}

const idle: TargetAnswer = {
  state: 'idle',
  dueAt: null,
  endedAt: null,
  endedBy: null,
  usedSeconds: 0,
  remainingSeconds: 0,
  segments: [],
  earlier: [],
};

function standingOf(
  ticket: Judged,
  instance: TargetInstance,
  documents: Documents,
  at: Instant,
): Omit<TargetAnswer, 'earlier'> {
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion) ?? documents.main;
  const { amount, endedAt, endedBy, state } = instance;
  const passed = state === 'running' ? openBetween(openHours(calendar), instance.usedAt, at) : 0;
  const used = instance.used + passed;
  const segments = explain(ticket, instance, documents, at)?.segments ?? [];
  return {
    state: instance.verdict ?? (used > amount ? 'missed' : state === 'paused' ? 'paused' : 'running'),
    dueAt: dueAt(instance, documents),
    endedAt,
    endedBy,
    usedSeconds: used / 1000,
    remainingSeconds: (amount - used) / 1000,
    segments: segments.map(segmentAnswer),
  };
}

/** [LAB4] When it is due or was, beyond the ticket's life too; an ended one that had time left, when it would have been. */
function dueAt({ kind, dueAt, state, amount, used, usedAt, ...instance }: TargetInstance, documents: Documents) {
  if (dueAt !== null || state === 'paused') return dueAt;
  const left = Math.max(0, amount - used);
  const agenda = documents.agenda(instance.calendarId);
  const due = instance.calendarId === ALWAYS.id ? usedAt + left : agenda && reach(agenda, usedAt, left);
  if (due !== null) return due;
  const says = 'The calendar is not open that long within 400 years.';
  throw new Unanswerable({ field: documents.fieldOf(kind, instance.policyVersion), says });
}

function segmentAnswer({ from, to, state, counts, open, payer, because }: Segment): SegmentAnswer {
  const pays = open > 0 ? payerName(payer) : null;
  return {
    from,
    to,
    state,
    seconds: (to - from) / 1000,
    counts: counts / 1000,
    charged: pays,
    because: reason(because),
  };
}

/** Closed time says what kind of day it is where that isn't one of the week's. */
function reason(because: Segment['because']): SegmentAnswer['because'] {
  const day = because.kind === 'closed' ? because.day.kind : null;
  return day === 'holiday' || day === 'exception' ? day : because.kind;
}

/** Business seconds by payer, in the question's calendar, from opening to `at`, while the ticket was not done. */
function chargedIn(ticket: Judged, documents: Documents, at: Instant): Record<string, number> {
  const opened = inClockOrder(ticket.history).find((point) => point.kind === 'opened');
  const sums: Record<string, number> = { tier1: 0, requester: 0, vendor: 0, nobodyOnShift: 0, systemDown: 0 };
  if (!opened) return sums;
  const segments = segmentsOf(ticket, wholeLife(opened.at), documents.main, documents, at);
  for (const { payer, ms } of charged(segments)) {
    if (payer.to === 'none') continue;
    const name = payerName(payer);
    sums[name] = (sums[name] ?? 0) + ms / 1000;
  }
  return sums;
}

function payerName(payer: Payer): string {
  switch (payer.to) {
    case 'team':
      return `tier${tierNumber(payer.teamId)}`;
    case 'nobody':
      return 'nobodyOnShift';
    case 'system':
      return 'systemDown';
    default:
      return payer.to;
  }
}
