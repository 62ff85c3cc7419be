import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, answer } from '#core/sla/laboratory/answer.ts';
import { zones } from '../../server/laboratory/zones.ts';

const at = '2026-11-24T10:00:00Z';
const office = { timezone: 'Europe/Berlin', week: { mon: [['09:00', '17:00']], wed: [['09:00', '12:00']] } };
const drawn = {
  ...office,
  holidays: ['2026-12-25', '*-12-25', ['2026-12-24', '2027-01-02'], { date: '*-05-01', hours: [['09:00', '10:00']] }],
  exceptions: { '2026-12-31': [['09:00', '12:00']] },
};
const target = { seconds: 3_600, pauseIn: ['pending', 'vendor'], warnAt: [0.75, 0.9], calendar: office };
const policy = { targets: { firstResponse: target, resolution: { seconds: 7_200, calendar: 'always' } } };
const timeline = [
  { at: '2026-11-23T09:00:00Z', type: 'opened', tier: 2 },
  { at: '2026-11-23T09:10:00+01:00', type: 'systemDown' },
  { at: '2026-11-23T10:00:00Z', type: 'statusChanged', status: 'onHold', waitingOn: 'requester' },
  { at: '2026-11-23T11:00:00Z', type: 'handedOver', tier: 3 },
  { at: '2026-11-23T12:00:00Z', type: 'policyChanged', policy },
  { at: '2026-11-23T13:00:00Z', type: 'agentReplied' },
];

/** One good question of each kind, with every field there is. */
const good = {
  add: { op: 'add', calendar: drawn, from: at, seconds: -3_600 },
  between: { op: 'between', calendar: drawn, from: at, to: '2026-11-30T10:00:00Z' },
  open: { op: 'open', calendar: drawn, at },
  clocks: { op: 'clocks', calendar: drawn, policy, timeline, at, tiers: { 2: office } },
};

const ask = (question: unknown): Answer => answer(question, zones);
const wrong = (question: unknown): string => {
  const said = ask(question);
  return 'error' in said ? said.error : `answered: ${JSON.stringify(said).slice(0, 200)}`;
};

describe('the laboratory', () => {
  it('[LAB2] answers each kind of question', () => {
    expect(ask({ ...good.add, seconds: 3_600 })).toEqual({ at: Date.parse('2026-11-25T09:00:00Z') });
    expect(ask(good.between)).toEqual({ seconds: (3 + 2) * 3_600 });
    expect(ask(good.open)).toEqual({ open: false, next: Date.parse('2026-11-25T08:00:00Z') });
    expect(ask(good.clocks)).toMatchObject({
      targets: { firstResponse: { state: 'missed' }, resolution: { state: 'missed' } },
    });
  });

  it('[SLA7] adds what it has measured, milliseconds as well', () => {
    const measured = ask({ ...good.between, from: '2026-11-25T08:00:00.250Z', to: '2026-11-30T08:00:00.500Z' });
    expect(measured).toEqual({ seconds: 3 * 3_600 + 0.25 });
    expect(ask({ ...good.add, from: '2026-11-25T08:00:00.250Z', ...measured })).toEqual({
      at: Date.parse('2026-11-30T08:00:00.500Z'),
    });
  });

  it('[SLA11] says by what each target ended', () => {
    const told = [
      { at: '2026-11-23T09:00:00Z', type: 'opened' },
      { at: '2026-11-23T09:30:00Z', type: 'statusChanged', status: 'resolved' },
    ];
    const silent = { ...good.clocks, timeline: told };
    expect(ask(silent)).toMatchObject({ targets: { firstResponse: { endedBy: 'resolved' } } });
    const answered = {
      ...silent,
      timeline: told.toSpliced(1, 0, { at: '2026-11-23T09:10:00Z', type: 'agentReplied' }),
    };
    expect(ask(answered)).toMatchObject({ targets: { firstResponse: { endedBy: 'reply' } } });
  });

  it('[SLA16] what is paused in the instant it would be due has no due time, nothing left, and is not missed', () => {
    const told = [
      { at: '2026-11-23T09:00:00Z', type: 'opened' },
      { at: '2026-11-23T10:00:00Z', type: 'statusChanged', status: 'pending' },
    ];
    expect(ask({ ...good.clocks, timeline: told })).toMatchObject({
      targets: { firstResponse: { state: 'paused', dueAt: null, remainingSeconds: 0 } },
    });
    const late = told.with(1, { ...told[1], at: '2026-11-23T10:00:00.001Z' } as never);
    expect(ask({ ...good.clocks, timeline: late })).toMatchObject({
      targets: { firstResponse: { state: 'missed', dueAt: Date.parse('2026-11-23T10:00:00Z') } },
    });
  });

  it('[SLA17] what was overdue when the policy changed stays, what was not goes', () => {
    const fewer = { targets: { resolution: { seconds: 7_200, calendar: 'always' } } };
    const told = (changedAt: string) => [
      { at: '2026-11-23T09:00:00Z', type: 'opened' },
      { at: changedAt, type: 'policyChanged', policy: fewer },
      { at: '2026-11-23T13:00:00Z', type: 'agentReplied' },
    ];
    const firstAt = (changedAt: string) => {
      const said = ask({ ...good.clocks, timeline: told(changedAt) });
      return 'targets' in said ? said.targets.firstResponse : said;
    };
    expect(firstAt('2026-11-23T10:30:00Z')).toMatchObject({
      state: 'missed',
      dueAt: Date.parse('2026-11-23T10:00:00Z'),
      endedBy: 'reply',
      usedSeconds: 4 * 3_600,
    });
    expect(firstAt('2026-11-23T10:00:00Z')).toBeUndefined();
  });

  it('[EXPLAIN5] says of closed time whether it is a holiday or an exception', () => {
    const week = { thu: [['09:00', '17:00']], fri: [['09:00', '17:00']], mon: [['09:00', '17:00']] };
    const calendar = {
      timezone: 'UTC',
      week,
      holidays: ['*-12-25'],
      exceptions: { '2026-12-24': [['09:00', '12:00']] },
    };
    const told = [{ at: '2026-12-24T11:00:00Z', type: 'opened' }];
    const targets = { resolution: { seconds: 7_200 } };
    const said = ask({ ...good.clocks, calendar, policy: { targets }, timeline: told, at: '2026-12-28T09:30:00Z' });
    const { resolution } = 'targets' in said ? said.targets : {};
    expect(resolution?.segments.map(({ because }) => because)).toEqual([
      'started',
      'exception',
      'holiday',
      'closed',
      'closed',
      'opens',
    ]);
  });

  it('[LAB10] a message told in the instant of opening waits for an answer', () => {
    const told = [{ at: '2026-11-23T09:00:00Z', type: 'opened' }];
    const asked = { ...good.clocks, policy: { targets: { nextResponse: target } }, timeline: told };
    expect(ask(asked)).toMatchObject({ targets: { nextResponse: { state: 'idle' } } });
    const message = { at: '2026-11-23T09:00:00Z', type: 'requesterReplied' };
    expect(ask({ ...asked, timeline: [message, ...told] })).toMatchObject({
      targets: { nextResponse: { state: 'missed', dueAt: Date.parse('2026-11-23T10:00:00Z') } },
    });
  });

  it('[LAB6] passes over what people tag their lines with, in a question and in an entry', () => {
    expect(ask({ ...good.open, id: 7, tags: { a: [null] } })).toEqual(ask(good.open));
    const tagged = timeline.map((entry, id) => ({ ...entry, id }));
    expect(ask({ ...good.clocks, timeline: tagged })).toEqual(ask(good.clocks));
  });

  it.each<[string, unknown]>([
    ['question: ', null],
    ['question: ', 'open'],
    ['question: ', []],
    ['op: This is missing.', {}],
    ['op: "sum" ', { op: 'sum' }],
    ['calendar: ', { ...good.open, calendar: [] }],
    ['calendar.tz: ', { ...good.open, calendar: { ...office, tz: 'UTC' } }],
    ['calendar.timezone: ', { ...good.open, calendar: { ...office, timezone: 'Mars/Phobos' } }],
    ['calendar.timezone: ', { ...good.open, calendar: { ...office, timezone: '2026-11-24T10:00:00Z' } }],
    ['calendar.week: ', { ...good.open, calendar: { ...office, week: 'allways' } }],
    ['calendar.week: ', { ...good.open, calendar: { ...office, week: {} } }],
    ['calendar.week.wednesday: ', { ...good.open, calendar: { ...office, week: { wednesday: [] } } }],
    ['calendar.week.wed.0.1: "9:00" ', { ...good.open, calendar: { ...office, week: { wed: [['08:00', '9:00']] } } }],
    [
      'calendar.week.wed.1: ',
      { ...good.open, calendar: { ...office, week: { wed: [['08:00', '09:00'], ['10:00']] } } },
    ],
    [
      'calendar.week.wed.1: ',
      {
        ...good.open,
        calendar: {
          ...office,
          week: {
            wed: [
              ['08:00', '12:00'],
              ['11:00', '13:00'],
            ],
          },
        },
      },
    ],
    ['calendar.week.mon.0: ', { ...good.open, calendar: { ...office, week: { mon: [['24:00', '06:00']] } } }],
    ['calendar.holidays.0: ', { ...good.open, calendar: { ...office, holidays: ['*-02-30'] } }],
    ['calendar.holidays.1.1: ', { ...good.open, calendar: { ...office, holidays: ['*-02-29', ['2026-12-24', 5]] } }],
    ['calendar.holidays.0.1: ', { ...good.open, calendar: { ...office, holidays: [['2026-12-24', '2026-12-20']] } }],
    ['calendar.holidays.0: ', { ...good.open, calendar: { ...office, holidays: [['2026-12-24', '*-12-26']] } }],
    ['calendar.holidays.0.date: ', { ...good.open, calendar: { ...office, holidays: [{ day: '2026-12-24' }] } }],
    [
      'calendar.holidays.0.hours.1: ',
      {
        ...good.open,
        calendar: {
          ...office,
          holidays: [
            {
              date: '2026-12-24',
              hours: [
                ['09:00', '11:00'],
                ['10:00', '12:00'],
              ],
            },
          ],
        },
      },
    ],
    ['calendar.holidays: ', { ...good.open, calendar: { ...office, holidays: [['*-01-01', '*-12-31']] } }],
    ['calendar.exceptions.2026-13-01: ', { ...good.open, calendar: { ...office, exceptions: { '2026-13-01': [] } } }],
    [
      'calendar.exceptions.2026-12-01.0: ',
      { ...good.open, calendar: { ...office, exceptions: { '2026-12-01': [['24:00', '06:00']] } } },
    ],
    ['at: "2026-11-24T10:00:00" ', { ...good.open, at: '2026-11-24T10:00:00' }],
    ['at: "2026-02-30T10:00:00Z" ', { ...good.open, at: '2026-02-30T10:00:00Z' }],
    ['at: ', { ...good.open, at: '0999-12-31T23:59:59Z' }],
    ['seconds: "NaN" ', { ...good.add, seconds: 'NaN' }],
    ['seconds: 0.0005 ', { ...good.add, seconds: 0.0005 }],
    ['seconds: 1e+300 ', { ...good.add, seconds: 1e300 }],
    ['seconds: ', { ...good.add, seconds: 12_000_000_000 }],
    ['to: ', { ...good.between, to: '2999-01-01T00:00:00Z' }],
    ['policy.targets.firstReply: ', { ...good.clocks, policy: { targets: { firstReply: { seconds: 1 } } } }],
    ['policy.targets.resolution.seconds: ', { ...good.clocks, policy: { targets: { resolution: { seconds: -1 } } } }],
    [
      'policy.targets.resolution.seconds: ',
      {
        ...good.clocks,
        timeline: timeline.slice(0, 4),
        policy: { targets: { resolution: { seconds: 12_000_000_000 } } },
      },
    ],
    [
      'policy.targets.resolution.pauseIn.1: "pendng" ',
      { ...good.clocks, policy: { targets: { resolution: { seconds: 1, pauseIn: ['open', 'pendng'] } } } },
    ],
    ['timeline: ', { ...good.clocks, timeline: [] }],
    ['timeline.6: ', { ...good.clocks, timeline: [...timeline, { at, type: 'opened' }] }],
    [
      'timeline.6.at: ',
      { ...good.clocks, timeline: [...timeline, { at: '2026-11-23T08:59:59Z', type: 'agentReplied' }] },
    ],
    ['timeline.6.status: This is missing.', { ...good.clocks, timeline: [...timeline, { at, type: 'statusChanged' }] }],
    [
      'timeline.4.policy.targets.firstResponse.calendar.week: ',
      {
        ...good.clocks,
        timeline: timeline.with(4, {
          at,
          type: 'policyChanged',
          policy: { targets: { firstResponse: { seconds: 1, calendar: { timezone: 'UTC', week: {} } } } },
        } as never),
      },
    ],
    ['tiers.0: ', { ...good.clocks, tiers: { 0: office } }],
    ['tiers.2.timezone: ', { ...good.clocks, tiers: { 2: { week: 'always' } } }],
  ])('[LAB5] says %s', (begins, question) => {
    expect(wrong(question).slice(0, begins.length)).toBe(begins);
  });

  it('[LAB5] says it in words, never in those of a parser', () => {
    for (const [question, path] of everyFieldWrong()) {
      const said = wrong(question);
      expect(said, path).toMatch(/^[^ ]+: .+\.$/);
      expect(said, path).not.toMatch(/invalid|expected|input|undefined|NaN,|object Object/i);
    }
  });

  it('[LAB5] every field of every shape wrong in turn gives an error that names it', () => {
    const unlike: string[] = [];
    for (const [question, path] of everyFieldWrong()) {
      const said = wrong(question);
      const field = said.slice(0, said.indexOf(': '));
      if (!path.startsWith(field) && !field.startsWith(path)) unlike.push(`${path}: ${said}`);
    }
    expect(unlike).toEqual([]);
  });

  it('[LAB4] [LAB7] what is due long after it was asked is due after the holidays in between', () => {
    const calendar = { timezone: 'UTC', week: 'always', holidays: ['2027-01-01', '2046-11-24'] };
    const due = (days: number) => {
      const targets = { resolution: { seconds: days * 86_400 }, tier: { seconds: 60, calendar: 'always' } };
      const said = ask({ op: 'clocks', calendar, policy: { targets }, timeline: [{ at, type: 'opened' }], at });
      return 'targets' in said ? said.targets.resolution?.dueAt : said;
    };
    expect(due(10)).toBe(Date.parse('2026-12-04T10:00:00Z'));
    expect(due(60)).toBe(Date.parse('2027-01-24T10:00:00Z'));
    expect(due(36_524)).toBe(Date.parse('2126-11-26T10:00:00Z'));
  });

  it('[LAB7] a calendar that opens in some years only is not never open', () => {
    const once = { timezone: 'UTC', week: {}, exceptions: { '2130-01-01': [['09:00', '10:00']] } };
    expect(ask({ op: 'open', calendar: once, at })).toEqual({ open: false, next: Date.UTC(2130, 0, 1, 9) });
    const taken = { ...once, holidays: ['2130-01-01'] };
    expect(wrong({ op: 'open', calendar: taken, at })).toMatch(/^calendar.holidays: /);
  });

  it('[LAB8] a line of nonsense ends as soon as it begins', () => {
    const begun = process.cpuUsage();
    const many = <T>(one: T) => Array.from({ length: 300_000 }, () => one);
    expect(wrong({ ...good.clocks, timeline: many(5) })).toMatch(/^timeline: This list of 300000 /);
    expect(wrong({ ...good.open, calendar: { ...office, holidays: many({}) } })).toMatch(/^calendar.holidays: /);
    expect(wrong({ ...good.open, calendar: { ...office, timezone: many('x').join('') } })).toMatch(
      /^calendar.timezone: /,
    );
    expect(wrong({ ...good.clocks, at: '2900-01-01T00:00:00Z' })).toMatch(/^at: The \d+ days /);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(2_000);
  });

  it('[LAB8] half an hour a week, for centuries, is reckoned at once', () => {
    const begun = process.cpuUsage();
    const calendar = { timezone: 'Europe/Berlin', week: { mon: [['09:00', '09:30']] } };
    expect(ask({ op: 'add', calendar, from: at, seconds: 1_800 * 52 * 390 })).toMatchObject({ at: expect.any(Number) });
    expect(wrong({ op: 'add', calendar, from: at, seconds: 1_800 * 52 * 410 })).toMatch(/^seconds: /);
    expect(ask({ op: 'open', calendar: { ...calendar, week: 'always', holidays: ['2020-01-01'] }, at })).toEqual({
      open: true,
      next: null,
    });
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(2_000);
  });

  it('[LAB8] what is closed and opened again a thousand times is told at once', () => {
    const opened = Date.parse('2026-11-23T09:00:00Z');
    const told = Array.from({ length: 2_000 }, (_, n) => ({
      at: new Date(opened + n * 60_000).toISOString(),
      ...(n === 0 ? { type: 'opened' } : { type: 'statusChanged', status: n % 2 === 1 ? 'closed' : 'open' }),
    }));
    const targets = { resolution: { seconds: 3_600 }, update: { seconds: 60 } };
    const begun = process.cpuUsage();
    const said = ask({ ...good.clocks, policy: { targets }, timeline: told, at: '2026-12-03T09:00:00Z', tiers: {} });
    const { resolution } = 'targets' in said ? said.targets : {};
    expect(resolution?.earlier.length).toBe(999);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(2_000);
  });

  it('[LAB5] answers any JSON, or says what is wrong with it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (asked) => {
        expect(wrong(asked)).toMatch(/^.+: .+\.$/s);
      }),
      { numRuns: 1_000 },
    );
  });

  it('[LAB5] answers any good question with something put in its place, or says what is wrong with it', () => {
    const places = Object.values(good).flatMap((question) => pathsIn(question).map((path) => ({ question, path })));
    const strange = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        'always',
        '24:00',
        '00:00',
        at,
        '2026-12-25',
        '*-02-29',
        'pending',
        'vendor',
        0,
        1,
        99,
        -1,
        1e15,
      ),
      fc.constantFrom<unknown>(
        '9999-12-31T23:59:59Z',
        '1000-01-01T00:00:00Z',
        12_000_000_000,
        1e308,
        '',
        [],
        {},
        null,
        '__proto__',
      ),
      fc.constantFrom<unknown>(...places.map(({ question, path }) => valueAt(question, path))),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places), strange, fc.boolean(), ({ question, path }, value, add) => {
        const changed = put(question, add ? [...path.slice(0, -1), 'strange'] : path, value);
        const said = ask(changed);
        if ('error' in said) expect(said.error).toMatch(/^.+: .+\.$/s);
        else expect(JSON.stringify(said)).not.toMatch(/NaN|Infinity/);
      }),
      { numRuns: 1_000 },
    );
  });
});

type Path = readonly (string | number)[];

/** Each place in the good questions with each thing that can't stand there, and the place's path. */
function everyFieldWrong(): [unknown, string][] {
  return Object.values(good).flatMap((question) =>
    pathsIn(question).flatMap((path) =>
      [undefined, null, true, 'NaN', '', -1.0005, 1e300, {}, [], [null], { strange: 1 }]
        .filter((value) => isWrongAt(path, value))
        .map((value): [unknown, string] => [put(question, path, value), path.join('.')]),
    ),
  );
}

/** Leaving out what may be left out is fine, and so is no opening, holiday, exception, tier or target. */
function isWrongAt(path: Path, value: unknown): boolean {
  const name = String(path.at(-1));
  const inList = typeof path.at(-1) === 'number';
  const optional = ['holidays', 'exceptions', 'tiers', 'pauseIn', 'warnAt', 'waitingOn', 'firstResponse', 'resolution'];
  if (value === undefined) {
    const leftOut = optional.includes(name) || /^(mon|wed|\d{4}-.*|hours)$/.test(name) || path.at(-2) === 'tiers';
    return !leftOut && !(name === 'calendar' && path.includes('targets')) && !(name === 'tier' && path.at(-2) === 0);
  }
  if (Array.isArray(value) && value.length === 0) {
    return !['holidays', 'pauseIn', 'warnAt', 'mon', 'wed', 'hours'].includes(name) && !/^\d{4}-/.test(name);
  }
  if (typeof value === 'object' && value && Object.keys(value).length === 0) {
    return (
      !['exceptions', 'tiers', 'targets', 'week'].includes(name) ||
      inList ||
      (path.at(0) === 'tiers' && path.length > 1)
    );
  }
  return true;
}

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inside = Object.entries(value).flatMap(([key, one]) =>
    pathsIn(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return path.length > 0 ? [path, ...inside] : inside;
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], value);
}

function put(value: unknown, [key, ...rest]: Path, what: unknown): unknown {
  if (key === undefined) return what;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  const inner = put(copy[key], rest, what);
  if (inner === undefined && !Array.isArray(copy)) delete copy[key];
  else copy[key] = inner;
  return copy;
}
