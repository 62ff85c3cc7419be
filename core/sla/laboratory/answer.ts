import type { Instant } from '../../ids.ts';
import type { Flaw } from '../calendar-check.ts';
import type { Zones } from './agenda.ts';
import { agendasOf } from './agendas.ts';
import { answerClocks, type ClocksAnswer } from './clocks.ts';
import { firstWrong } from './first-wrong.ts';
import { Question } from './question.ts';
import { MOST_YEARS, measure, reach, stateAt } from './reach.ts';
import { Unanswerable } from './unanswerable.ts';

export type Answered = { at: Instant } | { seconds: number } | { open: boolean; next: Instant | null } | ClocksAnswer;
export type Answer = Answered | { error: string };

/**
 * Answers one question about calendars and clocks, by the functions that console and server run. Never throws for what
 * was asked: what can't be answered is an error that begins with the field's path.
 */
export function answer(asked: unknown, zones: Zones): Answer {
  const { answered, flaw } = answerOrFlaw(asked, zones);
  return answered ?? { error: `${flaw.field}: ${flaw.says}` };
}

/** The same with what is wrong apart: the field's path (`question` for the whole), and a sentence. */
export function answerOrFlaw(
  asked: unknown,
  zones: Zones,
): { answered: Answered; flaw: null } | { answered: null; flaw: Flaw } {
  const read = Question.safeParse(asked);
  if (!read.success) return { answered: null, flaw: firstWrong(read.error, asked, 'question') };
  try {
    return { answered: answered(read.data, zones), flaw: null };
  } catch (failure) {
    if (!(failure instanceof Unanswerable)) throw failure;
    return { answered: null, flaw: { field: failure.field, says: failure.message } };
  }
}

function answered(question: Question, zones: Zones): Answered {
  if (question.op === 'clocks') return answerClocks(question, zones);
  const agenda = agendasOf(zones).of(question.calendar, 'calendar');
  switch (question.op) {
    case 'add': {
      const at = reach(agenda, question.from, Math.round(question.seconds * 1000));
      if (at !== null) return { at };
      throw new Unanswerable({
        field: 'seconds',
        says: `The calendar is not open that long within ${MOST_YEARS} years.`,
      });
    }
    case 'between': {
      const { from, to } = question;
      const open = to < from ? measure(agenda, to, from) : measure(agenda, from, to);
      if (open !== null) return { seconds: (to < from ? -open : open) / 1000 };
      throw new Unanswerable({ field: 'to', says: `More than ${MOST_YEARS} years lie in between.` });
    }
    case 'open':
      return stateAt(agenda, question.at);
    default:
      return question satisfies never;
  }
}
