import { describe, expect, it } from 'vitest';
import { alertsFor } from '#core/escalation/alert.ts';
import { escalate } from '#core/escalation/escalate.ts';
import { explain } from '#core/sla/explain.ts';
import type { Policy } from '#core/sla/policy.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import {
  actor,
  categoryId,
  createDesk,
  documentId,
  HOUR,
  ines,
  MINUTE,
  monday,
  policy,
  reference,
  reply,
  requesterWrites,
  status,
  text,
} from '../desk.ts';

/** First response within an hour, resolution within eight, around the clock. */
function opened(policies: Policy[] = [policy()]) {
  const desk = createDesk({ reference: reference({ policies }) });
  desk.open();
  return desk;
}
type Desk = ReturnType<typeof opened>;

const without = (version: number, ...kinds: TargetKind[]) =>
  policy({ version, at: monday, targets: policy().targets.filter(({ kind }) => !kinds.includes(kind)) });
const twice = (seconds: number | null) => seconds && 2 * seconds;
const generous = (version: number): Policy => {
  const targets = policy().targets.map((target) => {
    const { 1: first, 2: second, 3: third, 4: fourth } = target.amounts;
    return { ...target, amounts: { 1: twice(first), 2: twice(second), 3: twice(third), 4: twice(fourth) } };
  });
  return policy({ version, at: monday, targets });
};

/** Published, and judged anew by whatever happens next. */
function publish(desk: Desk, next: Policy): void {
  desk.reference = reference({ policies: [...desk.reference.data.policies, next] });
  note(desk);
}
const note = (desk: Desk) => desk.ask(actor(ines), { type: 'note', body: { text: text(desk.get().rev + 500) } });
const kinds = (desk: Desk) => desk.get().targets.map(({ kind }) => kind);
const breaches = (desk: Desk) =>
  alertsFor(desk.get(), ines)
    .filter(({ kind, target }) => kind === 'breach' && target === 'firstResponse')
    .map(({ id }) => id);

describe('a target that is overdue when no policy names it any more', () => {
  it('[SLA17] stays, by the version that judged it, until it ends', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    publish(desk, without(2, 'firstResponse'));
    const missed = { amount: HOUR, dueAt: monday + HOUR, policyVersion: 1, state: 'running' };
    expect(desk.target('firstResponse')).toMatchObject(missed);
    desk.pass(HOUR);
    note(desk);
    publish(desk, without(3, 'firstResponse'));
    expect(desk.target('firstResponse')).toMatchObject(missed);
    desk.ask(actor(ines), reply(1));
    const ended = { state: 'ended', verdict: 'missed', endedBy: 'reply', used: 3 * HOUR, policyVersion: 1 };
    expect(desk.target('firstResponse')).toMatchObject(ended);
    desk.ask(actor(ines), status('resolved'));
    desk.ask(actor(ines), status('closed'));
    publish(desk, generous(4));
    expect(desk.target('firstResponse')).toMatchObject({ ...ended, final: true });
  });

  it('[SLA17] goes, where it is not overdue yet, and in the very instant it is due', () => {
    for (const passed of [30 * MINUTE, HOUR]) {
      const desk = opened();
      desk.pass(passed);
      publish(desk, without(2, 'firstResponse'));
      expect(kinds(desk)).toEqual(['resolution']);
      desk.pass(9 * HOUR);
      note(desk);
      expect(kinds(desk)).toEqual(['resolution']);
    }
    const late = opened();
    late.pass(HOUR + 1);
    publish(late, without(2, 'firstResponse'));
    expect(kinds(late)).toEqual(['firstResponse', 'resolution']);
  });

  it('[SLA17] [SLA16] paused over its amount it stays as well, and goes on when that ends', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    desk.ask(actor(ines), status('pending'));
    publish(desk, without(2, 'firstResponse'));
    desk.pass(HOUR);
    expect(desk.target('firstResponse')).toMatchObject({ state: 'paused', used: 2 * HOUR, dueAt: monday + HOUR });
    desk.ask(actor(ines), status('open'));
    desk.pass(HOUR);
    desk.ask(actor(ines), reply(1));
    expect(desk.target('firstResponse')).toMatchObject({ verdict: 'missed', used: 3 * HOUR });
    const within = opened();
    within.pass(HOUR);
    within.ask(actor(ines), status('pending'));
    within.pass(HOUR);
    publish(within, without(2, 'firstResponse'));
    expect(kinds(within)).toEqual(['resolution']);
  });

  it('[SLA17] a change of priority that promises none leaves it, and so does another policy', () => {
    const targets = policy().targets.map((target) => ({ ...target, amounts: { ...target.amounts, 4: null } }));
    const lowered = opened([policy({ targets })]);
    lowered.pass(2 * HOUR);
    lowered.ask(actor(ines), { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } });
    expect(lowered.get().priority).toBe(4);
    expect(kinds(lowered)).toEqual(['firstResponse']);
    note(lowered);
    expect(lowered.target('firstResponse')).toMatchObject({ amount: HOUR, dueAt: monday + HOUR });

    const match = { ...policy().match, categoryIds: [categoryId(2)] };
    const other = policy({ id: documentId(11), order: 0, match, targets: without(1, 'firstResponse').targets });
    const moved = createDesk({
      reference: reference({
        policies: [other, policy()],
        categories: [1, 2].map((n) => ({ id: categoryId(n), name: `Category ${n}`, skill: null })),
      }),
    });
    moved.open();
    moved.pass(2 * HOUR);
    moved.ask(actor(ines), { type: 'categorise', body: { categoryId: categoryId(2), serviceId: null } });
    expect(moved.target('resolution').policyId).toBe(other.id);
    expect(moved.target('firstResponse').policyId).toBe(policy().id);
  });

  it('[SLA17] [SLA20] what was changed offline before it was due lets it go, whenever that arrives', () => {
    const targets = policy().targets.map((target) => ({ ...target, amounts: { ...target.amounts, 4: null } }));
    const desk = opened([policy({ targets })]);
    desk.pass(5 * HOUR);
    const lower = { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } } as const;
    desk.ask(actor(ines), lower, monday + 30 * MINUTE);
    expect(kinds(desk)).toEqual([]);
  });

  it('[SLA17] [SLA20] once it stays it stays, whatever comes late', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    publish(desk, without(2, 'firstResponse'));
    desk.pass(HOUR);
    desk.ask(actor(ines), { type: 'note', body: { text: text(1) } }, monday + 10 * MINUTE);
    expect(desk.target('firstResponse')).toMatchObject({ state: 'running', dueAt: monday + HOUR });
    desk.ask(actor(ines), reply(2), monday + 50 * MINUTE);
    expect(desk.target('firstResponse')).toMatchObject({ verdict: 'met', used: 50 * MINUTE, policyVersion: 1 });
  });

  it('[SLA17] [SLA19] a later version that names it judges it as any other', () => {
    const desk = opened();
    desk.pass(90 * MINUTE);
    publish(desk, without(2, 'firstResponse'));
    publish(desk, generous(3));
    expect(desk.target('firstResponse')).toMatchObject({
      amount: 2 * HOUR,
      dueAt: monday + 2 * HOUR,
      policyVersion: 3,
    });
    publish(desk, without(4, 'firstResponse'));
    expect(kinds(desk)).toEqual(['resolution']);
  });

  it('[SLA17] [SLA14] missed and taken up again under a policy without it, it goes on', () => {
    const desk = opened();
    desk.pass(9 * HOUR);
    desk.ask(actor(ines), status('resolved'));
    publish(desk, without(2, 'resolution'));
    desk.pass(HOUR);
    desk.ask(actor(ines), status('open'));
    expect(desk.target('resolution')).toMatchObject({ state: 'running', used: 9 * HOUR, policyVersion: 1 });
  });

  it('[SLA13] [SLA17] the next message is no cycle of it: nobody promises that any more', () => {
    const desk = opened();
    desk.ask(actor(ines), reply(1));
    desk.pass(MINUTE);
    desk.ask({ kind: 'system' }, requesterWrites(2));
    desk.pass(3 * HOUR);
    publish(desk, without(2, 'nextResponse'));
    desk.ask(actor(ines), reply(3));
    desk.ask({ kind: 'system' }, requesterWrites(4));
    const waits = desk.get().targets.filter(({ kind }) => kind === 'nextResponse');
    expect(waits.map(({ cycle, verdict }) => [cycle, verdict])).toEqual([[1, 'missed']]);
  });

  it('[ESC28] its breach does not ring again, though what else is promised rings anew', () => {
    const desk = opened();
    const [first] = breaches(desk);
    desk.pass(2 * HOUR);
    publish(desk, { ...generous(2), targets: generous(2).targets.filter(({ kind }) => kind !== 'firstResponse') });
    expect(desk.get().basis).toBe(1);
    expect(breaches(desk)).toEqual([first]);
    const announced = escalate(desk.get(), desk.now).map(({ key }) => key);
    expect(announced).toContain(first);
    desk.ask(actor(ines), { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } });
    expect(desk.get().basis).toBe(2);
    expect(breaches(desk)).toEqual([first]);
    expect(escalate(desk.get(), desk.now).filter(({ key }) => key.includes('/firstResponse/1/1/'))).toHaveLength(1);
  });

  it('[ESC28] nor does that of one which a change of priority left', () => {
    const targets = policy().targets.map((target) => ({ ...target, amounts: { ...target.amounts, 4: null } }));
    const desk = opened([policy({ targets })]);
    const [first] = breaches(desk);
    desk.pass(2 * HOUR);
    desk.ask(actor(ines), { type: 'setPriority', body: { impact: 3, urgency: 3, override: null } });
    expect(desk.get().basis).toBe(1);
    expect(breaches(desk)).toEqual([first]);
  });

  it('[EXPLAIN2] is explained by the version that judges it', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    publish(desk, without(2, 'firstResponse'));
    const told = explain(desk.get(), desk.target('firstResponse'), desk.reference, monday + 3 * HOUR);
    expect(told).toMatchObject({ used: 3 * HOUR, until: monday + 3 * HOUR, policyName: 'Standard' });
    expect(told?.segments.map(({ because }) => because.kind)).toEqual(['started']);
  });
});
