import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ground, sizes, startGround } from '#test/support/database.ts';
import { createClock } from '#test/support/server-clock.ts';
import { ada, ines, seedWorkspace } from '#test/support/workspace.ts';
import { answerLine } from '../../server/laboratory/line.ts';
import { type Line, LONGEST, linesOf } from '../../server/laboratory/lines.ts';
import { openSite, type Site } from './admin-site.ts';

const calendar = { timezone: 'Europe/Berlin', week: { mon: [['09:00', '17:00']], tue: [['09:00', '17:00']] } };
const at = '2026-11-24T10:00:00Z';
const questions = {
  add: { op: 'add', calendar, from: at, seconds: 7 * 3_600 },
  between: { op: 'between', calendar, from: at, to: '2026-11-23T10:00:00Z' },
  open: { op: 'open', calendar, at },
  clocks: {
    op: 'clocks',
    calendar,
    policy: { targets: { firstResponse: { seconds: 3_600 }, nextResponse: { seconds: 60 } } },
    timeline: [
      { at: '2026-11-24T11:00:00+01:00', type: 'opened' },
      { at: '2026-11-24T10:30:00.500Z', type: 'agentReplied' },
    ],
    at: '2026-11-24T11:00:00Z',
  },
};
const say = (question: unknown) => JSON.parse(answerLine(JSON.stringify(question)));

describe('a line of the command', () => {
  it('[LAB1] is answered in ISO 8601, to the millisecond where there are any', () => {
    expect(say(questions.add)).toEqual({ at: '2026-11-30T09:00:00Z' });
    expect(say(questions.between)).toEqual({ seconds: -8 * 3_600 });
    expect(say(questions.open)).toEqual({ open: true, next: '2026-11-24T16:00:00Z' });
    expect(say({ ...questions.open, calendar: { timezone: 'UTC', week: 'always' } })).toEqual({
      open: true,
      next: null,
    });
    expect(say(questions.clocks)).toEqual({
      targets: {
        firstResponse: {
          state: 'met',
          dueAt: '2026-11-24T11:00:00Z',
          endedAt: '2026-11-24T10:30:00.500Z',
          endedBy: 'reply',
          usedSeconds: 1800.5,
          remainingSeconds: 1799.5,
          segments: [
            {
              from: at,
              to: '2026-11-24T10:30:00.500Z',
              state: 'counts',
              seconds: 1800.5,
              counts: 1800.5,
              charged: 'tier1',
              because: 'started',
            },
          ],
          earlier: [],
        },
        nextResponse: {
          state: 'idle',
          dueAt: null,
          endedAt: null,
          endedBy: null,
          usedSeconds: 0,
          remainingSeconds: 60,
          segments: [],
          earlier: [],
        },
      },
      charged: { tier1: 3600, requester: 0, vendor: 0, nobodyOnShift: 0, systemDown: 0 },
    });
  });

  it('[LAB1] [LAB5] that is no question says so', () => {
    expect(answerLine('hello')).toMatch(/^\{"error":"question: This is no JSON: /);
    expect(say({ ...questions.open, calendar: { ...calendar, week: { wed: [['09:00', '9:30']] } } })).toEqual({
      error: 'calendar.week.wed.0.1: "9:30" doesn\'t fit here. Give a time of day as HH:MM, from 00:00 to 24:00.',
    });
    expect(answerLine(`{"op":"open","calendar":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).toMatch(/"calendar: /);
  });
});

describe('lines of bytes', () => {
  const lines = async (...chunks: (string | Uint8Array)[]): Promise<Line[]> => {
    const bytes = async function* () {
      for (const chunk of chunks) yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
    };
    return Array.fromAsync(linesOf(bytes()));
  };
  const texts = (...found: string[]) => found.map((text) => ({ text }));

  it('[LAB11] are parted by line feeds only, the last with or without one', async () => {
    expect(await lines('{"a":\n', '1}\n2')).toEqual(texts('{"a":', '1}', '2'));
    expect(await lines('1\n\n2\n')).toEqual(texts('1', '', '2'));
    expect(await lines('{"a":\r"\u2028"}\r\n', '2\r\n')).toEqual(texts('{"a":\r"\u2028"}\r', '2\r'));
    expect(await lines('')).toEqual([]);
  });

  it('[LAB11] come whole, wherever the bytes were cut, and without a mark at the beginning', async () => {
    const [euro, rest] = [
      new TextEncoder().encode('"€"\n').subarray(0, 2),
      new TextEncoder().encode('"€"\n').subarray(2),
    ];
    expect(await lines(euro, rest, '\ufeff{}')).toEqual(texts('"€"', '{}'));
  });

  it('[LAB11] [LAB8] that can’t be read are one answer each, and the next is read', async () => {
    const unreadable = new Uint8Array([0x22, 0xff, 0x22, 0x0a]);
    const long = new Uint8Array(LONGEST / 4 + 1).fill(0x78);
    expect(await lines(unreadable, '1\n', long, long, long, long, '\n2')).toEqual([
      { text: null, because: 'unreadable' },
      { text: '1' },
      { text: null, because: 'long' },
      { text: '2' },
    ]);
  });
});

describe('the command', () => {
  const start = () => spawn(process.execPath, [join(import.meta.dirname, '../../server/laboratory/main.ts')]);

  it('[LAB1] [LAB11] answers line by line, in order, and goes on after a bad one', async () => {
    const command = start();
    const said = text(command.stdout);
    command.stdin.end(`${JSON.stringify(questions.open)}\r\n\n  \nhello\n${JSON.stringify(questions.add)}`);
    const lines = (await said).split('\n');
    expect(lines.map((line) => line && Object.keys(JSON.parse(line)))).toEqual([
      ['open', 'next'],
      ['error'],
      ['at'],
      '',
    ]);
  });

  it('[LAB11] ends quietly when nobody reads its answers any more', async () => {
    const command = start();
    const complaints = text(command.stderr);
    const ended = new Promise((exit) => command.on('exit', exit));
    command.stdin.on('error', () => {});
    command.stdout.once('data', () => command.stdout.destroy());
    command.stdin.end(`${JSON.stringify(questions.clocks)}\n`.repeat(5_000));
    expect(await ended).toBe(0);
    expect(await complaints).toBe('');
  });
});

describe.each(sizes.slice(0, 1))('the laboratory over HTTP, on %s', (size) => {
  let ground: Ground;
  let site: Site;

  beforeAll(async () => {
    ground = await startGround(size);
  });
  afterAll(() => ground.stop());
  beforeEach(async () => {
    site = await openSite({ database: await ground.fresh(), clock: createClock() });
    await seedWorkspace(site.parts.changeReference);
  });
  afterEach(async () => {
    await site.close();
    await site.parts.database.close();
  });

  it('[LAB2] answers administrators as the command does', async () => {
    const asAda = await site.as(ada);
    for (const question of Object.values(questions)) {
      expect(await asAda.post('/laboratory', question)).toEqual({ status: 200, body: say(question) });
    }
  });

  it('[LAB5] names the field of what it can’t answer, as the command does', async () => {
    const asAda = await site.as(ada);
    const question = { ...questions.open, calendar: { ...calendar, timezone: 'Mars' } };
    const { status, body } = await asAda.post('/laboratory', question);
    expect(status).toBe(400);
    expect(body).toMatchObject({ problem: 'unanswerable', field: 'calendar.timezone', ...say(question) });
    expect((await asAda.post('/laboratory', [])).body.field).toBe('question');
  });

  it('[ADM20] answers nobody else', async () => {
    expect((await (await site.as(ines)).post('/laboratory', questions.open)).status).toBe(403);
  });
});
