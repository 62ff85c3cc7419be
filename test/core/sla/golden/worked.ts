import { readFileSync } from 'node:fs';
import type { TargetKind } from '#core/ticket/target.ts';

/** One target of a worked example, as it stands in the table. */
export type Standing = {
  state: string;
  usedSeconds: number;
  remainingSeconds: number;
  dueAt: number | null;
  endedAt: number | null;
};
export type Worked = { targets: Partial<Record<TargetKind, Standing[]>>; charged: Record<string, number> };

/** The table: for each story under each calendar what is due, used and left, and who is charged with what. */
export function readTable(file: string): Map<string, string> {
  const blocks = readFileSync(file, 'utf8').split('\n\n').filter(Boolean);
  return new Map(blocks.map((block) => [block.split('\n', 1)[0] ?? '', block.trimEnd()]));
}

/** A worked example in the table's words. */
export function inWords(title: string, { targets, charged }: Worked, zone: string): string {
  const lines = Object.entries(targets).flatMap(([kind, standings]) =>
    standings.map((standing, n) => `  ${kind}${n > 0 ? ` (${n + 1})` : ''}: ${standingIn(standing, zone)}`),
  );
  const paid = Object.entries(charged)
    .filter(([, seconds]) => seconds > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([payer, seconds]) => `${payer} ${clockOf(seconds)}`);
  return [title, ...lines, `  charged: ${paid.join(', ') || 'nobody'}`].join('\n');
}

function standingIn({ state, usedSeconds, remainingSeconds, dueAt, endedAt }: Standing, zone: string): string {
  const due = dueAt === null ? '' : `, due ${wall(dueAt, zone)}`;
  const ended = endedAt === null ? '' : `, ended ${wall(endedAt, zone)}`;
  return `${state}, ${clockOf(usedSeconds)} used, ${clockOf(remainingSeconds)} left${due}${ended}`;
}

function clockOf(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const all = Math.abs(seconds);
  const text = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
  return seconds < 0 ? `-${text}` : text;
}

/** As it stands on a clock there, with the offset, so that the day of a change is read right. */
function wall(at: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return there.toString({ timeZoneName: 'never', smallestUnit: 'second' });
}
