import { describe, expect, it } from 'vitest';
import type { ClocksAnswer } from '#core/sla/laboratory/clocks.ts';
import { engineSays } from '../oracle/agree.ts';
import { instantIn, type Row, rowsOf, secondsOf, storiesOf } from './published.ts';
import { publishedCalendars } from './published-calendars.ts';

/**
 * What other systems' own published tests expect, translated: numbers only. Where our rules say otherwise the row isn't
 * here: time is elapsed, the closing instant is closed, spans backwards are negative, and seconds are kept.
 */
const deadlines = rowsOf('published-deadlines.txt');
const spans = rowsOf('published-spans.txt');
const openings = rowsOf('published-openings.txt');
const tickets = storiesOf('published-tickets.txt');

describe(`${deadlines.length} deadlines of other systems`, () => {
  it.each(titled(deadlines))('[SLA2] [SLA7] %s', (_, { calendar, at, cells: [from, amount, to] }) => {
    const asked = { op: 'add', calendar, from: at(from), seconds: secondsOf(amount) };
    expect(engineSays(asked, 'at')).toEqual({ at: at(to) });
  });
});

describe(`${spans.length} spans of other systems`, () => {
  it.each(titled(spans))('[SLA1]–[SLA9] %s', (_, { calendar, at, cells: [from, to, amount] }) => {
    const asked = { op: 'between', calendar, from: at(from), to: at(to) };
    expect(engineSays(asked, 'seconds')).toEqual({ seconds: secondsOf(amount) });
  });
});

describe(`${openings.length} openings of other systems`, () => {
  it.each(titled(openings))('[SLA1] [SLA3] %s', (_, { calendar, at, cells: [when, state, until] }) => {
    const next = until === 'for ever' ? null : at(until);
    expect(engineSays({ op: 'open', calendar, at: at(when) }, 'open')).toEqual({ open: state === 'open', next });
  });
});

describe(`${tickets.length} tickets of other systems`, () => {
  it.each(tickets.map((told) => [`${told.source} (${told.calendar}, ${told.story})`, told] as const))(
    '[SLA10]–[SLA19] %s',
    (_, { calendar, policy, timeline, at, expected }) => {
      const asked = { op: 'clocks', calendar: publishedCalendars[calendar], policy, timeline, at };
      const { targets } = engineSays<ClocksAnswer>(asked, 'targets');
      expect(expected.length).toBeGreaterThan(0);
      for (const { kind, before, facts } of expected) {
        const latest = targets[kind];
        expect(before ? latest?.earlier.at(-1) : latest).toMatchObject(facts);
      }
    },
  );
});

type Cells = [string, string, string];

function titled(rows: readonly Row[]) {
  return rows.map(({ source, calendar: name, line }) => {
    const calendar = publishedCalendars[name];
    const at = (text: string) => instantIn(calendar.timezone, text);
    return [`${source} (${name}, ${line})`, { calendar, at, cells: line.split(' | ') as Cells }] as const;
  });
}
