import type { CalendarChoice, Target } from '#core/sla/policy.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { targetWord } from '../ui/words.ts';
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

export const kinds = ['firstResponse', 'nextResponse', 'resolution'] as const satisfies readonly TargetKind[];

export function textsOf(targets: readonly Target[], data: ReferenceData): TargetText[] {
  return kinds.map((kind) => {
    const target = targets.find((one) => one.kind === kind);
    const amounts = target?.amounts ?? { 1: null, 2: null, 3: null, 4: null };
    return {
      kind,
      on: target !== undefined,
      amounts: [amountText(amounts[1]), amountText(amounts[2]), amountText(amounts[3]), amountText(amounts[4])],
      calendarId: target?.calendarId ?? data.calendars[0]?.id ?? null,
      pausesOn: target?.pausesOn ?? ['requester'],
      warnings: sharesText(target?.warnings ?? [0.75, 0.9]),
    };
  });
}

/** What was typed, read; or the first thing that can't be, by its field: `resolution.amounts.2`. */
export function targetsOf(texts: readonly TargetText[]): { targets: Target[] } | { field: string; says: string } {
  const targets: Target[] = [];
  for (const { kind, on, amounts, calendarId, pausesOn, warnings } of texts) {
    if (!on) continue;
    const seconds = amounts.map(secondsOf);
    const bad = seconds.indexOf('bad');
    if (bad >= 0) {
      const says = `${targetWord[kind]}, P${bad + 1}: give a time like 45m, 4h or 1h 30m, or nothing.`;
      return { field: `${kind}.amounts.${bad + 1}`, says };
    }
    const shares = sharesOf(warnings);
    if (!shares) return { field: `${kind}.warnings`, says: 'Give percentages between 0 and 100, like 75, 90.' };
    if (!calendarId) return { field: `${kind}.calendarId`, says: 'Choose the calendar this target is counted by.' };
    const [a, b, c, d] = seconds.map((one) => (one === 'bad' ? null : one));
    const byPriority = { 1: a ?? null, 2: b ?? null, 3: c ?? null, 4: d ?? null };
    targets.push({ kind, amounts: byPriority, calendarId, pausesOn, warnings: shares });
  }
  return { targets };
}
