import { describe, expect, it } from 'vitest';
import type { Actor } from '#core/access.ts';
import { decide } from '#core/commands/decide.ts';
import { evolve } from '#core/commands/decision.ts';
import { correctVerdict, settleTime } from '#core/commands/judge.ts';
import { type Made, momentOf } from '#core/commands/moment.ts';
import type { CommandId } from '#core/ids.ts';
import { isRefusal } from '#core/refusal.ts';
import { earlyHolds } from '#core/sla/early-holds.ts';
import { nextUpdateDue, nextWordDue } from '#core/sla/next-update.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { create } from '#test/support/intents.ts';
import {
  actor,
  commandOf,
  createDesk,
  dele,
  HOUR,
  ines,
  MINUTE,
  marta,
  monday,
  policy,
  reference,
  reply,
  requesterWrites,
  status,
  teamId,
} from './desk.ts';

/** P3: first response 1 h, resolution 8 h, around the clock. */
function opened() {
  const desk = createDesk();
  desk.open();
  return desk;
}

/** As a server takes in a command that Ines's console made at `device`, when it arrives at `arrives`. */
function arrive(
  desk: ReturnType<typeof opened>,
  n: number,
  made: Partial<Made>,
  arrives: number,
  by: Actor = actor(ines),
) {
  const known: Made = { device: monday, offset: 0, offsetError: 20, measuredAt: monday, monotonic: null, bootId: 'a' };
  const moment = momentOf({ ...known, ...made }, arrives);
  const decision = decide(desk.ticket, commandOf(n, status('resolved')), by, moment, {
    reference: desk.reference,
    number: 100,
  });
  if (isRefusal(decision)) throw new Error(decision.says);
  desk.ticket = evolve(desk.ticket, decision.events, desk.reference);
  desk.now = arrives;
  return moment;
}

/** Resolved at half past, by a clock that was set back ten minutes since it was measured; arrives two hours past due. */
function disputed() {
  const desk = opened();
  const device = monday + 8 * HOUR - 5 * MINUTE;
  const monotonic = 8 * HOUR + 5 * MINUTE;
  const moment = arrive(desk, 50, { device, monotonic }, monday + 10 * HOUR);
  return { desk, moment, claimedAt: device };
}

const disputeOf = (ticket: Ticket) => ticket.disputes?.[0];
const settle = (commandId: CommandId, credit: boolean) =>
  ({ type: 'settleTime', body: { commandId, credit, reason: 'The gate log shows it.' } }) as const;

describe('work made offline', () => {
  it('[SLA29] resolved five minutes before due, synced two hours after: met, and nobody has to do anything', () => {
    const desk = opened();
    const moment = arrive(desk, 50, { device: monday + 8 * HOUR - 5 * MINUTE }, monday + 10 * HOUR);
    expect(moment.timing).toBe('credited');
    expect(desk.target('resolution')).toMatchObject({ verdict: 'met', used: 8 * HOUR - 5 * MINUTE });
    expect(desk.get().disputes ?? []).toEqual([]);
  });

  it('[SLA29] by a clock that was set back it is disputed, counts on arrival and waits for a decision', () => {
    const { desk, moment, claimedAt } = disputed();
    expect(moment).toMatchObject({ timing: 'disputed', effectiveAt: monday + 10 * HOUR, claimedAt });
    expect(desk.target('resolution')).toMatchObject({ verdict: 'missed', used: 10 * HOUR });
    expect(disputeOf(desk.get())).toMatchObject({ what: 'statusChanged', by: ines.id, claimedAt, countsAt: desk.now });
  });

  it('[SLA29] a supervisor who credits it makes the provisional verdict follow, and says why', () => {
    const { desk, claimedAt } = disputed();
    const dispute = disputeOf(desk.get());
    if (!dispute) throw new Error('nothing is disputed');
    desk.ask(actor(marta), settle(dispute.commandId, true));
    expect(desk.refusals).toEqual([]);
    expect(desk.target('resolution')).toMatchObject({ verdict: 'met', endedAt: claimedAt });
    expect(desk.get()).toMatchObject({ disputes: [], resolvedAt: claimedAt });
  });

  it('[SLA29] left as it arrived, nothing moves and nothing waits any more', () => {
    const { desk } = disputed();
    const before = desk.get().targets;
    desk.ask(actor(marta), settle(disputeOf(desk.get())?.commandId as CommandId, false));
    expect(desk.get().targets).toEqual(before);
    expect(desk.get().disputes).toEqual([]);
  });

  it('[SLA29] is decided by a supervisor, once, and not by whoever did the work', () => {
    const { desk } = disputed();
    const id = disputeOf(desk.get())?.commandId as CommandId;
    desk.ask(actor(dele), settle(id, true));
    desk.ask(actor(ines), settle(id, true));
    desk.ask(actor(marta), settle(id, false));
    desk.ask(actor(marta), settle(id, true));
    expect(desk.refusals.map(({ reason }) => reason)).toEqual(['notAllowed', 'notAllowed', 'alreadySettled']);
    const own = opened();
    arrive(own, 51, { device: monday + HOUR, monotonic: 2 * HOUR }, monday + 3 * HOUR, actor(marta));
    own.ask(actor(marta), settle(disputeOf(own.get())?.commandId as CommandId, true));
    expect(own.refusals.at(-1)?.says).toContain('your own work');
  });

  it('[SLA29] is never credited to before the change that came before it', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    desk.ask(actor(dele), status('pending'));
    arrive(desk, 52, { device: monday + HOUR, monotonic: 3 * HOUR }, monday + 4 * HOUR);
    desk.ask(actor(marta), settle(disputeOf(desk.get())?.commandId as CommandId, true));
    expect(desk.get().resolvedAt).toBe(monday + 2 * HOUR);
  });
});

describe('work made offline that changes what follows', () => {
  it('[SLA29] is credited before a message that came before it: messages keep their own time', () => {
    const desk = opened();
    desk.pass(HOUR);
    desk.ask({ kind: 'system' }, requesterWrites(1));
    const device = monday + 30 * MINUTE;
    arrive(desk, 53, { device, monotonic: HOUR }, monday + 4 * HOUR);
    desk.ask(actor(marta), settle(disputeOf(desk.get())?.commandId as CommandId, true));
    expect(desk.get().resolvedAt).toBe(device);
  });

  it('[SLA29] may be the opening itself: then the ticket was opened when its device says', () => {
    const desk = createDesk();
    desk.now = monday + 4 * HOUR;
    const moment = momentOf(
      { device: monday, offset: 0, offsetError: 20, measuredAt: monday, monotonic: HOUR, bootId: 'a' },
      desk.now,
    );
    const intent = create('Phoned in at the depot', { mine: true });
    const decision = decide(null, commandOf(54, intent), actor(ines), moment, {
      reference: desk.reference,
      number: 100,
    });
    if (isRefusal(decision)) throw new Error(decision.says);
    desk.ticket = evolve(null, decision.events, desk.reference);
    expect(desk.target('resolution').startedAt).toBe(desk.now);
    desk.ask(actor(marta), settle(disputeOf(desk.get())?.commandId as CommandId, true));
    expect(desk.target('resolution').startedAt).toBe(monday);
  });
});

describe('who judges', () => {
  const elsewhere: Actor = actor({
    ...marta,
    memberships: [
      { teamId: teamId(1), role: 'agent' },
      { teamId: teamId(3), role: 'supervisor' },
    ],
  });

  it('[SLA28] [SLA29] is a supervisor of the team that holds the ticket, not of another that sees it', () => {
    const { desk } = disputed();
    desk.ask(elsewhere, settle(disputeOf(desk.get())?.commandId as CommandId, true));
    desk.ask(actor(ines), status('closed'));
    desk.ask(elsewhere, {
      type: 'correctVerdict',
      body: { target: 'resolution', cycle: 1, verdict: 'met', reason: 'The site was shut.' },
    });
    expect(desk.refusals.map(({ reason }) => reason)).toEqual(['notAllowed', 'notAllowed']);
  });

  it('[SLA28] [SLA29] says why, in three letters to five hundred', () => {
    const body = { commandId: commandOf(1, status('open')).id, credit: true };
    const settling = (reason: string) =>
      settleTime.safeParse({ type: 'settleTime', body: { ...body, reason } }).success;
    const verdict = { target: 'resolution', cycle: 1, verdict: 'met' };
    const correcting = (reason: string) =>
      correctVerdict.safeParse({ type: 'correctVerdict', body: { ...verdict, reason } }).success;
    for (const reads of [settling, correcting]) {
      expect([reads('Why'), reads('x'.repeat(500))]).toEqual([true, true]);
      expect([reads(''), reads('  a '), reads('x'.repeat(501))]).toEqual([false, false, false]);
    }
  });
});

describe('final verdicts', () => {
  const closed = () => {
    const desk = opened();
    desk.pass(9 * HOUR);
    desk.ask(actor(ines), status('resolved'));
    desk.ask(actor(ines), status('closed'));
    return desk;
  };
  const correct = (verdict: 'met' | 'missed') =>
    ({
      type: 'correctVerdict',
      body: { target: 'resolution', cycle: 1, verdict, reason: 'The site was shut.' },
    }) as const;

  it('[SLA28] no policy changes them', () => {
    const desk = closed();
    const before = JSON.stringify(desk.get().targets);
    expect(desk.get().targets.every(({ final }) => final)).toBe(true);
    const generous = policy({
      version: 2,
      targets: policy().targets.map((target) => ({ ...target, amounts: { 1: 1e6, 2: 1e6, 3: 1e6, 4: 1e6 } })),
    });
    desk.reference = reference({ policies: [policy(), generous] });
    desk.ask(actor(ines), { type: 'tag', body: { add: ['later'], remove: [] } });
    expect(JSON.stringify(desk.get().targets)).toBe(before);
    desk.ask({ kind: 'system' }, requesterWrites(1));
    expect(desk.target('resolution', 1)).toMatchObject({ verdict: 'missed', policyVersion: 1, final: true });
    expect(desk.target('resolution', 2)).toMatchObject({ state: 'running', policyVersion: 2 });
  });

  it('[SLA28] a correction is a new entry: who, why, before and after; what follows keeps it', () => {
    const desk = closed();
    desk.ask(actor(marta), correct('met'));
    const correction = { at: desk.now, by: marta.id, reason: 'The site was shut.', before: 'missed', after: 'met' };
    expect(desk.target('resolution')).toMatchObject({ verdict: 'met', corrections: [correction] });
    desk.ask(actor(ines), { type: 'tag', body: { add: ['later'], remove: [] } });
    desk.ask(actor(marta), correct('missed'));
    expect(desk.target('resolution').corrections?.map(({ after }) => after)).toEqual(['met', 'missed']);
  });

  it('[SLA28] one that is still provisional follows the facts, and no correction', () => {
    const desk = opened();
    desk.pass(9 * HOUR);
    desk.ask(actor(ines), status('resolved'));
    desk.ask(actor(marta), correct('met'));
    expect(desk.refusals.map(({ reason }) => reason)).toEqual(['notNow']);
    expect(desk.target('resolution')).toMatchObject({ verdict: 'missed' });
  });

  it('[SLA28] of several cycles the one that is named is corrected', () => {
    const desk = closed();
    desk.ask({ kind: 'system' }, requesterWrites(1));
    desk.pass(HOUR);
    desk.ask(actor(ines), status('resolved'));
    desk.ask(actor(ines), status('closed'));
    const { type, body } = correct('missed');
    desk.ask(actor(marta), { type, body: { ...body, cycle: 2 } });
    expect(desk.refusals).toEqual([]);
    expect([desk.target('resolution', 1), desk.target('resolution', 2)]).toMatchObject([
      { verdict: 'missed' },
      { verdict: 'missed', corrections: [{ before: 'met', after: 'missed' }] },
    ]);
    expect(desk.target('resolution', 1).corrections).toBeUndefined();
  });

  it('[SLA28] only a supervisor corrects, only what is final, and only with a reason', () => {
    const desk = closed();
    desk.ask(actor(ines), correct('met'));
    desk.ask(actor(marta), correct('missed'));
    const open = opened();
    open.ask(actor(marta), correct('met'));
    expect([...desk.refusals, ...open.refusals].map(({ reason }) => reason)).toEqual([
      'notAllowed',
      'nothingToDo',
      'notNow',
    ]);
  });
});

describe('what a supervisor looks at', () => {
  it('[SLA30] a hold right after the requester wrote, unanswered, is counted; after an answer or later it is not', () => {
    const desk = opened();
    const hold = (passed: number) => {
      desk.pass(passed);
      desk.ask(actor(ines), status('pending'));
      desk.pass(HOUR);
      desk.ask({ kind: 'system' }, requesterWrites(desk.now));
    };
    hold(HOUR);
    expect(earlyHolds(desk.get().history)).toEqual([]);
    hold(5 * MINUTE);
    const [first] = earlyHolds(desk.get().history);
    expect(first).toMatchObject({ at: monday + 2 * HOUR + 5 * MINUTE, after: monday + 2 * HOUR, on: 'requester' });
    expect(first?.until).toBe(monday + 3 * HOUR + 5 * MINUTE);
    hold(5 * MINUTE + 1);
    expect(earlyHolds(desk.get().history)).toHaveLength(1);
    desk.ask(actor(ines), reply(1, { thenWait: true }));
    expect(earlyHolds(desk.get().history)).toHaveLength(1);
  });
});

describe('the next update', () => {
  const withUpdates = () => {
    const [first, ...others] = policy().targets;
    if (!first) throw new Error('a policy without targets');
    const amounts = { 1: 3_600, 2: 3_600, 3: 7_200, 4: 7_200 };
    const targets = [first, ...others, { ...first, kind: 'update' as const, amounts }];
    const desk = createDesk({ reference: reference({ policies: [policy({ targets })] }) });
    desk.open();
    return desk;
  };

  it('[SLA22] is due again and again, from one public word to the next, until it is resolved', () => {
    const desk = withUpdates();
    expect(desk.get().targets.some(({ kind }) => kind === 'update')).toBe(false);
    desk.pass(10 * MINUTE);
    desk.ask(actor(ines), reply(1));
    expect(desk.target('update')).toMatchObject({ state: 'running', dueAt: desk.now + 2 * HOUR });
    desk.pass(3 * HOUR);
    desk.ask(actor(ines), reply(2));
    expect(desk.target('update', 1)).toMatchObject({ verdict: 'missed', endedBy: 'reply' });
    expect(desk.target('update', 2)).toMatchObject({ state: 'running', startedAt: desk.now });
    desk.ask(actor(ines), status('resolved'));
    expect(desk.target('update', 2)).toMatchObject({ verdict: 'met', endedBy: 'resolved' });
    desk.pass(HOUR);
    desk.ask(actor(ines), status('open'));
    expect(desk.target('update', 3)).toMatchObject({ state: 'running', startedAt: desk.now });
  });

  it('is what was promised by word, else by policy; before the first answer that answer is the next word', () => {
    const desk = withUpdates();
    expect([nextUpdateDue(desk.get()), nextWordDue(desk.get())]).toEqual([null, monday + HOUR]);
    desk.ask(actor(ines), reply(1));
    expect(nextUpdateDue(desk.get())).toBe(monday + 2 * HOUR);
    desk.ask(actor(ines), reply(2, { promisedUntil: monday + 30 * MINUTE }));
    expect(nextUpdateDue(desk.get())).toBe(monday + 30 * MINUTE);
  });
});
