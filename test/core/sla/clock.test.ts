import { describe, expect, it } from 'vitest';
import {
  actor,
  categoryId,
  createDesk,
  dele,
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

const me = actor(ines);
const system = { kind: 'system' } as const;
/** P3: first response 1 h, next response 2 h, resolution 8 h, around the clock, pausing on the requester. */
const opened = () => {
  const desk = createDesk();
  desk.open();
  return desk;
};

describe('the targets of a ticket', () => {
  it('[SLA10] first response runs until the first public word', () => {
    const desk = opened();
    expect(desk.target('firstResponse')).toMatchObject({ state: 'running', dueAt: monday + HOUR, verdict: null });
    desk.pass(59 * MINUTE);
    desk.ask(me, reply(1));
    expect(desk.target('firstResponse')).toMatchObject({
      state: 'ended',
      verdict: 'met',
      endedBy: 'reply',
      used: 59 * MINUTE,
    });
  });

  it('[SLA10] a reply after the due time misses it, by the second', () => {
    const desk = opened();
    desk.pass(HOUR + 1000);
    desk.ask(me, reply(1));
    expect(desk.target('firstResponse')).toMatchObject({ verdict: 'missed', dueAt: monday + HOUR, used: HOUR + 1000 });
    const exact = opened();
    exact.pass(HOUR);
    exact.ask(me, reply(1));
    expect(exact.target('firstResponse').verdict).toBe('met');
  });

  it('[SLA11] resolving without a word ends it too, and says so', () => {
    const desk = opened();
    desk.pass(10 * MINUTE);
    desk.ask(me, status('resolved'));
    expect(desk.target('firstResponse')).toMatchObject({ state: 'ended', endedBy: 'resolved', verdict: 'met' });
  });

  it('[SLA12] an internal note ends nothing', () => {
    const desk = opened();
    desk.ask(me, { type: 'note', body: { text: text(1) } });
    expect(desk.target('firstResponse').state).toBe('running');
  });

  it('[SLA13] next response counts from the oldest unanswered message', () => {
    const desk = opened();
    expect(desk.get().targets.some((target) => target.kind === 'nextResponse')).toBe(false);
    desk.pass(10 * MINUTE);
    const asked = desk.now;
    desk.ask(system, requesterWrites(2));
    desk.pass(30 * MINUTE);
    desk.ask(system, requesterWrites(3));
    expect(desk.target('nextResponse')).toMatchObject({ state: 'running', startedAt: asked, dueAt: asked + 2 * HOUR });
    desk.ask(me, reply(4));
    desk.ask(system, requesterWrites(5));
    expect(desk.target('nextResponse', 1).verdict).toBe('met');
    expect(desk.target('nextResponse', 2)).toMatchObject({ state: 'running', startedAt: desk.now });
  });

  it('[SLA14] time resolved before a reopening is left out', () => {
    const desk = opened();
    desk.pass(HOUR);
    desk.ask(me, status('resolved'));
    desk.pass(20 * HOUR);
    desk.ask(me, status('open'));
    expect(desk.target('resolution')).toMatchObject({
      state: 'running',
      cycle: 1,
      used: HOUR,
      dueAt: desk.now + 7 * HOUR,
    });
  });

  it('[SLA15] reopening a closed ticket starts the next cycle, the ended one keeps its verdict', () => {
    const desk = opened();
    desk.pass(9 * HOUR);
    desk.ask(me, status('resolved'));
    desk.ask(me, status('closed'));
    desk.pass(HOUR);
    desk.ask(system, requesterWrites(1));
    expect(desk.get().status).toBe('open');
    expect(desk.target('resolution', 1)).toMatchObject({ state: 'ended', verdict: 'missed' });
    expect(desk.target('resolution', 2)).toMatchObject({ state: 'running', startedAt: desk.now, used: 0 });
  });

  it('[SLA16] waiting for the requester stops the clock: an amount left, no due time', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    desk.ask(me, status('pending'));
    desk.pass(5 * HOUR);
    expect(desk.target('resolution')).toMatchObject({ state: 'paused', dueAt: null, used: 2 * HOUR });
    expect(desk.target('resolution').warnings).toEqual([
      { share: 0.75, at: null },
      { share: 0.9, at: null },
    ]);
    desk.ask(system, requesterWrites(1));
    expect(desk.target('resolution')).toMatchObject({ state: 'running', dueAt: desk.now + 6 * HOUR });
  });

  it('[SLA16] waiting for whom the target does not name stops nothing', () => {
    const desk = opened();
    desk.ask(me, status('onHold', 'vendor'));
    expect(desk.target('resolution').state).toBe('running');
    desk.ask(me, status('onHold', 'requester'));
    expect(desk.target('resolution').state).toBe('paused');
  });

  it('[SLA16] a pause after the breach leaves the breach where it was', () => {
    const desk = opened();
    desk.pass(9 * HOUR);
    desk.ask(me, status('pending'));
    expect(desk.target('resolution')).toMatchObject({ state: 'paused', dueAt: monday + 8 * HOUR });
  });

  it('[SLA17] a missed target never disappears', () => {
    const desk = opened();
    desk.pass(2 * HOUR);
    desk.ask(me, reply(1));
    desk.ask(system, requesterWrites(2));
    desk.ask(me, reply(3));
    desk.ask(me, status('resolved'));
    const verdicts = desk.get().targets.map(({ kind, verdict }) => [kind, verdict]);
    expect(verdicts).toEqual([
      ['firstResponse', 'missed'],
      ['nextResponse', 'met'],
      ['resolution', 'met'],
    ]);
  });

  it('[SLA18] a change of priority replays running targets, pauses included, and leaves ended ones', () => {
    const desk = opened();
    desk.pass(50 * MINUTE);
    desk.ask(me, reply(1));
    desk.ask(me, status('pending'));
    desk.pass(HOUR);
    desk.ask(me, status('open'));
    desk.ask(me, { type: 'setPriority', body: { impact: 1, urgency: 1, override: null } });
    expect(desk.get().priority).toBe(1);
    expect(desk.target('resolution')).toMatchObject({ amount: 2 * HOUR, dueAt: monday + 3 * HOUR });
    expect(desk.target('firstResponse')).toMatchObject({ amount: HOUR, verdict: 'met' });
  });

  it('[SLA19] a new version rules running targets, ended ones keep theirs', () => {
    const desk = opened();
    desk.pass(50 * MINUTE);
    desk.ask(me, reply(1));
    const stricter = policy({
      version: 2,
      targets: policy().targets.map((target) => ({ ...target, amounts: { 1: 60, 2: 60, 3: 60, 4: 60 } })),
    });
    desk.reference = reference({ policies: [policy(), stricter] });
    desk.ask(me, { type: 'note', body: { text: text(2) } });
    expect(desk.target('firstResponse')).toMatchObject({ verdict: 'met', policyVersion: 1, amount: HOUR });
    expect(desk.target('resolution')).toMatchObject({ policyVersion: 2, amount: MINUTE });
  });

  it('[SLA20] work made offline counts when it happened', () => {
    const desk = opened();
    desk.pass(3 * HOUR);
    desk.ask(me, reply(1), monday + 30 * MINUTE);
    expect(desk.target('firstResponse')).toMatchObject({ verdict: 'met', used: 30 * MINUTE });
  });

  it('[SLA20] a change of state never takes effect before the one before it, and says that it was moved', () => {
    const desk = opened();
    desk.pass(HOUR);
    desk.ask(me, status('pending'));
    desk.pass(HOUR);
    desk.ask(actor(dele), status('open'), monday + 30 * MINUTE);
    expect(desk.get().history.at(-1)).toMatchObject({ kind: 'status', at: monday + HOUR });
  });

  it('follows the first policy that matches', () => {
    const strict = policy({
      id: `${policy().id.slice(0, -1)}9` as never,
      order: 0,
      match: { ...policy().match, categoryIds: [categoryId(7)] },
    });
    const desk = createDesk({ reference: reference({ policies: [policy(), strict] }) });
    desk.open();
    expect(desk.target('resolution').policyId).toBe(policy().id);
  });
});
