import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClocksAnswer } from '#core/sla/laboratory/clocks.ts';
import type { ClocksQuestion } from '#core/sla/laboratory/question.ts';
import { engineSays } from '../oracle/agree.ts';
import { clocksSlowly, type Tick } from '../oracle/oracle.ts';
import { patience } from '../runs.ts';
import { hours } from './hours.ts';
import { questionOf, stories } from './stories.ts';
import { inWords, readTable, type Worked } from './worked.ts';

/**
 * Every story under every calendar, as it stands in `tickets.txt`, second by second by the oracle and by the engine.
 * A new story or calendar is written into the table by the oracle: TIERLINE_WRITE_TABLE=1. Then read what it wrote.
 */
const file = join(import.meta.dirname, 'tickets.txt');
const rows = Object.entries(hours).flatMap(([place, where]) =>
  Object.entries(stories).map(([name, story]) => {
    const question = questionOf(story, where);
    const words = (answer: Worked) => inWords(`${place}: ${name}`, answer, where.calendar.timezone);
    return { title: `${place}: ${name}`, question, words, tick: tickOf(question) };
  }),
);
/** Nothing happens between two ticks. */
function tickOf({ timeline, at }: ClocksQuestion): Tick {
  return [...timeline.map((entry) => entry.at), at].every((one) => one % 60_000 === 0) ? 60_000 : 1000;
}

if (process.env.TIERLINE_WRITE_TABLE) {
  writeFileSync(file, `${rows.map(({ question, words, tick }) => words(clocksSlowly(question, tick))).join('\n\n')}\n`);
}
const table = readTable(file);

describe(`the golden table of ${rows.length} tickets`, () => {
  it('has a row for each story under each calendar, and no other', () => {
    expect(rows.length).toBeGreaterThan(300);
    expect([...table.keys()]).toEqual(rows.map(({ title }) => title));
  });

  it.each(Object.keys(hours))('[SLA10]–[CHARGE2] %s: the engine says what stands there', (place) => {
    for (const { title, question, words } of rows.filter(({ title }) => title.startsWith(`${place}: `))) {
      const { targets, charged } = engineSays<ClocksAnswer>(question, 'targets');
      const cycles = Object.entries(targets).map(([kind, target]) => [kind, [...target.earlier, target]]);
      expect(words({ targets: Object.fromEntries(cycles), charged })).toBe(table.get(title));
    }
  });

  it.each(Object.keys(hours))('%s: and so does the oracle', { timeout: patience }, (place) => {
    for (const { title, question, words, tick } of rows.filter(({ title }) => title.startsWith(`${place}: `))) {
      expect(words(clocksSlowly(question, tick))).toBe(table.get(title));
    }
  });
});
