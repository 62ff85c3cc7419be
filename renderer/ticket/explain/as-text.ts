import { urgencyOf } from '#core/sla/urgency.ts';
import { targetLabel } from '../target-label.ts';
import { exactly } from '../time.ts';
import { verdictWords } from '../verdict-words.ts';
import type { Account } from './account.ts';
import { clockChangeWords } from './clock-changes.ts';
import { inColumns } from './columns.ts';
import { judgedBy, zoneWords } from './judged-by.ts';
import { footOf, rowsOf } from './rows.ts';
import { fullStamp } from './stamps.ts';
import { standingOf } from './standing.ts';
import { lastingTitleOf } from './title.ts';

/** The whole explanation as plain text, for a mail or another ticket: nothing in it depends on when it is read. */
export function asText(account: Account): string {
  const { ticket, target, told, reference, zone, now } = account;
  return [
    lastingTitleOf(ticket, target, now, zone),
    `${ticket.subject}. ${targetLabel(target, ticket, reference)}, P${ticket.priority}.`,
    '',
    equation(account),
    ...standingOf(account),
    '',
    ...table(account),
    '',
    'Charged to',
    ...inColumns(
      footOf(account).charges.map(({ name, time }) => [`  ${name}`, time]),
      [1],
    ),
    '',
    judgedBy(account),
    `${clockChangeWords(account, Math.max(told.until, target.dueAt ?? told.until))} ${zoneWords(account)}`,
    `As of ${fullStamp(now, zone)}.`,
    '',
  ].join('\n');
}

function equation({ target, sums, zone, now }: Account): string {
  const left = sums.left < 0 ? 'over' : target.endedAt === null ? 'left' : 'to spare';
  const sum = `${exactly(target.amount)} allowed - ${exactly(sums.used)} used = ${exactly(sums.left)} ${left}`;
  if (target.endedAt !== null) return `${sum} -> ended ${fullStamp(target.endedAt, zone)}, ${verdictWords(target)}`;
  if (target.dueAt === null) return `${sum} -> no due time while it is paused`;
  return `${sum} -> due ${fullStamp(target.dueAt, zone)}, ${urgencyOf(target, now)}`;
}

function table(account: Account): string[] {
  const foot = footOf(account);
  const lines = rowsOf(account, true).map((row) => [
    row.from,
    row.to,
    row.length,
    row.counts,
    row.chargedTo,
    row.because,
  ]);
  const heads = ['From', 'To', 'Length', 'Counts', 'Charged to', 'Because'];
  return inColumns([heads, ...lines, ['Sum', '', foot.length, foot.counts, '', 'No gap, no overlap']], [2, 3]);
}
