import type { Alert } from '#core/escalation/alert.ts';
import { targetWord } from '../ui/words.ts';
import type { LedgerRow } from './ledger.ts';

/** What it rang for: `Resolve at 75 %`, `Resolve breached`, `Offered to you`. */
export function alertWords({ kind, target, threshold }: Pick<Alert, 'kind' | 'target' | 'threshold'>): string {
  const name = target ? targetWord[target] : 'A clock';
  switch (kind) {
    case 'warning':
      return `${name} at ${Math.round((threshold ?? 0) * 100)} %`;
    case 'breach':
      return `${name} breached`;
    case 'offer':
      return 'Offered to you';
    case 'offerLapsed':
      return 'An offer lapsed';
    case 'returned':
      return 'Your handoff came back';
    case 'assigned':
      return 'Assigned to you';
    default:
      return kind satisfies never;
  }
}

/** What became of it on this device, the last thing first. */
export function fateWords(row: LedgerRow, clock: (at: number) => string): string {
  if (row.acknowledgedAt !== null) return `acknowledged ${clock(row.acknowledgedAt)}`;
  if (row.seenAt !== null) return `seen ${clock(row.seenAt)}`;
  if (row.state === 'failed') return `could not be shown${row.reason ? `: ${row.reason}` : ''}`;
  return row.state === 'unproven' ? `shown, not proven to be seen${row.reason ? `: ${row.reason}` : ''}` : 'shown';
}

/** Rows that hold every word, in number, subject or what it rang for. */
export function matching(rows: readonly LedgerRow[], words: string): LedgerRow[] {
  const wanted = words.toLocaleLowerCase('en-GB').split(/\s+/).filter(Boolean);
  return rows.filter(({ alert }) => {
    const text = `${alert.number ?? 'new'} ${alert.subject} ${alertWords(alert)}`.toLocaleLowerCase('en-GB');
    return wanted.every((word) => text.includes(word));
  });
}
