import { describe, expect, it } from 'vitest';
import type { Instant } from '#core/ids.ts';
import { clock, cyclesOf } from '#core/sla/clock.ts';
import { type Explanation, explain, spentBy } from '#core/sla/explain.ts';
import { openHours } from '#core/sla/open-hours.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import {
  desk,
  HOUR,
  id,
  ines,
  MINUTE,
  MONDAY,
  network,
  offered,
  received,
  replied,
  ruben,
  type Sample,
  sampleTicket,
} from '../../renderer/ticket/sample.ts';

function explained(sample: Sample, kind: TargetKind, now: Instant): Explanation {
  const instance = sample.ticket.targets.findLast((candidate) => candidate.kind === kind);
  const found = instance && explain(sample.ticket, instance, sample.reference, now);
  if (!found) throw new Error(`no ${kind} to explain`);
  return found;
}

/** Handed to the network team at 09:10, waiting for the requester 10:00 to 10:30, over a night and a holiday. */
function travelled(): Sample {
  return sampleTicket(MONDAY)
    .next(MONDAY + 10 * MINUTE, ines, replied(1, 'Good morning Petra.'))
    .next(MONDAY + HOUR, ines, offered(1, { teamId: network }))
    .next(MONDAY + 70 * MINUTE, ruben, {
      type: 'acceptHandoff',
      body: { escalationId: id(700_001), goal: 'Align the key lifetimes.' },
    })
    .next(MONDAY + 2 * HOUR, ruben, replied(2, 'Which client?', { thenWait: true }))
    .next(MONDAY + 2.5 * HOUR, 'requester', received(3, 'The blue one.'));
}

describe('why a clock says what it says', () => {
  it('[EXPLAIN1] segments follow each other from the start to now, without gap or overlap', () => {
    const now = MONDAY + 4 * 24 * HOUR + 90 * MINUTE;
    const { segments, until } = explained(travelled(), 'resolution', now);
    expect(segments.at(0)?.from).toBe(MONDAY);
    expect(segments.at(-1)?.to).toBe(now);
    expect(until).toBe(now);
    for (const [index, segment] of segments.entries()) {
      expect(segment.to).toBeGreaterThan(segment.from);
      if (index > 0) expect(segment.from).toBe(segments[index - 1]?.to);
    }
  });

  it('[EXPLAIN2] what counts adds up to what the clock says was used, at every minute', () => {
    const sample = travelled();
    const calendar = sample.reference.calendar(id(31));
    const [cycle] = cyclesOf(sample.ticket, 'resolution', ['requester']);
    if (!calendar || !cycle) throw new Error('no clock');
    for (let now = MONDAY; now < MONDAY + 4 * 24 * HOUR; now += 37 * MINUTE) {
      const { used, segments } = explained(sample, 'resolution', now);
      expect(used).toBe(clock(cycle, openHours(calendar), now).used);
      expect(segments.reduce((sum, segment) => sum + segment.counts, 0)).toBe(used);
    }
  });

  it('[EXPLAIN3] an ended target is explained up to its end, by what it used', () => {
    const sample = travelled();
    const instance = sample.ticket.targets.find((candidate) => candidate.kind === 'firstResponse');
    const { used, until } = explained(sample, 'firstResponse', MONDAY + 8 * HOUR);
    expect(used).toBe(10 * MINUTE);
    expect(used).toBe(instance?.used);
    expect(until).toBe(MONDAY + 10 * MINUTE);
  });

  it('[EXPLAIN4] each team is charged with what ran while it was accountable', () => {
    const { segments, used } = explained(travelled(), 'resolution', MONDAY + 3 * HOUR);
    const spent = spentBy(segments);
    expect(spent).toEqual([
      { payer: { to: 'team', teamId: desk }, ms: 70 * MINUTE },
      { payer: { to: 'team', teamId: network }, ms: (50 + 30) * MINUTE },
    ]);
    expect(spent.reduce((sum, team) => sum + team.ms, 0)).toBe(used);
  });

  it('[EXPLAIN5] says why each stretch begins: start, change of hands, wait, closing, holiday', () => {
    const { segments } = explained(travelled(), 'resolution', MONDAY + 4 * 24 * HOUR);
    const told = segments.map(({ state, because }) => [state, because.kind]);
    expect(told.slice(0, 5)).toEqual([
      ['counts', 'started'],
      ['counts', 'held'],
      ['paused', 'waits'],
      ['counts', 'resumed'],
      ['closed', 'closed'],
    ]);
    const holidays = segments.flatMap(({ because }) =>
      because.kind === 'closed' && because.day.kind === 'holiday' ? [because.day.name] : [],
    );
    expect(holidays).toEqual(['Founding Day']);
  });

  it('[EXPLAIN6] says nothing where the version that judged is not known here', () => {
    const sample = travelled();
    const [instance] = sample.ticket.targets;
    if (!instance) throw new Error('no target');
    expect(explain(sample.ticket, { ...instance, policyVersion: 7 }, sample.reference, MONDAY)).toBeNull();
  });
});
