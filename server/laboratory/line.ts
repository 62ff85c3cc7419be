import { type Answer, answer } from '#core/sla/laboratory/answer.ts';
import { zones } from './zones.ts';

/** A line of JSON for a line of JSON; whatever is asked, the answer is one line. */
export function answerLine(line: string): string {
  let asked: unknown;
  try {
    asked = JSON.parse(line);
  } catch (failure) {
    return JSON.stringify({
      error: `question: it is no JSON (${failure instanceof Error ? failure.message : failure}).`,
    });
  }
  return JSON.stringify(inIso(answer(asked, zones)));
}

const instants = new Set(['at', 'next', 'dueAt', 'endedAt', 'from', 'to']);

/** Instants as ISO 8601 in UTC, to the millisecond where there are any. */
function inIso(value: Answer): unknown {
  return JSON.parse(JSON.stringify(value), (key, one: unknown) =>
    instants.has(key) && typeof one === 'number' ? new Date(one).toISOString().replace('.000Z', 'Z') : one,
  );
}
