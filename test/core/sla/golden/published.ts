import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry, PolicyText } from '#core/sla/laboratory/question.ts';
import type { TargetKind } from '#core/ticket/target.ts';
import { type PublishedCalendar, publishedCalendars } from './published-calendars.ts';

/** A row of a table: whose test says so, by which hours, and what stands in the row. */
export type Row = { source: string; calendar: PublishedCalendar; more: string; line: string };

/** `#` names the system and its test, `@` the hours (and what is promised by them); then come the rows. */
export function rowsOf(file: string): Row[] {
  const rows: Row[] = [];
  let source = '';
  let calendar: PublishedCalendar | null = null;
  let more = '';
  for (const line of readFileSync(join(import.meta.dirname, file), 'utf8').split('\n')) {
    if (line.startsWith('# ')) source = line.slice(2);
    else if (line.startsWith('@ ')) {
      const [name = '', rest = ''] = line.slice(2).split(' | ');
      if (!isCalendar(name)) throw new Error(`${file} names hours that aren't there: ${name}`);
      calendar = name;
      more = rest;
    } else if (line !== '' && calendar) rows.push({ source, calendar, more, line });
  }
  return rows;
}

function isCalendar(name: string): name is PublishedCalendar {
  return Object.hasOwn(publishedCalendars, name);
}

/** `2026-11-24 09:30` as a clock in the zone shows it, or an instant with its offset. */
export function instantIn(zone: string, text: string): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(text)) return Date.parse(text);
  return Temporal.PlainDateTime.from(text.replace(' ', 'T')).toZonedDateTime(zone).epochMilliseconds;
}

/** `-1:30:15.500`, in hours. */
export function secondsOf(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace('-', '').split(':').map(Number);
  const all = Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000) / 1000;
  return text.startsWith('-') ? -all : all;
}

/** What is expected of one target, as far as the published test says. `before`: of the cycle before the last. */
export type Expected = { kind: TargetKind; before: boolean; facts: Record<string, string | number | null> };
export type Told = { source: string; calendar: PublishedCalendar; story: string; expected: Expected[] };

/** Stories, each with what is expected indented beneath. */
export function storiesOf(file: string): (Told & { policy: PolicyText; timeline: Entry[]; at: number })[] {
  const told: ReturnType<typeof storiesOf> = [];
  for (const { source, calendar, more, line } of rowsOf(file)) {
    if (!line.startsWith('  ')) {
      told.push({ source, calendar, story: line, expected: [], ...readStory(line, promised(more)) });
      continue;
    }
    const last = told.at(-1);
    last?.expected.push(readExpected(line.trim(), last.at));
  }
  return told;
}

/** What pauses is the same in all of them: waiting for the requester. */
function promised(text: string): PolicyText {
  const targets = text.split(', ').map((one) => {
    const [kind = '', amount = ''] = one.split(' ');
    return [kind, { seconds: secondsOf(amount), pauseIn: ['pending'] }];
  });
  return { targets: Object.fromEntries(targets) };
}

/** A time without a date is on the day of the one before it. */
function readStory(line: string, policy: PolicyText): { policy: PolicyText; timeline: Entry[]; at: number } {
  const timeline: Entry[] = [];
  let at = 0;
  for (const part of line.split(', ')) {
    const [time = '', word = '', amount] = part.split(' ');
    at = instantAfter(at, time);
    if (word === 'look') break;
    timeline.push(amount ? { at, type: 'policyChanged', policy: withAmount(policy, word, amount) } : entryOf(at, word));
  }
  return { policy, timeline, at };
}

function withAmount({ targets }: PolicyText, kind: string, amount: string): PolicyText {
  return { targets: { ...targets, ...promised(`${kind} ${amount}`).targets } };
}

function instantAfter(before: number, time: string): number {
  return time.includes('T') ? Date.parse(time) : Date.parse(`${new Date(before).toISOString().slice(0, 10)}T${time}Z`);
}

function entryOf(at: number, word: string): Entry {
  switch (word) {
    case 'opened':
      return { at, type: 'opened' };
    case 'replied':
      return { at, type: 'agentReplied' };
    case 'noted':
      return { at, type: 'agentNoted' };
    case 'asked':
      return { at, type: 'requesterReplied' };
    case 'open':
    case 'pending':
    case 'resolved':
    case 'closed':
      return { at, type: 'statusChanged', status: word };
    default:
      throw new Error(`a story can't say "${word}"`);
  }
}

function readExpected(line: string, at: number): Expected {
  const [head = '', ...rest] = line.split(', ');
  const words = head.split(' ');
  const [kind, state = ''] = [words[0] as TargetKind, words.at(-1)];
  const facts: Expected['facts'] = { state };
  for (const [name, value] of rest.map((one) => one.split(' '))) {
    if (name === 'used') facts.usedSeconds = secondsOf(value ?? '');
    else if (name === 'left') facts.remainingSeconds = secondsOf(value ?? '');
    else if (name === 'due') facts.dueAt = value === 'never' ? null : instantAfter(at, value ?? '');
    else throw new Error(`nothing is called "${name}"`);
  }
  return { kind, before: words.length === 3, facts };
}
