import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Actor, can } from '#core/access.ts';
import type { Intent } from '#core/commands/command.ts';
import { alertsFor } from '#core/escalation/alert.ts';
import { isRefusal } from '#core/refusal.ts';
import type { EscalationState } from '#core/ticket/escalation.ts';
import type { Status } from '#core/ticket/history.ts';
import {
  accept,
  actor,
  ada,
  createDesk,
  dele,
  escalationId,
  everybody,
  fullPacket,
  giveBack,
  greta,
  HOUR,
  ines,
  lapse,
  MINUTE,
  marta,
  mirel,
  offer,
  reference,
  reply,
  requesterWrites,
  ruben,
  rule,
  status,
  teamId,
  viewer,
} from './desk.ts';

const offered = () => {
  const desk = createDesk();
  desk.open();
  desk.ask(actor(ines), offer(1));
  return desk;
};

describe('the handoff contract', () => {
  it('[ESC1] [ESC6] the sender is accountable until somebody accepts', () => {
    const desk = offered();
    expect(desk.get().accountable).toEqual({ teamId: teamId(1), personId: ines.id });
    desk.pass(MINUTE);
    desk.ask(actor(ruben), accept(1));
    expect(desk.get().accountable).toEqual({ teamId: teamId(2), personId: ruben.id });
    expect(desk.get().escalations[0]).toMatchObject({
      state: 'accepted',
      settledBy: ruben.id,
      goal: 'Align the key lifetimes',
    });
    expect(desk.get().heldBefore).toEqual([teamId(1)]);
  });

  it('[ESC2] a second offer is refused and says who made the first', () => {
    const desk = offered();
    expect(desk.ask(actor(dele), offer(2))).toMatchObject({ reason: 'offerOpen', by: ines.id });
  });

  it('[ESC3] a team without the skill is refused, unless the reason is said', () => {
    const desk = createDesk();
    desk.open();
    expect(desk.ask(actor(ines), offer(1, { teamId: teamId(3) }))).toMatchObject({
      reason: 'noSkill',
      missing: ['network'],
    });
    desk.ask(actor(ines), offer(2, { teamId: teamId(3), skillOverride: 'They own the laptop image' }));
    expect(desk.get().escalations[0]).toMatchObject({ state: 'offered', reasonNote: 'They own the laptop image' });
  });

  it('[ESC4] a packet below the bar is refused with what is missing by name', () => {
    const desk = createDesk();
    desk.open();
    const packet = { ...fullPacket, tried: '', asked: 'no', promisedUntil: null };
    const refusal = desk.ask(actor(ines), offer(1, { packet }));
    expect(refusal).toMatchObject({ reason: 'packetBelowBar', missing: ['tried', 'asked', 'promised until'] });
    expect(desk.get().escalations).toEqual([]);
  });

  it('[ESC5] the first to commit wins, the other hears who was first', () => {
    const desk = offered();
    desk.ask(actor(ruben), accept(1));
    const late = desk.ask(actor(mirel), accept(1), desk.now - HOUR);
    expect(late).toMatchObject({ reason: 'alreadySettled', by: ruben.id });
    expect(desk.get().accountable.personId).toBe(ruben.id);
  });

  it('[ESC5] nobody but the receiving team answers', () => {
    const desk = offered();
    for (const stranger of [ines, greta, viewer]) {
      expect(desk.ask(actor(stranger), accept(1))).toMatchObject({ reason: 'notAllowed' });
      expect(desk.ask(actor(stranger), giveBack(1))).toMatchObject({ reason: 'notAllowed' });
    }
  });

  it('[ESC7] a return names reason and need, and the sender keeps it', () => {
    const desk = offered();
    desk.ask(actor(mirel), giveBack(1));
    expect(desk.get().escalations[0]).toMatchObject({
      state: 'returned',
      returnReason: 'packetIncomplete',
      returnNote: 'The gateway log',
    });
    expect(desk.get().accountable.personId).toBe(ines.id);
    desk.ask(actor(ines), offer(2));
    expect(desk.get().escalations[1]?.round).toBe(2);
  });

  it('[ESC8] the sending side takes an offer back', () => {
    const desk = offered();
    const withdraw: Intent = { type: 'withdrawHandoff', body: { escalationId: escalationId(1), note: '' } };
    expect(desk.ask(actor(ruben), withdraw)).toMatchObject({ reason: 'notAllowed' });
    desk.ask(actor(dele), withdraw);
    expect(desk.get().escalations[0]?.state).toBe('withdrawn');
  });

  it('[ESC9] lapses in its time, not a moment sooner, and tells both supervisors and the sender', () => {
    const desk = offered();
    expect(desk.get().escalations[0]?.lapsesAt).toBe(desk.now + 5 * MINUTE);
    desk.pass(5 * MINUTE - 1);
    expect(desk.ask(rule, lapse(1))).toMatchObject({ reason: 'notNow' });
    desk.pass(1);
    desk.ask(rule, lapse(1));
    expect(desk.get().escalations[0]).toMatchObject({ state: 'lapsed', alerted: [marta.id, ines.id] });
    expect(desk.get().accountable.personId).toBe(ines.id);
  });

  it('[ESC9] an offer made offline lives its time from when it arrived, not from when it was made', () => {
    const desk = createDesk();
    desk.open();
    const pressed = desk.now + MINUTE;
    desk.pass(8 * HOUR);
    desk.ask(actor(ines), offer(1), pressed);
    expect(desk.get().escalations[0]).toMatchObject({ offeredAt: pressed, lapsesAt: desk.now + 5 * MINUTE });
  });

  it('[ESC9] a lapse is also told to who holds the ticket by then', () => {
    const desk = offered();
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
    desk.pass(HOUR);
    desk.ask(rule, lapse(1));
    expect(desk.get().escalations[0]?.alerted).toEqual([marta.id, ines.id, dele.id]);
  });

  it('[ESC9] a supervisor who is in neither team sees what lapsed, and rings', () => {
    const outside = { ...marta, memberships: [] };
    const desk = createDesk({
      reference: reference({ people: everybody.map((one) => (one.id === marta.id ? outside : one)) }),
    });
    desk.open();
    desk.ask(actor(ines), offer(1));
    expect(can(actor(outside), 'ticket.see', { ticket: desk.get() })).toBe(false);
    desk.pass(HOUR);
    desk.ask(rule, lapse(1));
    expect(can(actor(outside), 'ticket.see', { ticket: desk.get() })).toBe(true);
    expect(alertsFor(desk.get(), outside)).toMatchObject([{ kind: 'offerLapsed' }]);
  });

  it('[ESC9] no console can make an offer lapse', () => {
    const desk = offered();
    desk.pass(HOUR);
    expect(desk.ask(actor(marta), lapse(1))).toMatchObject({ reason: 'notAllowed' });
  });

  it('[ESC10] resolving takes the open offer back', () => {
    const desk = offered();
    desk.ask(actor(ines), status('resolved'));
    expect(desk.get().escalations[0]?.state).toBe('withdrawn');
  });

  it('[ESC11] an agent cannot move a ticket across teams, a supervisor can, with a reason', () => {
    const desk = createDesk();
    desk.open();
    const move: Intent = { type: 'reassign', body: { teamId: teamId(2), personId: null, reason: 'Wrong queue' } };
    expect(desk.ask(actor(ines), move)).toMatchObject({ reason: 'notAllowed' });
    desk.ask(actor(marta), move);
    expect(desk.get().accountable).toEqual({ teamId: teamId(2), personId: null });
  });

  it('[ESC1] [ESC2] [ESC12] holds in any order of anybody doing anything', () => {
    const next: Record<Status, Status[]> = {
      new: ['open', 'pending', 'onHold', 'resolved'],
      open: ['pending', 'onHold', 'resolved'],
      pending: ['open', 'onHold', 'resolved'],
      onHold: ['open', 'pending', 'resolved', 'onHold'],
      resolved: ['open', 'closed'],
      closed: ['open'],
    };
    const settles: Record<EscalationState, EscalationState[]> = {
      offered: ['accepted', 'returned', 'withdrawn', 'lapsed'],
      accepted: [],
      returned: [],
      withdrawn: [],
      lapsed: [],
    };
    const who = fc.constantFrom<Actor>(...everybody.map(actor), rule);
    const what = fc.oneof(
      fc.integer({ min: 1, max: 6 }).chain((n) => fc.constantFrom(offer(n), accept(n), giveBack(n), lapse(n))),
      fc.constantFrom<Intent>(
        status('open'),
        status('pending'),
        status('resolved'),
        status('closed'),
        status('onHold', 'vendor'),
        reply(1),
        requesterWrites(2),
        { type: 'take', body: {} },
        { type: 'release', body: {} },
        { type: 'assign', body: { personId: dele.id } },
        { type: 'reassign', body: { teamId: teamId(2), personId: null, reason: 'Because' } },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(who, what, fc.integer({ min: 0, max: 4 * MINUTE })), { maxLength: 40 }),
        (steps) => {
          const desk = createDesk();
          desk.open();
          for (const [by, intent, wait] of steps) {
            desk.pass(wait);
            const before = desk.get();
            const after = desk.ask(by, intent);
            if (isRefusal(after)) {
              expect(after.says.length).toBeGreaterThan(10);
              continue;
            }
            const { status: was, accountable: held } = before;
            if (after.status !== was) expect(next[was]).toContain(after.status);
            expect(after.accountable.teamId).toBeTruthy();
            expect(after.escalations.filter((one) => one.state === 'offered').length).toBeLessThanOrEqual(1);
            before.escalations.forEach((one, index) => {
              const state = after.escalations[index]?.state;
              if (state && state !== one.state) expect(settles[one.state]).toContain(state);
            });
            const moved = after.accountable.teamId !== held.teamId;
            if (moved) expect(['acceptHandoff', 'reassign']).toContain(intent.type);
            expect(after.rev).toBeGreaterThan(before.rev);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('what goes along with an answer', () => {
  const then = (part: { thenResolve?: boolean; thenWait?: boolean }) => reply(9, part);

  it('[ESC10] [ESC12] "send and resolve" takes the open offer back, as resolving does', () => {
    const desk = offered();
    desk.ask(actor(ines), then({ thenResolve: true }));
    expect(desk.get()).toMatchObject({ status: 'resolved' });
    expect(desk.get().escalations[0]?.state).toBe('withdrawn');
  });

  it('[ESC12] "send and wait" on what is done is refused, "send and resolve" on a closed ticket leaves it closed', () => {
    const desk = createDesk();
    desk.open();
    desk.ask(actor(ines), status('resolved'));
    expect(desk.ask(actor(ines), then({ thenWait: true }))).toMatchObject({ reason: 'notNow' });
    desk.ask(actor(ines), status('closed'));
    desk.ask(actor(ines), then({ thenResolve: true }));
    expect(desk.get().status).toBe('closed');
  });

  it('[ESC10] a rule that resolves takes the offer back too', () => {
    const desk = offered();
    desk.ask(rule, status('resolved'));
    expect(desk.get().escalations[0]).toMatchObject({ state: 'withdrawn', settledBy: null });
  });
});

describe('what rests on something that is no more', () => {
  const stale = (desk: ReturnType<typeof createDesk>, who: Parameters<typeof actor>[0], intent: Intent) => {
    const { status: was, priority, accountable: holder } = desk.get();
    return () => desk.ask(actor(who), intent, undefined, { status: was, priority, holder });
  };

  it('[ESC13] a status decided on another status is refused, and says what it is now', () => {
    const desk = createDesk();
    desk.open();
    desk.ask(actor(ines), status('pending'));
    const reopenLate = stale(desk, ines, status('open'));
    desk.ask(actor(dele), status('resolved'));
    expect(reopenLate()).toMatchObject({ reason: 'notNow', says: expect.stringContaining('resolved') });
    expect(desk.get().status).toBe('resolved');
  });

  it('[ESC13] that somebody began meanwhile changes nothing for who decided on it', () => {
    const desk = createDesk();
    desk.open({ mine: false });
    const wait = stale(desk, ines, status('pending'));
    desk.ask(actor(dele), reply(1));
    expect(desk.get().status).toBe('open');
    wait();
    expect(desk.get().status).toBe('pending');
  });

  it('[ESC13] nothing that somebody decided on their own ticket is done to it once another holds it', () => {
    const decisions: Intent[] = [
      offer(2),
      status('pending'),
      status('resolved'),
      { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } },
      reply(7, { thenWait: true }),
      reply(7, { thenResolve: true }),
    ];
    for (const intent of decisions) {
      const desk = createDesk();
      desk.open();
      const late = stale(desk, ines, intent);
      desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
      const before = desk.get();
      expect(late(), intent.type).toMatchObject({ reason: 'alreadyTaken', by: dele.id });
      expect(desk.get(), intent.type).toEqual(before);
    }
  });

  it('[ESC13] an offer is not taken back by who thought it their own while another holds the ticket', () => {
    const desk = offered();
    const late = stale(desk, ines, { type: 'withdrawHandoff', body: { escalationId: escalationId(1), note: '' } });
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
    expect(late()).toMatchObject({ reason: 'alreadyTaken', by: dele.id });
    expect(desk.get().escalations[0]?.state).toBe('offered');
  });

  it('[ESC13] an answer that settles nothing is said all the same', () => {
    const desk = createDesk();
    desk.open();
    const late = stale(desk, ines, reply(7));
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
    expect(isRefusal(late())).toBe(false);
  });

  it('[ESC13] "send and wait" on what is done by now is refused with its words, not said without its wait', () => {
    const desk = createDesk();
    desk.open();
    const late = stale(desk, ines, reply(7, { thenWait: true }));
    desk.ask(actor(dele), status('onHold', 'vendor'));
    expect(late()).toMatchObject({ reason: 'notNow', says: expect.stringContaining('on hold') });
    expect(desk.get().lastMessage).toBeNull();
  });

  it('[ESC13] what was put back is not taken in another team than it was seen in', () => {
    const both = { ...ines, memberships: [...ines.memberships, ...ruben.memberships] };
    const desk = createDesk({
      reference: reference({ people: everybody.map((one) => (one.id === ines.id ? both : one)) }),
    });
    desk.open({ mine: false });
    const late = stale(desk, both, { type: 'take', body: {} });
    desk.ask(actor(marta), { type: 'reassign', body: { teamId: teamId(2), personId: null, reason: 'Wrong queue' } });
    expect(late()).toMatchObject({ reason: 'alreadyTaken', says: expect.stringContaining('Network') });
  });

  it('[ESC13] a supervisor far from the line takes nothing from who took it meanwhile', () => {
    for (const intent of [
      { type: 'assign', body: { personId: ines.id } },
      { type: 'reassign', body: { teamId: teamId(2), personId: null, reason: 'Wrong queue' } },
    ] as const) {
      const desk = createDesk();
      desk.open({ mine: false });
      const late = stale(desk, marta, intent);
      desk.ask(actor(dele), { type: 'take', body: {} });
      expect(late()).toMatchObject({ reason: 'alreadyTaken', by: dele.id });
      expect(desk.get().accountable.personId).toBe(dele.id);
    }
  });

  it('[ESC13] a priority decided on another priority is refused', () => {
    const desk = createDesk();
    desk.open();
    const lower = stale(desk, ines, { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } });
    desk.ask(actor(dele), { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } });
    expect(lower()).toMatchObject({ reason: 'notNow' });
    expect(desk.get().priority).toBe(1);
  });
});

describe('who is gone', () => {
  it('[ESC14] nothing is offered or given to somebody who was deactivated', () => {
    const gone = { ...ruben, active: false };
    const desk = createDesk({
      reference: reference({ people: everybody.map((one) => (one.id === ruben.id ? gone : one)) }),
    });
    desk.open();
    expect(desk.ask(actor(ines), offer(1, { personId: ruben.id }))).toMatchObject({ reason: 'wrongTeam' });
    const give: Intent = { type: 'reassign', body: { teamId: teamId(2), personId: ruben.id, reason: 'His' } };
    expect(desk.ask(actor(marta), give)).toMatchObject({ reason: 'wrongTeam' });
  });

  it('[ESC14] a lapse is told to whoever supervises, and to administrators where nobody does', () => {
    const without = everybody.map((one) => (one.id === marta.id ? { ...marta, active: false } : one));
    const desk = createDesk({ reference: reference({ people: without }) });
    desk.open();
    desk.ask(actor(ines), offer(1));
    desk.pass(HOUR);
    desk.ask(rule, lapse(1));
    expect(desk.get().escalations[0]?.alerted).toEqual([ada.id, ines.id]);
  });
});
