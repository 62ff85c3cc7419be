import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { AlarmList, Rung } from '#core/bridge.ts';
import type { Intent } from '#core/commands/command.ts';
import { type Alert, alertsFor } from '#core/escalation/alert.ts';
import type { Instant, TicketId } from '#core/ids.ts';
import { allBreachesOf, breachesOfMine } from '../../../renderer/alerts/breached.ts';
import { alertWords, fateWords, matching } from '../../../renderer/alerts/inbox.ts';
import { type Ledger, openLedger } from '../../../renderer/alerts/ledger.ts';
import { startAnswering, startPublishing } from '../../../renderer/alerts/publish.ts';
import { createCell } from '../../../renderer/store/live.ts';
import type { SyncView } from '../../../renderer/store/store.ts';
import type { Place } from '../../../renderer/ui/place.ts';
import { HOUR, ines, MINUTE, MONDAY, network, offered, ruben, sampleTicket } from '../ticket/sample.ts';

const live: SyncView = {
  state: 'live',
  asOf: MONDAY,
  progress: null,
  nextTryAt: null,
  unread: 0,
  says: null,
  storage: 'memory',
};

/** A console and a machine moved by hand; each with a ledger of its own. */
function standing(who: typeof ines, alerts: readonly Alert[], now: Instant, leads = true, kept = newLedger()) {
  const sample = sampleTicket();
  const cell = createCell(alerts);
  const sync = createCell(live);
  const answered = createCell<ReadonlySet<string>>(new Set());
  const lists: AlarmList[] = [];
  const settled: string[] = [];
  const dispatched: { ticketId: TicketId; intent: Intent }[] = [];
  const places: Place[] = [];
  const timers: (() => void)[] = [];
  let rung: (rung: Rung) => void = () => {};
  let opened: (news: {
    ticketId: TicketId;
    alertId: string | null;
    action: 'show' | 'handOff' | 'acknowledge' | 'accept';
  }) => void = () => {};
  let offset = 0;
  const ledger = kept;
  const store = {
    me: sample.person(who),
    alerts: cell,
    answered,
    sync,
    now: () => now,
    async dispatch(ticketId: TicketId, intent: Intent) {
      dispatched.push({ ticketId, intent });
      return { commandId: crypto.randomUUID() as never };
    },
  };
  const shell = {
    setAlarms: (list: AlarmList) => lists.push(list),
    settleAlarm: (alertId: string) => settled.push(alertId),
    onRung(listener: typeof rung) {
      rung = listener;
      return () => {
        rung = () => {};
      };
    },
    onOpen(listener: typeof opened) {
      opened = listener;
      return () => {
        opened = () => {};
      };
    },
  };
  const around = {
    ledger,
    open: (place: Place) => places.push(place),
    device: () => now - offset,
    setTimeout: (run: () => void) => timers.push(run),
    clearTimeout() {},
  };
  const stops = [
    startAnswering({ store, shell }, around),
    ...(leads ? [startPublishing({ store, shell }, around)] : []),
  ];
  const stop = () => {
    for (const one of stops) one();
  };
  return {
    cell,
    answered,
    sync,
    lists,
    settled,
    dispatched,
    places,
    ledger,
    stop,
    ring: (alert: Alert, state: Rung['state'] = 'shown') => rung({ alert, at: now, state, reason: null }),
    open: (alert: Alert, action: 'show' | 'handOff' | 'acknowledge' | 'accept') =>
      opened({ ticketId: alert.ticketId, alertId: alert.id, action }),
    pause() {
      for (const run of timers.splice(0)) run();
    },
    drift(by: number) {
      offset = by;
      sync.set({ ...live });
    },
    timers,
  };
}

const newLedger = () => openLedger(crypto.randomUUID() as typeof ines);

/** As where the browser refuses its database: every call on it fails. */
const refused = (): Ledger => {
  const no = () => Promise.reject(new DOMException('refused', 'InvalidStateError'));
  return { record: no, mark: no, list: no, row: no, close() {} };
};

const mine = (at: Instant = MONDAY) => alertsFor(sampleTicket(at).ticket, sampleTicket().person(ines));
const first = (alerts: readonly Alert[], kind: Alert['kind']) => {
  const alert = alerts.find((candidate) => candidate.kind === kind);
  if (!alert) throw new Error(`no ${kind}`);
  return alert;
};
const until = async (holds: () => boolean) => {
  for (let turn = 0; turn < 200 && !holds(); turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(holds()).toBe(true);
};

describe('what rings', () => {
  it('[RING1] the whole upcoming list is handed over at once, then anew at each change, a burst as one', () => {
    const alerts = mine();
    const at = standing(ines, [], MONDAY);
    expect(at.lists).toEqual([{ personId: ines, offset: 0, alerts: [] }]);
    at.cell.set(alerts.slice(0, 1));
    at.cell.set(alerts);
    expect(at.lists).toHaveLength(1);
    at.pause();
    expect(at.lists).toHaveLength(2);
    expect(new Set(at.lists[1]?.alerts.map(({ id }) => id))).toEqual(new Set(alerts.map(({ id }) => id)));
    at.stop();
  });

  it('[RING2] warnings gone stale fall away, a breach never does', () => {
    const alerts = mine();
    const at = standing(ines, alerts, MONDAY + 24 * HOUR);
    expect(at.lists[0]?.alerts.every(({ kind }) => kind === 'breach')).toBe(true);
    expect(at.lists[0]?.alerts.length).toBeGreaterThan(0);
    at.stop();
  });

  it('[RING3] the list carries how far off the clock is now: set since the last contact, it rings in time all the same', () => {
    const at = standing(ines, mine(), MONDAY);
    at.drift(-3_600_000);
    at.pause();
    at.cell.set(mine().slice(1));
    at.pause();
    expect(at.lists.at(-1)?.offset).toBe(-3_600_000);
    at.stop();
  });

  it('[RING3] a clock that turns out to be off makes the list due anew', () => {
    const at = standing(ines, mine(), MONDAY);
    at.drift(100);
    at.pause();
    expect(at.lists).toHaveLength(1);
    at.drift(90_000);
    at.pause();
    expect(at.lists.at(-1)?.offset).toBe(90_000);
    at.stop();
  });

  it('[RING4] what rang is told to the server once, with what became of it', async () => {
    const alerts = mine();
    const breach = first(alerts, 'breach');
    const at = standing(ines, alerts, breach.ringAt);
    at.ring(breach, 'unproven');
    at.ring(breach, 'unproven');
    await until(() => at.dispatched.length > 0);
    expect(at.dispatched).toEqual([
      {
        ticketId: breach.ticketId,
        intent: { type: 'reportAlert', body: { alertId: breach.id, state: 'unproven', reason: null } },
      },
    ]);
    expect(await at.ledger.list()).toMatchObject([{ id: breach.id, state: 'unproven', acknowledgedAt: null }]);
    at.stop();
  });

  it('[RING5] a click on a clock opens the handoff dialog on that ticket, and counts as seen', async () => {
    const warning = first(mine(), 'warning');
    const at = standing(ines, mine(), warning.ringAt);
    at.open(warning, 'show');
    await until(() => at.dispatched.length > 0);
    expect(at.places).toEqual([{ page: 'ticket', ticketId: warning.ticketId, do: 'handOff', alertId: warning.id }]);
    expect(at.dispatched[0]?.intent.body).toMatchObject({ state: 'seen' });
    at.stop();
  });

  it('[RING6] a click on an offer opens the receiver’s side', async () => {
    const ticket = sampleTicket().next(MONDAY + MINUTE, ines, offered(1, { teamId: network })).ticket;
    const alerts = alertsFor(ticket, sampleTicket().person(ruben));
    const at = standing(ruben, alerts, MONDAY + MINUTE);
    at.open(first(alerts, 'offer'), 'show');
    await until(() => at.places.length > 0);
    expect(at.places[0]).toMatchObject({ do: 'accept' });
    at.stop();
  });

  it('[RING7] acknowledging settles the alarm, is reported, and goes nowhere: somebody may be typing', async () => {
    const breach = first(mine(), 'breach');
    const at = standing(ines, mine(), breach.ringAt);
    at.open(breach, 'acknowledge');
    await until(() => at.dispatched.length > 0);
    expect(at.settled).toEqual([breach.id]);
    expect(at.dispatched[0]?.intent.body).toMatchObject({ state: 'acknowledged' });
    expect(at.places).toEqual([]);
    at.stop();
  });

  it('[RING10] where the browser refuses its database a click still leads there, and what became of it is still told', async () => {
    const warning = first(mine(), 'warning');
    const at = standing(ines, mine(), warning.ringAt, true, refused());
    at.ring(warning, 'unproven');
    at.open(warning, 'show');
    await until(() => at.dispatched.length > 1);
    expect(at.places).toEqual([{ page: 'ticket', ticketId: warning.ticketId, do: 'handOff', alertId: warning.id }]);
    expect(at.dispatched.map(({ intent }) => intent.type === 'reportAlert' && intent.body.state)).toEqual([
      'unproven',
      'seen',
    ]);
    at.open(warning, 'acknowledge');
    await until(() => at.dispatched.length > 2);
    expect(at.settled).toEqual([warning.id]);
    at.stop();
  });

  it('[ESC33] acknowledged on another device, it is silent here at once, written down, and not reported a second time', async () => {
    const breach = first(mine(), 'breach');
    const at = standing(ines, mine(), breach.ringAt);
    at.ring(breach);
    await until(() => at.dispatched.length > 0);
    at.answered.set(new Set([breach.id, 'one that never rang here']));
    await until(() => at.settled.length > 0);
    expect(at.settled).toEqual([breach.id]);
    await expect.poll(async () => (await at.ledger.row(breach.id))?.acknowledgedAt).toBe(breach.ringAt);
    expect(at.dispatched).toHaveLength(1);
    at.stop();
  });

  it('[RING7] a click is answered by whichever tab the browser hands it to; one that does not lead rings nothing', async () => {
    const warning = first(mine(), 'warning');
    const at = standing(ines, mine(), warning.ringAt, false);
    at.open(warning, 'show');
    await until(() => at.dispatched.length > 0);
    expect(at.places[0]).toMatchObject({ page: 'ticket', ticketId: warning.ticketId });
    expect(at.lists).toEqual([]);
    at.ring(warning);
    expect(await at.ledger.list()).toMatchObject([{ id: warning.id, state: 'shown' }]);
    at.stop();
  });

  it('[RING8] after the stop nothing is published and nothing heard', () => {
    const at = standing(ines, [], MONDAY);
    at.stop();
    at.cell.set(mine());
    at.pause();
    expect(at.lists).toHaveLength(1);
  });
});

describe('the strip and the inbox', () => {
  it('[STRIP1] names breached tickets that I hold, once each, until acknowledged', () => {
    const alerts = mine();
    const later = MONDAY + 24 * HOUR;
    const held = () => ({ personId: ines });
    const named = breachesOfMine(alerts, new Set(), held, ines, later);
    expect(named).toHaveLength(1);
    expect(breachesOfMine(alerts, new Set(), () => ({ personId: null }), ines, later)).toEqual([]);
    expect(breachesOfMine(alerts, new Set(), held, ines, MONDAY)).toEqual([]);
    const all = allBreachesOf(named, alerts, later);
    expect(breachesOfMine(alerts, new Set(all.map(({ id }) => id)), held, ines, later)).toEqual([]);
  });

  it('[STRIP2] an entry says what it rang for and the last thing that became of it, and is found by its words', async () => {
    const alerts = mine();
    const ledger = openLedger(crypto.randomUUID() as typeof ines);
    const breach = first(alerts, 'breach');
    await ledger.record({ alert: breach, at: MONDAY, state: 'failed', reason: 'permission denied' });
    const clock = () => '09:41';
    const [row] = await ledger.list();
    if (!row) throw new Error('no row');
    expect(alertWords(breach)).toContain('breached');
    expect(fateWords(row, clock)).toBe('could not be shown: permission denied');
    expect(await ledger.mark(breach, 'acknowledged', MONDAY + 1)).toBe(true);
    expect(await ledger.mark(breach, 'acknowledged', MONDAY + 2)).toBe(false);
    const [after] = await ledger.list();
    if (!after) throw new Error('no row');
    expect(fateWords(after, clock)).toBe('acknowledged 09:41');
    expect(matching([after], 'vpn breached')).toHaveLength(1);
    expect(matching([after], 'printer')).toEqual([]);
    ledger.close();
  });
});
