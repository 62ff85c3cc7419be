import { answerOrFlaw } from '#core/sla/laboratory/answer.ts';
import { textOf } from '#core/sla/laboratory/answer-text.ts';
import { zones } from './zones.ts';

/** A line of JSON for a line of JSON; whatever is asked, the answer is one line. */
export function answerLine(line: string): string {
  let asked: unknown;
  try {
    asked = JSON.parse(line);
  } catch (failure) {
    return wrong('question', `This is no JSON: ${messageOf(failure)}.`);
  }
  try {
    const { answered, flaw } = answerOrFlaw(asked, zones);
    return answered ? JSON.stringify(textOf(answered)) : wrong(flaw.field, flaw.says);
  } catch (failure) {
    return wrong('question', `Tierline made a mistake over it, please report it: ${messageOf(failure)}.`);
  }
}

export function wrong(field: string, says: string): string {
  return JSON.stringify({ error: `${field}: ${says}` });
}

function messageOf(failure: unknown): string {
  return (failure instanceof Error ? failure.message : String(failure)).slice(0, 200);
}
