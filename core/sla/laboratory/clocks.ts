import { DocumentId, type Instant, TeamId, TierId } from '../../ids.ts';
import { inClockOrder, type Point } from '../../ticket/history.ts';
import type { TargetInstance, TargetKind } from '../../ticket/target.ts';
import { assess, targetKinds } from '../assess.ts';
import { ALWAYS, type Calendar } from '../calendar.ts';
import type { Payer } from '../charge.ts';
import { charged, explain, type Segment, segmentsOf, wholeLife } from '../explain.ts';
import { addOpen, openBetween, openHours } from '../open-hours.ts';
import type { Judged, Policy, SlaDocuments, Span, Target } from '../policy.ts';
import { drawn, Unanswerable, type Years, yearsAround, type Zones } from './drawn.ts';
import type { ClocksQuestion, Entry, PolicyText, TargetText } from './question.ts';

/** Where a target stands. Amounts in seconds of business time. */
export type TargetAnswer = {
  state: 'running' | 'paused' | 'met' | 'missed' | 'idle';
  dueAt: Instant | null;
  endedAt: Instant | null;
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
  because: Segment['because']['kind'];
};

export type ClocksAnswer = { targets: Partial<Record<TargetKind, TargetAnswer>>; charged: Record<string, number> };

/**
 * Where every target of a made-up ticket stands at `at`: its timeline told in order, and judged by `assess` whenever the
 * policy changes, as a server would. Throws `Unanswerable`.
 */
export function answerClocks(question: ClocksQuestion, zones: Zones): ClocksAnswer {
  const entries = inOrder(question);
  const documents = createDocuments(question, zones, entries);
  const ticket = emptyTicket();
  entries.forEach((entry, n) => {
    if (entry.type === 'policyChanged') {
      ticket.targets = assess(ticket, documents);
      documents.publish(entry.policy, entry.at, `timeline.${n}.policy`);
    } else happen(ticket, documents.downtimes, entry, n + 1);
  });
  ticket.targets = assess(ticket, documents);
  const targets: ClocksAnswer['targets'] = {};
  for (const target of documents.current().targets) {
    targets[target.kind] = told(ticket, target, documents, question.at);
  }
  return { targets, charged: chargedIn(ticket, documents, question.at) };
}

type Documents = SlaDocuments & {
  main: Calendar;
  downtimes: Span[];
  current(): Policy;
  publish(text: PolicyText, at: Instant, field: string): void;
};

/** What has happened by then, in order; of two at one instant the one that is told first. */
function inOrder({ timeline, at }: ClocksQuestion): Entry[] {
  const opened = timeline.filter((entry) => entry.type === 'opened');
  if (opened.length !== 1) {
    const says = opened.length === 0 ? 'A ticket begins with an entry "opened".' : 'A ticket is opened once.';
    throw new Unanswerable({ field: 'timeline', says });
  }
  const early = timeline.findIndex((entry) => entry.at < (opened[0]?.at ?? 0) && entry.type !== 'policyChanged');
  if (early >= 0 && !isOfTheSystem(timeline[early])) {
    throw new Unanswerable({ field: `timeline.${early}.at`, says: 'This happened before the ticket was opened.' });
  }
  return timeline
    .map((entry, n) => ({ entry, n }))
    .filter(({ entry }) => entry.at <= at)
    .sort((a, b) => a.entry.at - b.entry.at || a.n - b.n)
    .map(({ entry }) => entry);
}

function isOfTheSystem(entry: Entry | undefined): boolean {
  return entry?.type === 'systemDown' || entry?.type === 'systemUp';
}

function createDocuments(question: ClocksQuestion, zones: Zones, entries: readonly Entry[]): Documents {
  const first = yearsAround([question.at, ...entries.map((entry) => entry.at)], 'timeline');
  // Amounts are short next to this; what lies further ahead has no due time here.
  const years: Years = { from: first.from, to: Math.min(9_998, first.to + 10) };
  const main = drawn(question.calendar, 'calendar', zones, years);
  const calendars = new Map<DocumentId, Calendar>([[main.id, main]]);
  const shifts = new Map<number, Calendar>();
  for (const [tier, text] of Object.entries(question.tiers ?? {})) {
    shifts.set(Number(tier), drawn(text, `tiers.${tier}`, zones, years, 10 + Number(tier)));
  }
  const versions: Policy[] = [];
  const targetOf = (kind: TargetKind, text: TargetText, field: string): Target => {
    const { seconds, pauseIn = [], warnAt = [], calendar } = text;
    const own =
      calendar && calendar !== 'always'
        ? drawn(calendar, `${field}.calendar`, zones, years, 200 + calendars.size)
        : null;
    if (own) calendars.set(own.id, own);
    return {
      kind,
      amounts: { 1: seconds, 2: seconds, 3: seconds, 4: seconds },
      calendarId: calendar === 'always' ? 'always' : (own ?? main).id,
      pausesOn: pauseIn,
      warnings: warnAt,
    };
  };
  const documents: Documents = {
    main,
    get policies() {
      return versions.slice(-1);
    },
    policy: (_, version) => versions[version - 1] ?? null,
    calendar: (id) => calendars.get(id) ?? null,
    calendarVersion: (id) => (id === ALWAYS.id ? ALWAYS : (calendars.get(id) ?? null)),
    tierOf: (teamId) => TierId.parse(teamId),
    teamCalendar: (teamId) => shifts.get(tierNumber(teamId)) ?? main,
    organisationCalendar: () => null,
    downtimes: [],
    current: () => versions.at(-1) as Policy,
    publish(text, at, field) {
      const targets = targetKinds.flatMap((kind) => {
        const target = text.targets[kind];
        return target ? [targetOf(kind, target, `${field}.targets.${kind}`)] : [];
      });
      versions.push({ ...noPolicy, version: versions.length + 1, at, targets });
    },
  };
  documents.publish(question.policy, 0, 'policy');
  return documents;
}

const noPolicy: Policy = {
  id: DocumentId.parse('00000000-0000-4000-8000-000000000099'),
  version: 1,
  by: null,
  at: 0,
  name: 'Policy',
  order: 0,
  match: { types: [], priorities: [], categoryIds: [], serviceIds: [], organisationIds: [], teamIds: [] },
  targets: [],
  retired: false,
};

type Working = { -readonly [K in keyof Judged]: Judged[K] } & { history: Point[] };

function emptyTicket(): Working {
  return {
    type: 'incident',
    status: 'open',
    priority: 3,
    impact: 2,
    urgency: 2,
    categoryId: null,
    serviceId: null,
    organisationId: null,
    requesterId: null,
    accountable: { teamId: teamOf(1), personId: null },
    tags: [],
    channel: 'api',
    fields: {},
    history: [],
    escalations: [],
    targets: [],
  };
}

function teamOf(tier: number): TeamId {
  return TeamId.parse(`00000000-0000-4000-8000-${String(tier).padStart(12, '0')}`);
}

function tierNumber(teamId: TeamId): number {
  return Number(teamId.slice(-12));
}

/** One entry, as `apply` would leave it in the history. */
function happen(ticket: Working, downtimes: Span[], entry: Exclude<Entry, { type: 'policyChanged' }>, n: number): void {
  const { at } = entry;
  const down = downtimes.at(-1);
  switch (entry.type) {
    case 'opened':
      ticket.history.push({ kind: 'opened', at, n }, { kind: 'status', at, n, status: 'open', waitingOn: null });
      ticket.history.push({ kind: 'holder', at, n, holder: ticket.accountable, given: false });
      return;
    case 'agentReplied':
      ticket.history.push({ kind: 'publicMessage', at, n });
      return;
    case 'agentNoted':
      ticket.history.push({ kind: 'internalMessage', at, n });
      return;
    case 'requesterReplied':
      ticket.history.push({ kind: 'requesterMessage', at, n });
      return;
    case 'statusChanged': {
      const { status } = entry;
      const waitingOn = status === 'pending' ? 'requester' : status === 'onHold' ? (entry.waitingOn ?? 'vendor') : null;
      ticket.status = status;
      ticket.history.push({ kind: 'status', at, n, status, waitingOn });
      return;
    }
    case 'handedOver':
      ticket.accountable = { teamId: teamOf(entry.tier), personId: null };
      ticket.history.push({ kind: 'holder', at, n, holder: ticket.accountable, given: false });
      return;
    case 'handoffOffered':
      ticket.escalations.push({ arrivedAt: at, settledAt: null } as Working['escalations'][number]);
      return;
    case 'handoffSettled': {
      const last = ticket.escalations.at(-1);
      if (last) last.settledAt ??= at;
      return;
    }
    case 'systemDown':
      if (!down || down.to !== null) downtimes.push({ from: at, to: null });
      return;
    case 'systemUp':
      if (down) down.to ??= at;
      return;
    default:
      entry satisfies never;
  }
}

function told(ticket: Judged, target: Target, documents: Documents, at: Instant): TargetAnswer {
  const known = ticket.targets.filter((instance) => instance.kind === target.kind);
  const answers = known.map((instance) => toldOne(ticket, instance, documents, at));
  const latest = answers.pop();
  const amount = (target.amounts[3] ?? 0) * 1000;
  if (latest) return { ...latest, earlier: answers };
  const idle = { state: 'idle', dueAt: null, endedAt: null, usedSeconds: 0, remainingSeconds: amount / 1000 } as const;
  return { ...idle, segments: [], earlier: [] };
}

function toldOne(
  ticket: Judged,
  instance: TargetInstance,
  documents: Documents,
  at: Instant,
): Omit<TargetAnswer, 'earlier'> {
  const calendar = documents.calendarVersion(instance.calendarId, instance.calendarVersion) ?? documents.main;
  const hours = openHours(calendar);
  const { amount, endedAt, state } = instance;
  const used = state === 'running' ? instance.used + openBetween(hours, instance.usedAt, at) : instance.used;
  const dueAt = instance.dueAt ?? (endedAt === null ? null : addOpen(hours, endedAt, Math.max(0, amount - used)));
  const segments = explain(ticket, instance, documents, at)?.segments ?? [];
  return {
    state: instance.verdict ?? (used > amount ? 'missed' : state === 'paused' ? 'paused' : 'running'),
    dueAt,
    endedAt,
    usedSeconds: used / 1000,
    remainingSeconds: (amount - used) / 1000,
    segments: segments.map(segmentAnswer),
  };
}

function segmentAnswer({ from, to, state, counts, open, payer, because }: Segment): SegmentAnswer {
  const pays = open > 0 ? payerName(payer) : null;
  return { from, to, state, seconds: (to - from) / 1000, counts: counts / 1000, charged: pays, because: because.kind };
}

/** Business seconds by payer, in the question's calendar, from opening to `at`, while the ticket was not done. */
function chargedIn(ticket: Judged, documents: Documents, at: Instant): Record<string, number> {
  const opened = inClockOrder(ticket.history).find((point) => point.kind === 'opened');
  const sums: Record<string, number> = { tier1: 0, requester: 0, vendor: 0, nobodyOnShift: 0, systemDown: 0 };
  if (!opened) return sums;
  const segments = segmentsOf(ticket, wholeLife(opened.at), documents.main, documents, at);
  for (const { payer, ms } of charged(segments)) {
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
