import { describe, expect, it } from 'vitest';
import { alertsFor, upcoming } from '#core/escalation/alert.ts';
import { duesOf, escalate } from '#core/escalation/escalate.ts';
import { nearestTarget } from '#core/sla/urgency.ts';
import {
  accept,
  actor,
  categoryId,
  createDesk,
  dele,
  documentId,
  escalationId,
  everybody,
  giveBack,
  HOUR,
  ines,
  lapse,
  MINUTE,
  marta,
  mirel,
  offer,
  policy,
  reference,
  reply,
  ruben,
  rule,
  status,
  teamId,
  viewer,
} from './desk.ts';

const system = { kind: 'system' } as const;
const opened = (mine = true) => {
  const desk = createDesk();
  desk.open({ mine });
  return desk;
};
const ids = (alerts: { id: string }[]) => alerts.map((alert) => alert.id.split('/').slice(1).join('/')).sort();

describe('what rings', () => {
  it('[ESC21] a clock rings for who is accountable', () => {
    const desk = opened();
    expect(ids(alertsFor(desk.get(), ines))).toEqual([
      'firstResponse/1/0.75/0',
      'firstResponse/1/0.9/0',
      'firstResponse/1/1/0',
      'resolution/1/0.75/0',
      'resolution/1/0.9/0',
      'resolution/1/1/0',
    ]);
    expect(alertsFor(desk.get(), dele)).toEqual([]);
    const breach = alertsFor(desk.get(), ines).find(
      (alert) => alert.kind === 'breach' && alert.target === 'firstResponse',
    );
    expect(breach).toMatchObject({ ringAt: desk.now + HOUR, dueAt: desk.now + HOUR, threshold: 1 });
  });

  it('[ESC21] while nobody holds it, it rings for the agents of the team, not for lookers-on or supervisors', () => {
    const desk = opened(false);
    const heard = [ines, dele, viewer, marta, ruben].filter((person) => alertsFor(desk.get(), person).length > 0);
    expect(heard).toEqual([ines, dele]);
  });

  it('[ESC20] a pause moves when it rings, not what it is called; a change of priority makes new ones', () => {
    const desk = opened();
    const before = alertsFor(desk.get(), ines);
    desk.ask(actor(ines), status('pending'));
    desk.pass(HOUR);
    desk.ask(actor(ines), status('open'));
    const after = alertsFor(desk.get(), ines);
    expect(ids(after)).toEqual(ids(before));
    expect(after.map((alert) => alert.ringAt)).toEqual(before.map((alert) => alert.ringAt + HOUR));
    desk.ask(actor(ines), { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } });
    expect(ids(alertsFor(desk.get(), ines))).not.toEqual(ids(before));
  });

  it('[ESC24] a paused target rings nothing that lies ahead, an ended one nothing at all', () => {
    const desk = opened();
    desk.ask(actor(ines), status('pending'));
    expect(alertsFor(desk.get(), ines)).toEqual([]);
    desk.ask(actor(ines), status('open'));
    desk.ask(actor(ines), reply(1));
    expect(ids(alertsFor(desk.get(), ines)).every((id) => id.startsWith('resolution'))).toBe(true);
    desk.ask(actor(ines), status('resolved'));
    expect(alertsFor(desk.get(), ines)).toEqual([]);
  });

  it('[ESC22] an offer rings for the team, or for the one person it is made to', () => {
    const desk = opened();
    desk.ask(actor(ines), offer(1));
    expect(alertsFor(desk.get(), ruben)).toMatchObject([
      { kind: 'offer', escalationId: escalationId(1), ringAt: desk.now },
    ]);
    expect(alertsFor(desk.get(), mirel)).toHaveLength(1);
    const named = opened();
    named.ask(actor(ines), offer(1, { personId: ruben.id }));
    expect(alertsFor(named.get(), ruben)).toHaveLength(1);
    expect(alertsFor(named.get(), mirel)).toEqual([]);
    named.ask(actor(ruben), accept(1));
    expect(alertsFor(named.get(), ruben).some((alert) => alert.kind === 'offer')).toBe(false);
  });

  it('[ESC22] a lapsed offer rings for both sides until somebody deals with it', () => {
    const desk = opened();
    desk.ask(actor(ines), offer(1));
    desk.pass(5 * MINUTE);
    desk.ask(rule, lapse(1));
    const heard = [ines, marta, ruben].filter((who) =>
      alertsFor(desk.get(), who).some((one) => one.kind === 'offerLapsed'),
    );
    expect(heard).toEqual([ines, marta]);
    desk.ask(actor(ines), offer(2));
    expect(alertsFor(desk.get(), marta)).toEqual([]);
  });

  it('[ESC26] being given a ticket rings once, taking one does not', () => {
    const desk = opened(false);
    const heard = () => alertsFor(desk.get(), dele).filter((alert) => alert.kind === 'assigned');
    desk.ask(actor(dele), { type: 'take', body: {} });
    expect(heard()).toEqual([]);
    desk.ask(actor(dele), { type: 'release', body: {} });
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
    expect(heard()).toHaveLength(1);
    expect(upcoming(heard(), desk.now + HOUR)).toEqual([]);
  });

  it('[ESC27] an offer made offline rings when it arrives, however long ago it was pressed', () => {
    const desk = opened();
    const pressed = desk.now;
    desk.pass(2 * HOUR);
    desk.ask(actor(ines), offer(1), pressed);
    expect(alertsFor(desk.get(), ruben)).toMatchObject([{ kind: 'offer', ringAt: desk.now }]);
  });

  it('[ESC26] work given offline rings from when it arrived, however long ago it was pressed', () => {
    const desk = opened(false);
    const pressed = desk.now;
    desk.pass(2 * HOUR);
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } }, pressed);
    const heard = alertsFor(desk.get(), dele).filter((alert) => alert.kind === 'assigned');
    expect(heard).toMatchObject([{ ringAt: desk.now }]);
    expect(upcoming(heard, desk.now + MINUTE)).toEqual(heard);
  });

  it('[ESC32] a returned handoff rings for who offered it and who holds it, from when it arrived, until the next one', () => {
    const desk = opened();
    desk.ask(actor(ines), offer(1));
    desk.ask(actor(marta), { type: 'assign', body: { personId: dele.id } });
    const pressed = desk.now;
    desk.pass(HOUR);
    desk.ask(actor(ruben), giveBack(1), pressed);
    const heard = () =>
      [ines, dele, marta, ruben, mirel].filter((who) =>
        alertsFor(desk.get(), who).some((one) => one.kind === 'returned'),
      );
    expect(heard()).toEqual([ines, dele]);
    const returned = alertsFor(desk.get(), ines).filter((one) => one.kind === 'returned');
    expect(returned).toMatchObject([{ escalationId: escalationId(1), ringAt: desk.now }]);
    expect(upcoming(returned, desk.now + HOUR)).toEqual(returned);
    desk.ask(actor(dele), offer(2));
    expect(heard()).toEqual([]);
  });

  it('[ESC33] what somebody acknowledged rings for them on no device any more, and goes on for others', () => {
    const desk = opened(false);
    const [first] = alertsFor(desk.get(), ines);
    if (!first) throw new Error('nothing rings');
    const say = (who: typeof ines, state: 'seen' | 'acknowledged') =>
      desk.ask(actor(who), { type: 'reportAlert', body: { alertId: first.id, state, reason: null } });
    say(ines, 'seen');
    expect(alertsFor(desk.get(), ines)).toContainEqual(first);
    say(ines, 'acknowledged');
    expect(alertsFor(desk.get(), ines).map(({ id }) => id)).not.toContain(first.id);
    expect(alertsFor(desk.get(), ines)).toHaveLength(5);
    expect(alertsFor(desk.get(), dele)).toContainEqual(first);
    for (let n = 0; n < 200; n += 1) {
      const alertId = `${first.id}/${n}`;
      desk.ask(actor(dele), { type: 'reportAlert', body: { alertId, state: 'acknowledged', reason: null } });
    }
    expect(desk.get().acknowledged).toHaveLength(60);
  });

  it('[ESC14] an offer to somebody who left rings for the team, once the server has opened it to them', () => {
    const gone = { ...ruben, active: false };
    const desk = opened();
    desk.ask(actor(ines), offer(1, { personId: ruben.id }));
    const open = { type: 'readdressHandoff', body: { escalationId: escalationId(1) } } as const;
    expect(desk.ask(system, open)).toMatchObject({ reason: 'nothingToDo' });
    expect(desk.ask(actor(ines), open)).toMatchObject({ reason: 'notAllowed' });
    desk.reference = reference({ people: everybody.map((one) => (one.id === ruben.id ? gone : one)) });
    desk.ask(system, open);
    expect(desk.get().escalations[0]).toMatchObject({ state: 'offered', to: { teamId: teamId(2), personId: null } });
    expect(alertsFor(desk.get(), mirel)).toMatchObject([{ kind: 'offer', escalationId: escalationId(1) }]);
  });

  it('[ESC28] another policy by category makes new alerts', () => {
    const strict = policy({
      id: documentId(11),
      order: 0,
      match: { ...policy().match, categoryIds: [categoryId(2)] },
    });
    const desk = createDesk({
      reference: reference({
        policies: [strict, policy()],
        categories: [
          { id: categoryId(1), name: 'VPN', skill: 'network' },
          { id: categoryId(2), name: 'Mail', skill: null },
        ],
      }),
    });
    desk.open();
    const before = ids(alertsFor(desk.get(), ines));
    desk.ask(actor(ines), { type: 'categorise', body: { categoryId: categoryId(2), serviceId: null } });
    expect(desk.target('resolution').policyId).toBe(strict.id);
    expect(ids(alertsFor(desk.get(), ines)).filter((id) => before.includes(id))).toEqual([]);
    desk.ask(actor(ines), { type: 'rename', body: { subject: 'Mail is late' } });
    expect(desk.get().basis).toBe(1);
  });

  it('[ESC23] old warnings fall away, breaches stay', () => {
    const desk = opened();
    const later = desk.now + 20 * HOUR;
    expect(upcoming(alertsFor(desk.get(), ines), later).map((alert) => alert.kind)).toEqual(['breach', 'breach']);
    expect(upcoming(alertsFor(desk.get(), ines), desk.now)).toHaveLength(6);
  });
});

describe('what happens by itself', () => {
  it('[ESC25] each threshold and each lapse once, at its time, under a stable key', () => {
    const desk = opened();
    desk.ask(actor(ines), offer(1));
    const dues = duesOf(desk.get());
    expect(new Set(dues.map((due) => due.key)).size).toBe(dues.length);
    expect(dues.map((due) => due.intent.type).filter((type) => type === 'lapseHandoff')).toHaveLength(1);
    expect(escalate(desk.get(), desk.now)).toEqual([]);
    expect(escalate(desk.get(), desk.now + 5 * MINUTE).map((due) => due.key)).toEqual([`lapse/${escalationId(1)}`]);
    expect(escalate(desk.get(), desk.now + 45 * MINUTE).map((due) => due.intent.type)).toEqual([
      'lapseHandoff',
      'announceThreshold',
    ]);
  });

  it('[ESC25] a threshold is announced when it is reached and not before', () => {
    const desk = opened();
    const due = duesOf(desk.get()).find((one) => one.key.includes('firstResponse/1/1'));
    if (!due) throw new Error('no breach is due');
    expect(desk.ask(rule, due.intent)).toMatchObject({ reason: 'notNow' });
    desk.pass(HOUR);
    expect(desk.ask(rule, due.intent)).toMatchObject({ id: desk.get().id });
  });

  it('[ESC40] the answer to an offer rings as a clock for who owes it, and is nobody’s nearest breach', () => {
    const [first] = policy().targets;
    if (!first) throw new Error('a policy without targets');
    const amounts = { 1: 60, 2: 60, 3: 60, 4: 60 };
    const acknowledge = { ...first, kind: 'acknowledge' as const, amounts, warnings: [] };
    const targets = [...policy().targets, acknowledge];
    const desk = createDesk({ reference: reference({ policies: [policy({ targets })] }) });
    desk.open();
    desk.ask(actor(ines), offer(1));
    const kinds = (who: typeof ines) => alertsFor(desk.get(), who).map(({ target }) => target);
    expect(kinds(ruben)).toContain('acknowledge');
    expect(kinds(ines)).not.toContain('acknowledge');
    expect(nearestTarget(desk.get())?.kind).toBe('firstResponse');
  });

  it('[ESC41] a promise that is not kept by its time rings like a breach, for who is accountable', () => {
    const desk = opened();
    desk.ask(actor(ines), { type: 'promise', body: { until: desk.now + HOUR } });
    const promised = (who: typeof ines) => alertsFor(desk.get(), who).filter(({ id }) => id.includes('/promised/'));
    expect(promised(ines)).toMatchObject([{ kind: 'breach', target: 'update', ringAt: desk.now + HOUR }]);
    expect(promised(dele)).toEqual([]);
    desk.ask(actor(ines), reply(1));
    expect(promised(ines)).toEqual([]);
  });
});
