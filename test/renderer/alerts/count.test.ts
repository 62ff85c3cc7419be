import { describe, expect, it } from 'vitest';
import { countOf, startCounting } from '../../../renderer/alerts/count.ts';
import type { Count } from '../../../renderer/desktop/shell.ts';
import { createCell } from '../../../renderer/store/live.ts';
import type { QueueRow } from '../../../renderer/store/store.ts';
import { ines, MINUTE, MONDAY, sampleTicket } from '../ticket/sample.ts';

const me = sampleTicket().person(ines);
const team = me.memberships[0]?.teamId;

/** A row of mine whose nearest target is due at `dueAt` (ms from Monday). */
const row = (dueAt: number, more: Partial<QueueRow> = {}): QueueRow =>
  ({
    personId: me.id,
    status: 'open',
    offer: null,
    nearest: { state: 'running', dueAt: MONDAY + dueAt, verdict: null },
    ...more,
  }) as QueueRow;
const offer = (to: object) => row(0, { personId: null, offer: to as NonNullable<QueueRow['offer']> });

describe('the count in tray, badge and title', () => {
  it('is of what I hold, by urgency, and of what is offered to me or my team', () => {
    const rows = [
      row(-MINUTE),
      row(-MINUTE, { personId: null }),
      row(-MINUTE, { status: 'resolved' }),
      row(10 * MINUTE),
      row(50 * MINUTE),
      row(90 * MINUTE),
      offer({ toPersonId: me.id, toTeamId: 'elsewhere' }),
      offer({ toPersonId: null, toTeamId: team }),
      offer({ toPersonId: 'somebody', toTeamId: team }),
    ];
    expect(countOf(rows, me, MONDAY)).toEqual({ breached: 1, near: 2, offered: 2 });
  });

  it('is said when it changes, by an event or by time alone, and is nothing after the end', () => {
    const rows = createCell<readonly QueueRow[]>([row(MINUTE)]);
    const said: Count[] = [];
    let now = MONDAY;
    let waiting: (() => void)[] = [];
    const stop = startCounting(
      {
        store: { me, now: () => now, queue: { ...rows, row: () => null, loaded: () => true } },
        shell: { setCount: (count) => said.push(count) },
      },
      {
        setTimeout: ((call: () => void) => waiting.push(call)) as Window['setTimeout'],
        clearTimeout: () => {
          waiting = [];
        },
      },
    );
    const pass = () => {
      const calls = waiting;
      waiting = [];
      for (const call of calls) call();
    };
    pass();
    expect(said).toEqual([{ breached: 0, near: 1, offered: 0 }]);
    now += 2 * MINUTE;
    pass();
    rows.set([]);
    rows.set([]);
    pass();
    stop();
    expect(said.slice(1)).toEqual([
      { breached: 1, near: 0, offered: 0 },
      { breached: 0, near: 0, offered: 0 },
    ]);
  });
});
