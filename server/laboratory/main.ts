import { answerLine, wrong } from './line.ts';
import { type Line, LONGEST, linesOf } from './lines.ts';

/** `npm run --silent sla`: a question a line on stdin, an answer a line on stdout, in order, until stdin ends. */
process.stdout.on('error', leave);
for await (const line of linesOf(process.stdin)) {
  if (line.text?.trim() === '') continue;
  if (!process.stdout.write(`${answerTo(line)}\n`)) {
    await new Promise((drained) => process.stdout.once('drain', drained));
  }
}

function answerTo(line: Line): string {
  if (line.text !== null) return answerLine(line.text);
  if (line.because === 'long') return wrong('question', `The line is longer than ${LONGEST / 1024 / 1024} MB.`);
  return wrong('question', 'The line is not UTF-8.');
}

/** Whoever read the answers has heard enough. */
function leave(failure: NodeJS.ErrnoException): void {
  if (failure.code !== 'EPIPE') process.stderr.write(`The answers can't be written: ${failure.message}\n`);
  process.exit(failure.code === 'EPIPE' ? 0 : 1);
}
