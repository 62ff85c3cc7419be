import type { z } from 'zod';
import type { Instant } from '../../ids.ts';
import { addOpen, openAt, openBetween, openHours } from '../open-hours.ts';
import { answerClocks, type ClocksAnswer } from './clocks.ts';
import { drawn, earlier, further, Unanswerable, type Years, yearsAround, type Zones } from './drawn.ts';
import { Question } from './question.ts';

export type Answer =
  | { at: Instant }
  | { seconds: number }
  | { open: boolean; next: Instant | null }
  | ClocksAnswer
  | { error: string };

/**
 * Answers one question about calendars and clocks, by the functions that console and server run. Never throws for what
 * was asked: what can't be answered is an error that begins with the field's name.
 */
export function answer(asked: unknown, zones: Zones): Answer {
  const read = Question.safeParse(asked);
  if (!read.success) return { error: saying(read.error.issues[0]) };
  try {
    return answered(read.data, zones);
  } catch (failure) {
    if (failure instanceof Unanswerable) return { error: `${failure.field}: ${failure.message}` };
    throw failure;
  }
}

function answered(question: Question, zones: Zones): Answer {
  switch (question.op) {
    case 'add':
      return { at: added(question, zones) };
    case 'between': {
      const years = yearsAround([question.from, question.to], 'to');
      const hours = openHours(drawn(question.calendar, 'calendar', zones, years));
      const { from, to } = question;
      return { seconds: (to < from ? -openBetween(hours, to, from) : openBetween(hours, from, to)) / 1000 };
    }
    case 'open':
      return opened(question, zones);
    case 'clocks':
      return answerClocks(question, zones);
    default:
      return question satisfies never;
  }
}

type Asked<O extends Question['op']> = Extract<Question, { op: O }>;

/** Further and further years, until the amount is reached. */
function added({ calendar, from, seconds }: Asked<'add'>, zones: Zones): Instant {
  const more = seconds < 0 ? earlier : further;
  for (let years: Years | null = yearsAround([from], 'from'); years; years = more(years)) {
    const at = addOpen(openHours(drawn(calendar, 'calendar', zones, years)), from, seconds * 1000);
    if (at !== null) return at;
  }
  throw new Unanswerable({ field: 'seconds', says: 'The calendar is not open that long within 400 years.' });
}

function opened({ calendar, at }: Asked<'open'>, zones: Zones): Answer {
  let last: Answer = { open: false, next: null };
  for (let years: Years | null = yearsAround([at], 'at'); years; years = further(years)) {
    const { open, until } = openAt(openHours(drawn(calendar, 'calendar', zones, years)), at);
    last = { open, next: null };
    const end = Date.UTC(years.to, 11, 30);
    if (until !== null && until < end) return { open, next: until };
  }
  return last;
}

type Issue = z.core.$ZodIssue;

/** The field's path and what is wrong there; of a union the branch that came furthest speaks. */
function saying(issue: Issue | undefined): string {
  if (!issue) return 'question: it can’t be read.';
  const { path, message } = deepest(issue);
  return `${path.length > 0 ? path.map(String).join('.') : 'question'}: ${message}`;
}

function deepest(issue: Issue): Pick<Issue, 'path' | 'message'> {
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, issue.keys[0] ?? ''], message: 'is not known here' };
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const inner = issue.errors.flatMap((branch) => branch.slice(0, 1).map(deepest));
  const [furthest] = inner.sort((a, b) => b.path.length - a.path.length);
  if (!furthest || furthest.path.length === 0) return { path: issue.path, message: wanted(issue, inner) };
  return { path: [...issue.path, ...furthest.path], message: furthest.message };
}

function wanted(issue: Issue, inner: readonly Pick<Issue, 'message'>[]): string {
  const all = [...new Set(inner.map(({ message }) => message))];
  return all.length > 0 ? all.join(', or ') : issue.message;
}
