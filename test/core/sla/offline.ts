import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/access.ts';
import type { Intent } from '#core/commands/command.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import { type Moment, momentOf } from '#core/commands/moment.ts';
import { type Alert, alertsFor, upcoming } from '#core/escalation/alert.ts';
import { escalate, rule } from '#core/escalation/escalate.ts';
import { isRefusal } from '#core/refusal.ts';
import { type Pending, replay } from '#core/sync/replay.ts';
import { isOpen, type Ticket } from '#core/ticket/ticket.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { createHandClock } from '#test/support/clock.ts';
import { createTime } from '../../../renderer/sync/time.ts';
import { actor, commandOf, HOUR, ines, MINUTE, reply, requesterWrites, status, text } from '../desk.ts';
import { FRIDAY, live } from './desk-lives.ts';
import { patience, times } from './runs.ts';

/** `lower`: to a priority that may promise nothing of some kinds. */
type Deed = 'reply' | 'note' | 'hold' | 'goOn' | 'resolve' | 'lower';

/** A day without the network: what the device's clock says, what is done, and what the server hears meanwhile. */
type Day = {
  wrong: number;
  roundTrip: { there: number; back: number };
  policy: number;
  doings: { pass: number; does: Deed }[];
  writes: number[];
};

const OFFLINE = 8 * HOUR;
/** Alerts may be this far from the server's verdict. */
const NEAR = 2_000;

const day = (deeds: readonly Deed[], writes: fc.Arbitrary<number[]>): fc.Arbitrary<Day> =>
  fc.record({
    wrong: fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
    roundTrip: fc.record({ there: fc.nat(NEAR), back: fc.nat(NEAR) }),
    policy: fc.nat(999),
    doings: fc.array(
      fc.record({
        pass: fc.integer({ min: 0, max: 2 * HOUR }),
        does: fc.constantFrom(...deeds),
      }),
      { maxLength: 8 },
    ),
    writes,
  });

const deeds = ['reply', 'note', 'hold', 'goOn', 'resolve'] as const;
const alone = day(deeds, fc.constant([]));
/** What rang by a higher priority may be in time by a lower one: only what is overdue at the end must have rung. */
const inCompany = day([...deeds, 'lower'], fc.array(fc.nat(OFFLINE), { minLength: 1, maxLength: 3 }));

export function alertsAgreeAfterEightHoursOffline(runs: number): void {
  describe('offline for eight hours, by a clock up to ten minutes wrong', { timeout: patience }, () => {
    it(`[SLA29] every breach rang once, within 2 s of the server’s verdict, ${runs} times`, () => {
      let breaches = 0;
      const law = fc.property(alone, (day) => {
        const { rang, verdicts } = spent(day);
        expect(rang.map(({ id }) => id).sort()).toEqual(verdicts.map(({ id }) => id).sort());
        for (const { id, dueAt } of verdicts) {
          const at = rang.find((one) => one.id === id)?.at ?? Number.NaN;
          expect(Math.abs(at - dueAt)).toBeLessThanOrEqual(NEAR);
        }
        breaches += verdicts.length;
      });
      fc.assert(law, times(runs));
      expect(breaches).toBeGreaterThan(runs / 4);
    });
    it(`[SLA29] and where the requester wrote meanwhile, what is overdue rang, and nothing twice, ${runs} times`, () => {
      const law = fc.property(inCompany, (day) => {
        const { rang, overdue, backAt } = spent(day);
        const ids = rang.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id, dueAt } of overdue) {
          const at = rang.find((one) => one.id === id)?.at ?? Number.NaN;
          expect(at).toBeGreaterThanOrEqual(dueAt - NEAR);
          expect(at).toBeLessThanOrEqual(backAt + NEAR);
        }
      });
      fc.assert(law, times(runs));
    });
  });
}

/** What rang here and when, on the server's clock, and what the server holds for breached once everything has arrived. */
function spent(day: Day) {
  const opened = live([{ pass: 0, late: 0, does: 'publish', pick: day.policy }]);
  const given = { reference: opened.reference, number: 100 };
  const clock = createHandClock(FRIDAY + day.wrong);
  const serverTime = () => FRIDAY + clock.monotonic();
  const time = createTime(clock, null);
  const left = time.departure();
  clock.advance(day.roundTrip.there);
  const answeredAt = serverTime();
  clock.advance(day.roundTrip.back);
  time.measure(answeredAt, left);

  const server = createServer(opened.ticket, opened.reference);
  const bell = createBell(clock, time.now, serverTime);
  const confirmed = server.ticket();
  const pending: Pending[] = [];
  const seen = () => replay(confirmed, pending, me, given).ticket ?? confirmed;
  bell.hear(seen());
  const backAt = serverTime() + OFFLINE;
  const news = day.writes.map((after, n) => ({ at: Math.min(serverTime() + after, backAt), n }));
  for (const { pass, does } of day.doings) {
    if (serverTime() + pass >= backAt) break;
    clock.advance(pass);
    const command = { ...commandOf(100 + pending.length, intents[does](200 + pending.length)), made: time.made() };
    const now = time.now();
    pending.push({ command, moment: { effectiveAt: now, recordedAt: now, timing: 'exact' } });
    bell.hear(seen());
  }
  clock.advance(backAt - serverTime());

  for (const { at, n } of news.toSorted((a, b) => a.at - b.at))
    server.hear(at, { kind: 'system' }, requesterWrites(300 + n));
  for (const { command } of pending) server.take(command, momentOf(command.made, backAt));
  bell.hear(server.ticket());
  clock.advance(NEAR);
  const verdicts = server.breaches(backAt);
  return { rang: bell.rang(), verdicts, overdue: verdicts.filter(({ isOver }) => !isOver), backAt };
}

const me = actor(ines);
const intents: Record<Deed, (n: number) => Intent> = {
  reply: (n) => reply(n),
  note: (n) => ({ type: 'note', body: { text: text(n) } }),
  hold: () => status('pending'),
  goOn: () => status('open'),
  resolve: () => status('resolved'),
  lower: () => ({ type: 'setPriority', body: { impact: 3, urgency: 3, override: null } }),
};

/** A console's bell: waits for the earliest alert by the console's idea of the time, and rings each id once. */
function createBell(clock: ReturnType<typeof createHandClock>, now: () => number, serverTime: () => number) {
  const rang = new Map<Alert['id'], { alert: Alert; at: number }>();
  let alerts: Alert[] = [];
  let cancel = () => {};
  const look = () => {
    for (const alert of alerts) {
      if (alert.ringAt <= now() && !rang.has(alert.id)) rang.set(alert.id, { alert, at: serverTime() });
    }
    const next = Math.min(...alerts.filter(({ id }) => !rang.has(id)).map(({ ringAt }) => ringAt));
    cancel();
    if (Number.isFinite(next)) cancel = clock.after(next - now(), look);
  };
  return {
    hear(ticket: Ticket) {
      alerts = upcoming(alertsFor(ticket, ines), now());
      look();
    },
    rang: () =>
      [...rang.values()].filter(({ alert }) => alert.kind === 'breach').map(({ alert, at }) => ({ id: alert.id, at })),
  };
}

/** The server: carries out what comes, and announces by itself what has become due. */
function createServer(opened: Ticket, reference: Reference) {
  let ticket = opened;
  const announced = new Set<string>();
  let count = 1_000;

  function carryOut(by: Actor, command: ReturnType<typeof commandOf>, moment: Moment): void {
    const decision = decide(ticket, command, by, moment, { reference, number: 100 });
    if (!isRefusal(decision)) ticket = evolve(ticket, decision.events, reference) ?? ticket;
  }
  function sweep(until: number): void {
    for (;;) {
      const due = escalate(ticket, until).find(({ key }) => !announced.has(key));
      if (!due) return;
      if (announced.size > 1_000) throw new Error('there is no end to what becomes due: ids aren’t stable');
      announced.add(due.key);
      carryOut({ kind: 'rule', ...rule.announce, inputs: {} }, commandOf(count++, due.intent), exact(due.at));
    }
  }
  const exact = (at: number): Moment => ({ effectiveAt: at, recordedAt: at, timing: 'exact' });
  return {
    ticket: () => ticket,
    hear(at: number, by: Actor, intent: Intent) {
      sweep(at);
      carryOut(by, commandOf(count++, intent), exact(at));
    },
    take(command: ReturnType<typeof commandOf>, moment: Moment) {
      sweep(moment.recordedAt);
      carryOut(me, command, moment);
    },
    /** What it has come to hold for breached by then, over or not, under the ids by which alerts are known. */
    breaches: (now: number) =>
      ticket.targets
        .filter(({ dueAt, verdict }) => verdict === 'missed' || (verdict === null && dueAt !== null && dueAt <= now))
        .map(({ kind, cycle, dueAt, verdict, keptBasis = ticket.basis }) => ({
          id: `${ticket.id}/${kind}/${cycle}/1/${keptBasis}`,
          dueAt: dueAt ?? Number.NaN,
          isOver: verdict !== null || !isOpen(ticket),
        })),
  };
}
