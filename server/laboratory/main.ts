import { createInterface } from 'node:readline';
import { answerLine } from './line.ts';

/** `npm run --silent sla`: a question a line on stdin, an answer a line on stdout, in order, until stdin ends. */
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.trim() === '') continue;
  if (!process.stdout.write(`${answerLine(line)}\n`)) {
    await new Promise((drained) => process.stdout.once('drain', drained));
  }
}
