import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, cyclesOf } from '#core/sla/clock.ts';
import { openHours } from '#core/sla/open-hours.ts';
import type { Verdict } from '#core/ticket/target.ts';
import type { Account } from '../../../renderer/ticket/explain/account.ts';
import { asText } from '../../../renderer/ticket/explain/as-text.ts';
import { standingOf } from '../../../renderer/ticket/explain/standing.ts';
import { firstExplained, targetsInOrder } from '../../../renderer/ticket/explain/targets.ts';
import { titleOf } from '../../../renderer/ticket/explain/title.ts';
import { wholeSeconds } from '../../../renderer/ticket/explain/whole-seconds.ts';
import { targetLabel } from '../../../renderer/ticket/target-label.ts';
import { exactly } from '../../../renderer/ticket/time.ts';
import { verdictWords } from '../../../renderer/ticket/verdict-words.ts';
import { account, promising, travelled } from './explain-account.ts';
import { HOUR, id, ines, MINUTE, MONDAY, received, replied, ruben, sampleTicket } from './sample.ts';

const DAY = 24 * HOUR;
const [met, missed]: [Verdict, Verdict] = ['met', 'missed'];
const DURATION = /(?:(\d+)h )?(?:(\d+)m )?(\d+)s/g;

/** All durations in a piece of text, in seconds. */
function seconds(text: string): number[] {
  return [...text.matchAll(DURATION)].map(
    ([, h = '0', m = '0', s = '0']) => Number(h) * 3_600 + Number(m) * 60 + Number(s),
  );
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

/** The text's own figures, read back. */
function readBack(text: string) {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.startsWith('From'));
  const to = lines.findIndex((line) => line.startsWith('Sum'));
  const charged = lines.indexOf('Charged to');
  const end = lines.indexOf('', charged);
  const [allowed = 0, used = 0, left = 0] = seconds(lines.find((line) => line.includes('allowed')) ?? '');
  const rows = lines.slice(from + 1, to).map(seconds);
  return {
    allowed,
    used,
    left: / over /.test(text) ? -left : left,
    lengths: rows.map(([length = 0]) => length),
    counts: rows.map(([, counts = 0]) => counts),
    sums: seconds(lines[to] ?? ''),
    charges: lines.slice(charged + 1, end).map((line) => sum(seconds(line))),
  };
}

/** As `travelled`, but nobody in it acts on the full second. */
function uneven() {
  return sampleTicket(MONDAY + 411)
    .next(MONDAY + HOUR + 777, ines, replied(1, 'Which?', { thenWait: true }))
    .next(MONDAY + 2 * HOUR + 123, 'requester', received(2, 'This.'))
    .next(MONDAY + 3 * HOUR + 909, ines, replied(3, 'And?', { thenWait: true }))
    .next(MONDAY + 4 * HOUR + 58, 'requester', received(4, 'That.'));
}

describe('the text that is copied', () => {
  it('[TEXT1] has title, equation, table, charges, versions and zone, and stays true tomorrow', () => {
    const told = account(travelled(), 'resolution', MONDAY + 25 * HOUR + 41 * MINUTE + 12_000, {
      data: promising(travelled(), 20),
    });
    expect(asText(told)).toBe(
      [
        'Why 48001 is due on Wed 25 Nov 2026 at 10:30',
        'VPN drops every 20 minutes for the whole north depot. Resolve, P1.',
        '',
        '20h 00m 00s allowed - 10h 11m 12s used = 9h 48m 48s left -> due Wed 25 Nov 2026 10:30:00, fine',
        '',
        'From                 To                        Length       Counts  Charged to       Because',
        'Mon 23 Nov 08:00:00  09:10:00              1h 10m 00s   1h 10m 00s  Service Desk L1  Opened by email, P1',
        'Mon 23 Nov 09:10:00  10:00:00                 50m 00s      50m 00s  Network L2       Handoff accepted by Ruben Halle',
        'Mon 23 Nov 10:00:00  10:30:00                 30m 00s       paused  The requester    Waiting for the requester',
        'Mon 23 Nov 10:30:00  17:00:00              6h 30m 00s   6h 30m 00s  Network L2       The requester answered',
        'Mon 23 Nov 17:00:00  Tue 24 Nov 08:00:00  15h 00m 00s       closed  Nobody           Open 08:00 to 17:00',
        'Tue 24 Nov 08:00:00  09:41:12              1h 41m 12s   1h 41m 12s  Network L2       Opening time',
        'Sum                                       25h 41m 12s  10h 11m 12s                   No gap, no overlap',
        '',
        'Charged to',
        '  Service Desk L1  1h 10m 00s',
        '  Network L2       9h 01m 12s',
        '  The requester       30m 00s',
        '',
        'Policy Standard, version 1. Calendar Weekdays, version 1.',
        'No clock change in this span. Times in UTC.',
        'As of Tue 24 Nov 2026 09:41:12.',
        '',
      ].join('\n'),
    );
  });

  it('[TEXT2] its sums equal the clock, whatever the milliseconds', () => {
    for (const sample of [travelled(), uneven()]) {
      const [cycle] = cyclesOf(sample.ticket, 'resolution', ['requester']);
      const calendar = sample.reference.calendar(id(31));
      if (!cycle || !calendar) throw new Error('no clock');
      for (let now = MONDAY + 4 * HOUR + 1_000; now < MONDAY + 5 * DAY; now += 97 * MINUTE + 777) {
        const told = account(sample, 'resolution', now);
        const said = readBack(asText(told));
        const { used } = clock(cycle, openHours(calendar), now);
        expect(said.used).toBe(Math.ceil(used / 1_000));
        expect(said.left).toBe(said.allowed - said.used);
        expect(sum(said.counts)).toBe(said.used);
        expect(said.sums).toEqual([sum(said.lengths), said.used]);
        expect(Math.abs(sum(said.lengths) - (told.told.until - cycle.startedAt) / 1_000)).toBeLessThan(2);
        const business = told.told.segments.filter(({ open }) => open > 0);
        const shown = said.lengths.filter((_, index) => (told.told.segments[index]?.open ?? 0) > 0);
        expect(sum(said.charges)).toBe(sum(shown));
        expect(Math.abs(sum(said.charges) - sum(business.map(({ open }) => open)) / 1_000)).toBeLessThan(2);
      }
    }
  });

  it('[TEXT3] a verdict says whether it is final, and who changed it when, why, from what to what', () => {
    const late = travelled().next(MONDAY + 30 * HOUR, ruben, {
      type: 'setStatus',
      body: { to: 'resolved', waitingOn: null, note: null },
    });
    expect(standingOf(account(late, 'resolution', MONDAY + 31 * HOUR))).toEqual([
      'Provisional until the ticket is closed.',
    ]);
    const closed = late.next(MONDAY + 31 * HOUR, ruben, {
      type: 'setStatus',
      body: { to: 'closed', waitingOn: null, note: null },
    });
    const corrections = [
      {
        at: MONDAY + 50 * HOUR,
        by: id<typeof ines>(4),
        reason: 'The carrier was down.',
        before: missed,
        after: met,
      },
    ];
    const targets = closed.ticket.targets.map((one) =>
      one.kind === 'resolution' ? { ...one, verdict: met, corrections } : one,
    );
    const told = account(closed, 'resolution', MONDAY + 55 * HOUR, { ticket: { targets } });
    const said = [
      'Final since the ticket was closed yesterday 15:00.',
      'Marta Vogl corrected it 10:00, from missed to met: The carrier was down.',
    ];
    expect(standingOf(told)).toEqual(said);
    for (const sentence of said) expect(asText(told)).toContain(sentence);
  });

  it('[SLA11] a response that ended by resolving says that nobody gave it', () => {
    const resolve = { type: 'setStatus', body: { to: 'resolved', waitingOn: null, note: null } } as const;
    const silent = sampleTicket(MONDAY).next(MONDAY + 5 * MINUTE, ines, resolve);
    const told = account(silent, 'firstResponse', MONDAY + HOUR);
    expect(asText(told)).toContain('-> ended Mon 23 Nov 2026 08:05:00, met by resolving, without a reply');
    expect(titleOf(silent.ticket, told.target, MONDAY + HOUR, 'UTC')).toBe(
      'Why the first reply of 48001 was met by resolving, without a reply',
    );
    expect(verdictWords({ ...told.target, verdict: missed })).toBe('missed, resolved without a reply');
    expect(verdictWords({ ...told.target, kind: 'nextResponse' })).toBe('met by resolving, without a reply');
    const answered = sampleTicket(MONDAY)
      .next(MONDAY + MINUTE, ines, replied(1, 'Done.'))
      .next(MONDAY + 5 * MINUTE, ines, resolve);
    expect(verdictWords(account(answered, 'firstResponse', MONDAY + HOUR).target)).toBe('met');
    expect(verdictWords(account(silent, 'resolution', MONDAY + HOUR).target)).toBe('met');
  });

  it('[SLA17] a clock that outlived its policy says so', () => {
    const told = account(travelled(), 'resolution', MONDAY + 3 * HOUR);
    const kept: Account = { ...told, target: { ...told.target, keptBasis: 0 } };
    expect(standingOf(kept)).toEqual([
      'No policy names it any more; it was overdue before that, so it stays until it ends.',
    ]);
  });

  it('[TEXT4] work that came in after a verdict was final is told beside it', () => {
    const told = account(travelled(), 'firstResponse', MONDAY + 3 * HOUR);
    const late: Account = { ...told, target: { ...told.target, final: true, used: 12 * MINUTE } };
    expect(standingOf(late).at(-1)).toBe(
      `It was judged on ${exactly(12 * MINUTE)}; work that came in later made the sum what it is now.`,
    );
  });
});

describe('whole seconds', () => {
  const anySpans = fc
    .array(fc.integer({ min: 1, max: 10 * HOUR }), { minLength: 1, maxLength: 30 })
    .chain((lengths) => fc.tuple(fc.constant(lengths), fc.integer({ min: 0, max: 999 })))
    .map(([lengths, start]) => {
      let at = MONDAY + start;
      return lengths.map((length) => {
        const from = at;
        at += length;
        return { from, to: at };
      });
    });

  it('[TEXT5] add up to their total, none a second or more from the truth', () => {
    fc.assert(
      fc.property(anySpans, fc.func(fc.boolean()), (spans, counts) => {
        const kept = spans.filter((_, index) => counts(index));
        const truth = sum(kept.map(({ from, to }) => to - from)) / 1_000;
        for (const total of [Math.ceil(truth), Math.floor(truth)]) {
          const whole = wholeSeconds(kept, total * 1_000);
          expect(sum(whole)).toBe(total * 1_000);
          whole.forEach((ms, index) => {
            const { from = 0, to = 0 } = kept[index] ?? {};
            expect(ms % 1_000).toBe(0);
            expect(Math.abs(ms - (to - from))).toBeLessThan(1_000);
          });
        }
      }),
    );
  });

  it('[TEXT9] are what the clocks beside them say, wherever that adds up', () => {
    const spans = [
      { from: MONDAY + 700, to: MONDAY + 10_900 },
      { from: MONDAY + 10_900, to: MONDAY + 20_000 },
    ];
    expect(wholeSeconds(spans, 20_000)).toEqual([10_000, 10_000]);
  });
});

describe('which clock is asked about', () => {
  const at = (now: number, kind: Parameters<typeof account>[1] = 'resolution') => {
    const { ticket, target } = account(travelled(), kind, now);
    return titleOf(ticket, target, now, 'UTC');
  };

  it('[TEXT6] the title names the due time as one would say it', () => {
    expect(at(MONDAY + 3 * HOUR)).toBe('Why 48001 is due today at 16:30');
    expect(at(MONDAY - DAY)).toBe('Why 48001 is due tomorrow at 16:30');
    expect(at(MONDAY + DAY)).toBe('Why 48001 was due yesterday at 16:30');
    expect(at(MONDAY + 3 * DAY)).toBe('Why 48001 was due on Mon 23 Nov at 16:30');
    expect(at(MONDAY + 90 * DAY)).toBe('Why 48001 was due on Mon 23 Nov 2026 at 16:30');
    expect(at(MONDAY + 3 * HOUR, 'firstResponse')).toBe('Why the first reply of 48001 was met');
  });

  it('[TEXT7] what breaches next comes first, and every target can be reached', () => {
    const { ticket } = account(travelled(), 'resolution', MONDAY + 3 * HOUR, { data: promising(travelled(), 8) });
    const names = targetsInOrder(ticket.targets).map(({ kind, cycle }) => `${kind} ${cycle}`);
    expect(names).toEqual([
      'firstResponse 1',
      'nextResponse 1',
      'update 1',
      'update 2',
      'resolution 1',
      'acknowledge 1',
      'tier 1',
      'tier 2',
    ]);
    expect(firstExplained(ticket)?.kind).toBe('nextResponse');
    const done = {
      ...ticket,
      targets: ticket.targets.filter(({ state, kind }) => state === 'ended' || kind === 'resolution'),
    };
    expect(firstExplained(done)?.kind).toBe('resolution');
    expect(firstExplained({ ...ticket, targets: [] })).toBeNull();
  });

  it('[TEXT8] the time in a tier says in which', () => {
    const { ticket, reference } = account(travelled(), 'resolution', MONDAY + 3 * HOUR, {
      data: promising(travelled(), 8),
    });
    const labels = targetsInOrder(ticket.targets).map((target) => targetLabel(target, ticket, reference));
    expect(labels.slice(-3)).toEqual(['Take offer', 'In Service desk', 'In Specialists']);
  });
});
