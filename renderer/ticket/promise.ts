import type { Instant } from '#core/ids.ts';

const QUARTER = 15 * 60_000;

export type PromiseChoice = { at: Instant; label: 'promised' | 'soon' | 'later' };

/**
 * Times worth promising: what is promised already, a half hour and an hour from now on a quarter hour. All ahead of
 * `now`, ascending, each once.
 */
export function promiseChoices(now: Instant, promised: Instant | null): PromiseChoice[] {
  const choices: PromiseChoice[] = [];
  if (promised !== null && promised > now) choices.push({ at: promised, label: 'promised' });
  for (const [minutes, label] of [
    [30, 'soon'],
    [60, 'later'],
    [120, 'later'],
  ] as const) {
    const at = Math.ceil((now + minutes * 60_000) / QUARTER) * QUARTER;
    if (!choices.some((choice) => choice.at === at)) choices.push({ at, label });
  }
  return choices.sort((a, b) => a.at - b.at).slice(0, 3);
}
