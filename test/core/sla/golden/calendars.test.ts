import { describe, expect, it } from 'vitest';
import { engineSays } from '../oracle/agree.ts';
import { addSlowly, betweenSlowly, openSlowly, type Tick } from '../oracle/oracle.ts';
import { calendars } from './calendars.ts';
import { deadlines } from './deadlines.ts';
import { openings } from './openings.ts';
import { spans } from './spans.ts';

/** Each row is held against the engine and against the oracle: both would have to be wrong in the same way. */
describe(`${deadlines.length} deadlines, one by one`, () => {
  it.each(deadlines)('[SLA2] [SLA7] %s (%s, %s and %s)', (_, name, from, amount, expected) => {
    const [calendar, start, seconds, due] = [calendars[name], at(from), secondsIn(amount), at(expected)];
    expect(engineSays({ op: 'add', calendar, from: start, seconds }, 'at')).toEqual({ at: due });
    expect(addSlowly(calendar, start, seconds, tickOf(start, seconds * 1000))).toBe(due);
  });
});

describe(`${spans.length} spans, one by one`, () => {
  it.each(spans)('[SLA1]–[SLA9] %s (%s, %s to %s)', (_, name, from, to, expected) => {
    const [calendar, start, end, seconds] = [calendars[name], at(from), at(to), secondsIn(expected)];
    expect(engineSays({ op: 'between', calendar, from: start, to: end }, 'seconds')).toEqual({ seconds });
    expect(betweenSlowly(calendar, start, end, tickOf(start, end))).toBe(seconds);
  });
});

describe(`${openings.length} openings, one by one`, () => {
  it.each(openings)('[SLA1] [SLA3] %s (%s, %s)', (_, name, when, state, until) => {
    const [calendar, instant] = [calendars[name], at(when)];
    const expected = { open: state === 'open', next: until === 'for ever' ? null : at(until) };
    expect(engineSays({ op: 'open', calendar, at: instant }, 'open')).toEqual(expected);
    expect(openSlowly(calendar, instant, tickOf(instant), 300)).toEqual(expected);
  });
});

const at = (text: string) => Date.parse(text);

function secondsIn(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace('-', '').split(':').map(Number);
  const all = (hours * 60 + minutes) * 60 + seconds;
  return text.startsWith('-') ? -all : all;
}

function tickOf(...ms: number[]): Tick {
  return ms.every((one) => one % 60_000 === 0) ? 60_000 : 1000;
}
