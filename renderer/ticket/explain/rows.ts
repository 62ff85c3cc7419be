import type { Segment } from '#core/sla/explain.ts';
import { payerName } from '../../ui/words.ts';
import { exactly } from '../time.ts';
import type { Account } from './account.ts';
import { reasonOf } from './reason.ts';
import { createStamps, needsDates } from './stamps.ts';

/** A segment in words. `counts`: the time that does, or why none does. */
export type Row = {
  key: number;
  counting: boolean;
  from: string;
  to: string;
  length: string;
  counts: string;
  chargedTo: string;
  because: string;
};

export type Foot = { length: string; counts: string; charges: { name: string; time: string }[] };

/** The table, said once for the screen and for the text that is copied; `dated`: with dates, whatever the span. */
export function rowsOf(account: Account, dated = false): Row[] {
  const { target, told, sums, reference, zone, now } = account;
  const stamps = createStamps(zone, dated || needsDates(target.startedAt, now));
  return sums.lines.map(({ segment, length, counts }, index) => ({
    key: segment.from,
    counting: counts !== null,
    from: stamps.from(segment.from),
    to: stamps.to(segment.from, segment.to),
    length: exactly(length),
    counts: counts === null ? stoppedWord(segment, account) : exactly(counts),
    chargedTo: segment.open > 0 ? payerName(segment.payer, reference) : 'Nobody',
    because: reasonOf(segment, told.segments[index - 1], account),
  }));
}

export function footOf({ sums, reference }: Account): Foot {
  return {
    length: exactly(sums.length),
    counts: exactly(sums.used),
    charges: sums.charges.map(({ payer, ms }) => ({ name: payerName(payer, reference), time: exactly(ms) })),
  };
}

function stoppedWord({ state, from }: Segment, { dayOf }: Account): string {
  if (state === 'done') return 'resolved';
  if (state === 'paused') return 'paused';
  return dayOf(from).kind === 'holiday' ? 'holiday' : 'closed';
}
