import { describe, expect, it } from 'vitest';
import { alertsFor } from '#core/escalation/alert.ts';
import { escalate } from '#core/escalation/escalate.ts';
import { earlyHolds } from '#core/sla/early-holds.ts';
import { nextWordDue } from '#core/sla/next-update.ts';
import { nearestTarget, urgencyOf } from '#core/sla/urgency.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { isOpen, openOffer, type Ticket } from '#core/ticket/ticket.ts';
import { seeded } from '../../server/demo/chance.ts';
import { demoSources } from '../../server/demo/load.ts';
import { type DemoPlan, planDemo } from '../../server/demo/plan.ts';

const MINUTE = 60_000;
const sources = demoSources();
const moments = [
  ['on a Monday afternoon', '2026-11-23T14:20Z'],
  ['in the night to Sunday', '2026-11-22T02:11Z'],
  ['at Christmas', '2026-12-25T10:00Z'],
  ['in the night when summer time begins', '2027-03-28T01:30Z'],
  ['just before the branches open', '2026-07-14T05:59Z'],
] as const;

describe.each(moments)('the demo, started %s', (_, instant) => {
  const now = Date.parse(instant);
  const plan = planDemo({ ...sources, now, chance: seeded(1) });
  const open = plan.tickets.map(({ ticket }) => ticket).filter(isOpen);
  const person = personIn(plan);

  it('has about 130 tickets, three quarters of them open', () => {
    expect(plan.tickets.length).toBe(134);
    expect(open.length / plan.tickets.length).toBeGreaterThan(0.7);
    expect(open.length / plan.tickets.length).toBeLessThan(0.8);
  });

  it('has breached, near, fine and paused clocks in the same shares at any hour', () => {
    const urgencies = open.map((ticket) => {
      const nearest = nearestTarget(ticket);
      return nearest ? urgencyOf(nearest, now) : 'met';
    });
    const count = (...kinds: string[]) => urgencies.filter((urgency) => kinds.includes(urgency)).length;
    expect(count('breached')).toBeGreaterThanOrEqual(6);
    expect(count('breached')).toBeLessThanOrEqual(9);
    expect(count('near', 'nearer')).toBeGreaterThanOrEqual(10);
    expect(count('near', 'nearer')).toBeLessThanOrEqual(16);
    expect(count('paused')).toBeGreaterThanOrEqual(12);
    expect(count('met')).toBe(0);
  });

  it('tells by when each open ticket is owed a word, and nearly all of them have it in time', () => {
    const dues = open.filter((ticket) => !isHeld(ticket)).map((ticket) => nextWordDue(ticket) ?? 0);
    expect(Math.min(...dues), 'every one').toBeGreaterThan(0);
    expect(dues.filter((due) => due <= now).length / dues.length).toBeLessThan(0.15);
    const late = open.filter((ticket) =>
      ticket.targets.some(
        ({ kind, state, dueAt }) => kind === 'update' && state !== 'ended' && (dueAt ?? now + 1) <= now,
      ),
    );
    expect(late.length, 'updates that are late now').toBeLessThanOrEqual(2);
    expect(missed(open, 'update'), 'and late ones there were').toBeLessThanOrEqual(4);
  });

  it('lets nobody write the same twice in a row', () => {
    for (const { planned } of plan.tickets) {
      const said = planned.flatMap(({ command }) => (command.type === 'reply' ? [command.body.text.body] : []));
      expect(said.filter((text, at) => text === said[at - 1])).toEqual([]);
    }
  });

  it('shows what levels owe each other: an offer that was answered too late, time in a tier that is nearly over', () => {
    expect(missed(open, 'acknowledge')).toBeGreaterThanOrEqual(1);
    expect(missed(open, 'acknowledge')).toBeLessThanOrEqual(4);
    const nearTier = open.filter((ticket) => nearestTarget(ticket)?.kind === 'tier');
    expect(nearTier.map((ticket) => ticket.accountable.personId)).toEqual(
      expect.arrayContaining([person('Ines Kovač').id, person('Ruben Halle').id]),
    );
  });

  it('gives Ines about eighteen tickets and rings a 75 %, a 90 % and a breach in her first twenty minutes', () => {
    const ines = person('Ines Kovač');
    expect(open.filter((ticket) => ticket.accountable.personId === ines.id).length).toBeGreaterThanOrEqual(16);
    expect(open.filter((ticket) => ticket.accountable.personId === ines.id).length).toBeLessThanOrEqual(20);
    const soon = open
      .filter((ticket) => ticket.accountable.personId === ines.id)
      .flatMap((ticket) => alertsFor(ticket, ines))
      .filter(({ ringAt }) => ringAt > now && ringAt <= now + 20 * MINUTE)
      .map(({ threshold, ringAt }) => ({ threshold, minute: Math.round((ringAt - now) / MINUTE) }));
    expect(soon).toContainEqual({ threshold: 0.75, minute: 2 });
    expect(soon).toContainEqual({ threshold: 0.9, minute: 3 });
    expect(soon).toContainEqual({ threshold: 1, minute: 7 });
    expect(soon).toContainEqual({ threshold: 0.75, minute: 11 });
    expect(soon).toContainEqual({ threshold: 1, minute: 16 });
    expect(soon).toContainEqual({ threshold: 0.75, minute: 18 });
  });

  it('has one offer open, to Ruben, and one lapsed of which Marta is told', () => {
    const offers = open.flatMap((ticket) => openOffer(ticket) ?? []);
    expect(offers.map(({ to }) => to.personId)).toEqual([person('Ruben Halle').id]);
    expect(offers[0]?.lapsesAt).toBeGreaterThan(now + 20 * MINUTE);
    const lapsed = open.flatMap(({ escalations }) => escalations.filter(({ state }) => state === 'lapsed'));
    expect(lapsed).toHaveLength(1);
    expect(lapsed[0]?.alerted).toContain(person('Marta Vogl').id);
  });

  it('has promises that are due in the coming hours; one or two were forgotten a few minutes ago', () => {
    const left = open.flatMap(({ promisedUntil }) => (promisedUntil === null ? [] : [(promisedUntil - now) / MINUTE]));
    const overdue = left.filter((minutes) => minutes <= 0);
    expect(left.length).toBeGreaterThan(4);
    expect(overdue.length).toBeGreaterThanOrEqual(1);
    expect(overdue.length).toBeLessThanOrEqual(2);
    expect(Math.min(...left)).toBeGreaterThanOrEqual(-20);
    expect(Math.max(...left)).toBeLessThanOrEqual(6 * 60);
  });

  it('has one time that Marta decides on, and one hold right after the requester wrote', () => {
    const disputes = open.flatMap((ticket) => ticket.disputes ?? []);
    expect(disputes).toMatchObject([{ by: person('Jonna Berg').id }]);
    expect((disputes[0]?.countsAt ?? 0) - (disputes[0]?.claimedAt ?? 0)).toBe(40 * MINUTE);
    const held = open.filter(({ history }) => earlyHolds(history).length > 0);
    expect(held.map(({ accountable }) => accountable.personId)).toEqual([person('Farah Sayed').id]);
  });

  it('leaves nothing for the rules to catch up with, and nothing happens after now', () => {
    const announced = new Set(
      plan.commands.flatMap(({ command }) => (command.type === 'announceThreshold' ? [command.body.alertId] : [])),
    );
    const late = open.flatMap((ticket) => escalate(ticket, now)).filter(({ key }) => !announced.has(key));
    expect(late).toEqual([]);
    expect(Math.max(...plan.commands.map(({ moment }) => moment.recordedAt))).toBeLessThanOrEqual(now);
  });

  it('ended what is over within the last fortnight, in its target where the real incident was', () => {
    const over = plan.tickets.map(({ ticket }) => ticket).filter((ticket) => !isOpen(ticket));
    for (const ticket of over) expect(ticket.resolvedAt).toBeGreaterThan(now - 15 * 24 * 60 * MINUTE);
    const verdicts = over.map(({ targets }) => targets.find(({ kind }) => kind === 'resolution')?.verdict);
    expect(verdicts.filter((verdict) => verdict === 'missed').length).toBeGreaterThan(4);
    expect(verdicts.filter((verdict) => verdict === 'met').length).toBeGreaterThan(14);
  });
});

describe('the demo', () => {
  const now = Date.parse('2026-11-23T14:20Z');

  it('is the same for the same chance, and another for another', () => {
    const plan = (seed: number) => planDemo({ ...sources, now, chance: seeded(seed) });
    expect(plan(7)).toEqual(plan(7));
    expect(plan(7).commands[0]?.command.id).not.toBe(plan(8).commands[0]?.command.id);
  });

  it('can be drawn with any chance at any hour', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const at = now + seed * 7 * 3_600_000;
      expect(planDemo({ ...sources, now: at, chance: seeded(seed) }).tickets.length, `seed ${seed}`).toBe(134);
    }
  });

  it("carries the log's rhythm: most incidents begin at the desk, hand-overs are offers that somebody answered", () => {
    const { tickets } = planDemo({ ...sources, now, chance: seeded(1) });
    const offers = tickets.flatMap(({ ticket }) => ticket.escalations);
    expect(offers.filter(({ state }) => state === 'accepted').length).toBeGreaterThan(40);
    expect(offers.filter(({ state }) => state === 'returned').length).toBeGreaterThan(5);
  });
});

function isHeld({ waitingOn }: Ticket): boolean {
  return waitingOn !== null;
}

function missed(tickets: readonly Ticket[], kind: TargetKind): number {
  return tickets.filter(({ targets }) => targets.some((one) => one.kind === kind && one.verdict === 'missed')).length;
}

function personIn(plan: DemoPlan) {
  return (name: string) => {
    const found = plan.reference.people.find((person) => person.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
}
