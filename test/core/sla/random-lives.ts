import fc from 'fast-check';
import type { CalendarText, ClocksQuestion, Entry, PolicyText, TargetText } from '#core/sla/laboratory/question.ts';
import { kinds } from './oracle/cycles.ts';
import type { Tick } from './oracle/oracle.ts';
import { calendarNear, instantNear, type Place, seconds } from './random-calendars.ts';

function targetOf(calendars: fc.Arbitrary<CalendarText>, tick: Tick): fc.Arbitrary<TargetText> {
  return fc.record(
    {
      // Of nothing at all no rule says when it is due while it is paused from the start.
      seconds: seconds(tick).map((amount) => amount || tick / 1000),
      pauseIn: fc.subarray(['pending', 'onHold', 'requester', 'vendor', 'open', 'resolved'] as const, { maxLength: 3 }),
      warnAt: fc.constant([0.75, 0.9]),
      calendar: fc.oneof(fc.constant('always' as const), calendars),
    },
    { requiredKeys: ['seconds'] },
  ) as fc.Arbitrary<TargetText>;
}

function policyOf(calendars: fc.Arbitrary<CalendarText>, tick: Tick): fc.Arbitrary<PolicyText> {
  const target = targetOf(calendars, tick);
  return fc
    .record(Object.fromEntries(kinds.map((kind) => [kind, target])), { requiredKeys: ['resolution'] })
    .map((targets) => ({ targets })) as fc.Arbitrary<PolicyText>;
}

const steps = ['agentReplied', 'agentNoted', 'requesterReplied', 'status', 'handedOver', 'handoff', 'policy', 'system'];
type Step = { gap: number; does: string; to: number; policy: PolicyText };

/** A ticket's life and a question about it, in whole ticks. */
export function lifeNear(where: Place, tick: Tick, calendars = calendarNear(where)): fc.Arbitrary<ClocksQuestion> {
  const gap = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 * 60 }), fc.constantFrom(30, 60, 600));
  const policy = policyOf(calendars, tick);
  const step = fc.record({ gap, does: fc.constantFrom(...steps), to: fc.nat(11), policy });
  return fc
    .record({
      calendar: calendars,
      policy,
      opened: instantNear(where, tick, tick === 1000 ? 0.5 : 3),
      before: fc.array(fc.record({ gap, down: fc.boolean(), policy }), { maxLength: 1 }),
      tier: fc.constantFrom(1, 1, 2),
      steps: fc.array(step, { maxLength: 12 }),
      wait: gap,
      tiers: fc.dictionary(fc.constantFrom('1', '2', '3'), calendars, { maxKeys: 2 }),
    })
    .map(({ calendar, policy, opened, before, tier, steps, wait, tiers }) => {
      const first: Entry = { at: opened, type: 'opened', ...(tier === 1 ? {} : { tier }) };
      const early = before.map(({ gap, down, policy }): Entry => {
        const at = opened - (gap + 1) * tick;
        return down ? { at, type: 'systemDown' } : { at, type: 'policyChanged', policy };
      });
      const timeline = lived([...early, first], steps, tick);
      return { op: 'clocks', calendar, policy, timeline, at: (timeline.at(-1)?.at ?? opened) + wait * tick, tiers };
    });
}

/** Tells the steps as a life that can be: what can't follow becomes what can. */
function lived(timeline: Entry[], steps: readonly Step[], tick: Tick): Entry[] {
  let at = timeline.at(-1)?.at ?? 0;
  let status = 'open';
  for (const { gap, does, to, policy } of steps) {
    at += gap * tick;
    if (does === 'agentReplied' || does === 'agentNoted' || does === 'requesterReplied') {
      timeline.push({ at, type: does });
    } else if (does === 'handedOver') timeline.push({ at, type: does, tier: 1 + (to % 3) });
    else if (does === 'policy') timeline.push({ at, type: 'policyChanged', policy });
    else if (does === 'handoff') {
      timeline.push({ at, type: to % 2 === 0 ? 'handoffOffered' : 'handoffSettled' });
    } else if (does === 'system') {
      timeline.push({ at, type: to % 2 === 0 ? 'systemDown' : 'systemUp' });
    } else {
      const change = changes[to] ?? { status: 'open' };
      if (status === 'closed' && change.status === 'resolved') continue;
      status = change.status;
      timeline.push({ at, type: 'statusChanged', ...change });
    }
  }
  return timeline;
}

type Change = Omit<Extract<Entry, { type: 'statusChanged' }>, 'at' | 'type'>;
const changes: Change[] = [
  { status: 'open' },
  { status: 'open' },
  { status: 'open' },
  { status: 'pending' },
  { status: 'pending' },
  { status: 'onHold' },
  { status: 'onHold', waitingOn: 'requester' },
  { status: 'onHold', waitingOn: 'vendor' },
  { status: 'resolved' },
  { status: 'resolved' },
  { status: 'resolved' },
  { status: 'closed' },
];
