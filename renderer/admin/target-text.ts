import type { CalendarChoice, Target } from '#core/sla/policy.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { amountText, secondsOf, sharesOf, sharesText } from './amounts.ts';

/** A target while it is typed: amounts and warnings as text, by priority. */
export type TargetText = {
  kind: TargetKind;
  on: boolean;
  amounts: [string, string, string, string];
  calendarId: CalendarChoice | null;
  pausesOn: Target['pausesOn'];
  warnings: string;
};

/** To the requester, and between levels, in the order in which they are shown. */
export const promised = [
  'firstResponse',
  'nextResponse',
  'update',
  'resolution',
] as const satisfies readonly TargetKind[];
export const internal = ['acknowledge', 'tier'] as const satisfies readonly TargetKind[];
export const kinds: readonly TargetKind[] = [...promised, ...internal];

export const targetLabel: Record<TargetKind, string> = {
  firstResponse: 'First reply',
  nextResponse: 'Next reply',
  update: 'Next update',
  resolution: 'Resolve',
  acknowledge: 'Take an offer',
  tier: 'Time in a tier',
};

/** What may pause a target: whom the ticket waits for, or its status. Clocks of a resolved one have ended. */
export const pauses: readonly Target['pausesOn'][number][] = [
  'requester',
  'vendor',
  'new',
  'open',
  'pending',
  'onHold',
];

export function textsOf(targets: readonly Target[], data: ReferenceData): TargetText[] {
  return kinds.map((kind) => {
    const target = targets.find((one) => one.kind === kind);
    const amounts = target?.amounts ?? { 1: null, 2: null, 3: null, 4: null };
    return {
      kind,
      on: target !== undefined,
      amounts: [amountText(amounts[1]), amountText(amounts[2]), amountText(amounts[3]), amountText(amounts[4])],
      calendarId: target ? target.calendarId : firstChoice(kind, data),
      pausesOn: (target?.pausesOn ?? (kind === 'acknowledge' ? [] : ['requester'])).filter((one) =>
        pauses.includes(one),
      ),
      warnings: sharesText(target?.warnings ?? [0.75, 0.9]),
    };
  });
}

/** Levels promise each other their own hours; a requester is promised one set of hours, whoever holds the ticket. */
function firstChoice(kind: TargetKind, data: ReferenceData): CalendarChoice {
  return kind === 'tier' ? 'team' : (data.calendars[0]?.id ?? 'always');
}

/** What was typed, read; or the first thing that can't be, by its field: `resolution.amounts.2`. */
export function targetsOf(texts: readonly TargetText[]): { targets: Target[] } | { field: string; says: string } {
  const targets: Target[] = [];
  for (const { kind, on, amounts, calendarId, pausesOn, warnings } of texts) {
    if (!on) continue;
    const seconds = amounts.map(secondsOf);
    const bad = seconds.indexOf('bad');
    if (bad >= 0) {
      const says = `${targetLabel[kind]}, P${bad + 1}: give a time like 45m, 4h or 1h 30m, or nothing.`;
      return { field: `${kind}.amounts.${bad + 1}`, says };
    }
    const shares = sharesOf(warnings);
    if (!shares) {
      const says = `${targetLabel[kind]}: give percentages between 0 and 100, like 75, 90.`;
      return { field: `${kind}.warnings`, says };
    }
    if (!calendarId) {
      const says = `${targetLabel[kind]}: choose the calendar this target is counted by.`;
      return { field: `${kind}.calendarId`, says };
    }
    const [a, b, c, d] = seconds.map((one) => (one === 'bad' ? null : one));
    const byPriority = { 1: a ?? null, 2: b ?? null, 3: c ?? null, 4: d ?? null };
    targets.push({ kind, amounts: byPriority, calendarId, pausesOn, warnings: shares });
  }
  return { targets };
}
