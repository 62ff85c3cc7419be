import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClocksText, CycleText } from '#core/sla/laboratory/answer-text.ts';
import { createAsk } from '../../../renderer/admin/laboratory/ask.ts';
import { chargesOf, isChanged, rowsOf, stateWord, urgencyOf } from '../../../renderer/admin/laboratory/compare.ts';
import { calendarOf, policyOf } from '../../../renderer/admin/laboratory/documents.ts';
import {
  changedParts,
  type Draft,
  draftFrom,
  questionOf,
  troubleAt,
  withOnePolicy,
} from '../../../renderer/admin/laboratory/experiment.ts';
import { read, written, writtenByLine } from '../../../renderer/admin/laboratory/json-text.ts';
import { entryWord, payerWord } from '../../../renderer/admin/laboratory/words.ts';
import { office, policy, reference } from '../../core/desk.ts';

const now = '2026-11-24T10:00:00Z';
const calendar = { timezone: 'UTC', week: { mon: [['09:00', '17:00']] } };
const clocks = {
  op: 'clocks',
  calendar,
  policy: { targets: { resolution: { seconds: 60 } } },
  timeline: [
    { at: now, type: 'opened' },
    { at: now, type: 'policyChanged', policy: { targets: {} } },
  ],
  at: '2026-11-24T12:00:00Z',
};
const drafted = (question: object): Draft => {
  const draft = draftFrom(JSON.stringify(question));
  if (!draft) throw new Error('no question');
  return draft;
};

describe('a question, taken apart and put together', () => {
  it('[LAB12] is the same question again', () => {
    for (const question of [
      clocks,
      { ...clocks, tiers: { 2: calendar } },
      { op: 'add', calendar, from: now, seconds: 5 },
      { op: 'between', calendar, from: now, to: now },
      { op: 'open', calendar, at: now },
    ]) {
      expect(questionOf(drafted(question), now)).toEqual({ question });
    }
  });

  it('[LAB12] is asked about now where it says no time', () => {
    expect(questionOf({ ...drafted(clocks), at: ' ' }, now)).toMatchObject({ question: { at: now } });
  });

  it('[LAB12] that is none is not opened', () => {
    for (const text of ['', 'hello', '[]', '{}', '{"op":5}']) expect(draftFrom(text)).toBeNull();
  });

  it('[LAB12] says which part can’t be read, and on which line', () => {
    const draft = { ...drafted(clocks), calendar: '{\n  "timezone": "UTC",\n  "week": "always",\n}' };
    expect(questionOf(draft, now)).toMatchObject({ part: 'calendar', says: expect.stringContaining('line 4') });
    expect(questionOf({ ...drafted(clocks), policy: '' }, now)).toMatchObject({ part: 'policy' });
    expect(questionOf({ ...drafted({ op: 'add', calendar, from: now, seconds: 5 }), story: '[]' }, now)).toMatchObject({
      part: 'story',
    });
  });

  it('[LAB12] knows where a path of the server’s is typed', () => {
    const part = (path: string | null) => troubleAt(path, 'No.').part;
    expect(['calendar.week.mon.0', 'policy', 'timeline.3.at', 'tiers.2.week', 'at'].map(part)).toEqual([
      'calendar',
      'policy',
      'story',
      'tiers',
      'at',
    ]);
    expect(['from', 'seconds'].map(part)).toEqual(['story', 'story']);
    expect(['question', 'op', null].map(part)).toEqual([null, null, null]);
  });

  it('[LAB12] knows what was changed, and lets one policy hold throughout', () => {
    const loaded = drafted(clocks);
    expect(changedParts({ ...loaded, at: now }, loaded)).toEqual([]);
    expect(changedParts({ ...loaded, calendar: '{}', policy: '{}' }, loaded)).toEqual(['calendar', 'policy']);
    const story = withOnePolicy(loaded.story) ?? '';
    expect(JSON.parse(story)).toEqual([clocks.timeline[0]]);
    expect(withOnePolicy(story)).toBeNull();
  });
});

describe('text laid out', () => {
  it('says the same, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.jsonValue()), (value, list) => {
        expect(read(written(value))).toEqual({ value: JSON.parse(JSON.stringify(value)) });
        expect(read(writtenByLine(list))).toEqual({ value: JSON.parse(JSON.stringify(list)) });
      }),
    );
  });

  it('keeps what is short on a line', () => {
    expect(written(calendar)).toBe('{\n  "timezone": "UTC",\n  "week": { "mon": [["09:00", "17:00"]] }\n}');
  });
});

describe('what would have been, beside what is', () => {
  const cycle = (part: Partial<CycleText>): CycleText => ({
    state: 'running',
    dueAt: '2026-11-24T15:00:00Z',
    endedAt: null,
    endedBy: null,
    usedSeconds: 60,
    remainingSeconds: 60,
    segments: [],
    ...part,
  });
  const said = (targets: ClocksText['targets'], charged: Record<string, number> = {}): ClocksText => ({
    targets,
    charged,
  });
  const at = Date.parse(now);

  it('[LAB13] has a row for each cycle of each target, and says what differs in it', () => {
    const is = said({
      nextResponse: { ...cycle({ state: 'met' }), earlier: [cycle({ state: 'missed' })] },
      resolution: { ...cycle({}), earlier: [] },
    });
    const would = said({
      nextResponse: { ...cycle({ state: 'met' }), earlier: [cycle({ state: 'met', remainingSeconds: 90 })] },
      resolution: { ...cycle({ dueAt: '2026-11-24T10:30:00Z' }), earlier: [] },
    });
    const rows = rowsOf(at, is, would);
    expect(rows.map(({ kind, cycle, many }) => [kind, cycle, many])).toEqual([
      ['nextResponse', 1, true],
      ['nextResponse', 2, true],
      ['resolution', 1, false],
    ]);
    expect(rows.map(({ changed }) => changed)).toEqual([
      { state: true, due: false, used: false, left: true },
      { state: false, due: false, used: false, left: false },
      { state: true, due: true, used: false, left: false },
    ]);
    expect(rows.map(isChanged)).toEqual([true, false, true]);
    expect(rowsOf(at, is).some(isChanged)).toBe(false);
  });

  it('[LAB13] a clock that only one of them has differs', () => {
    const one = said({ update: { ...cycle({}), earlier: [] } });
    expect(rowsOf(at, one, said({})).map((row) => [isChanged(row), row.would])).toEqual([[true, null]]);
    expect(rowsOf(at, said({}), one).map((row) => [isChanged(row), row.is])).toEqual([[true, null]]);
  });

  it('[LAB13] stands on the one scale of urgency', () => {
    const urgency = (part: Partial<CycleText>) => urgencyOf(cycle(part), at);
    expect(urgency({ dueAt: '2026-11-24T10:10:00Z' })).toBe('nearer');
    expect(urgency({ state: 'missed' })).toBe('breached');
    expect(urgency({ state: 'paused', dueAt: null })).toBe('paused');
    expect(urgency({ state: 'idle', dueAt: null })).toBeNull();
  });

  it('[LAB13] says of an ended clock that it was missed, of one that runs on that it is breached', () => {
    const word = (part: Partial<CycleText>) => stateWord(cycle({ state: 'missed', ...part }), at);
    expect([word({ endedAt: '2026-11-24T10:00:00Z' }), word({})]).toEqual(['missed', 'breached']);
    expect([word({ state: 'met' }), word({ state: 'idle' })]).toEqual(['met', 'not begun']);
  });

  it('[LAB13] charges whoever pays in either', () => {
    const is = said({}, { tier1: 60, vendor: 0, requester: 30 });
    expect(chargesOf(is, said({}, { tier1: 60, tier2: 5 }))).toEqual([
      { payer: 'tier1', is: 60, would: 60 },
      { payer: 'requester', is: 30, would: 0 },
      { payer: 'tier2', is: 0, would: 5 },
    ]);
    expect(chargesOf(is).map(({ payer, would }) => [payer, would])).toEqual([
      ['tier1', undefined],
      ['requester', undefined],
    ]);
  });
});

describe('documents of the workspace, to ask with', () => {
  const mixed = policy({
    targets: policy().targets.map((target) => ({
      ...target,
      calendarId: target.kind === 'firstResponse' ? ('always' as const) : office.id,
      amounts: { 1: 60, 2: 120, 3: target.kind === 'nextResponse' ? null : 180, 4: 240 },
    })),
  });
  const { data } = reference({ policies: [mixed] });

  it('[LAB12] a policy has the amounts of one priority, and leaves its own calendar to the one beside it', () => {
    expect(policyOf(mixed.id, 3, data)).toEqual({
      targets: {
        firstResponse: { seconds: 180, pauseIn: ['requester'], warnAt: [0.75, 0.9], calendar: 'always' },
        resolution: { seconds: 180, pauseIn: ['requester'], warnAt: [0.75, 0.9] },
      },
    });
    expect(policyOf('gone', 3, data)).toBeNull();
  });

  it('[LAB12] a calendar has its newest hours', () => {
    expect(calendarOf(office.id, data)).toMatchObject({ timezone: 'UTC', week: { mon: [['08:00', '17:00']] } });
  });

  it('says tiers and entries as people here call them', () => {
    expect(payerWord('tier2', data.tiers)).toBe('Tier 2');
    expect(payerWord('tier9', data.tiers)).toBe('Tier 9');
    expect(payerWord('nobodyOnShift', data.tiers)).toBe('Nobody on shift');
    expect(entryWord({ type: 'policyChanged', policy: clocks.policy }, data.tiers)).toBe(
      'The policy changed: Resolve 1m',
    );
    expect(entryWord({ type: 'statusChanged', status: 'onHold' }, data.tiers)).toBe('Now on hold, waiting on a vendor');
    expect(entryWord({}, data.tiers)).toBe('Something without a type');
  });
});

describe('asking the server', () => {
  const asking = (answer: () => Promise<Response>) => createAsk({ server: '', fetch: answer })({ op: 'open' });
  const json = (status: number, body: unknown) => async () => new Response(JSON.stringify(body), { status });

  it('[LAB12] answers, or says what is wrong at its field', async () => {
    expect(await asking(json(200, { open: true, next: null }))).toEqual({ answer: { open: true, next: null } });
    const problem = { problem: 'unanswerable', says: 'No.', field: 'calendar.week', error: 'calendar.week: No.' };
    expect(await asking(json(400, problem))).toEqual({
      trouble: { part: 'calendar', field: 'calendar.week', says: 'No.' },
    });
  });

  it('[LAB12] says that the server can’t be reached, and that nothing is lost', async () => {
    for (const answer of [async () => Promise.reject(new TypeError('cut')), json(502, {})]) {
      expect(await asking(answer)).toMatchObject({ trouble: { part: null, says: expect.stringContaining('reached') } });
    }
    expect(await asking(json(200, { odd: true }))).toMatchObject({ trouble: { part: null } });
  });
});
