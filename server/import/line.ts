import { Tag } from '#core/commands/classify.ts';
import type { Instant } from '#core/ids.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { instantOf } from './instant.ts';
import type { Mapping, Take } from './mapping.ts';
import type { LineProblem } from './problem.ts';
import type { Row } from './rows.ts';

const LONGEST_FIELD = 2_000;

/** A line's cells, read by what they mean; what is wrong is collected with the column's own name. */
export function createLine(row: Row, mapping: Mapping, problems: LineProblem[]) {
  const wrong = (take: Take, says: string) => {
    problems.push({ line: row.line, column: mapping.columns.get(take) ?? null, says });
  };
  const read = (take: Take): string => {
    const column = mapping.columns.get(take);
    const cell = column === undefined ? '' : (row.cells.get(column) ?? '');
    return mapping.values?.[take]?.[cell] ?? cell;
  };
  return {
    wrong,
    read,
    word<T>(take: Take, words: Readonly<Record<string, T>>, what: string): T | null {
      const cell = read(take);
      if (cell === '') return null;
      const found = words[cell.toLowerCase()] ?? words[cell.toLowerCase().split(/\s+-\s+/)[0] ?? ''];
      if (found === undefined) wrong(take, `"${cell}" isn't ${what}.`);
      return found ?? null;
    },
    named<T extends { name: string }>(take: Take, list: readonly T[], what: string): T | null {
      const cell = read(take);
      const found = list.find(({ name }) => name.toLowerCase() === cell.toLowerCase());
      if (cell !== '' && !found) {
        const known = list.slice(0, 12).map(({ name }) => name);
        const all =
          list.length === 0 ? 'There is none yet.' : `There is: ${known.join(', ')}${list.length > 12 ? ' …' : ''}.`;
        wrong(take, `There is no ${what} "${cell}". ${all}`);
      }
      return found ?? null;
    },
    person(take: Take, reference: Reference) {
      const cell = read(take).toLowerCase();
      const found = reference.data.people.find(
        ({ active, email, name }) => active && (email.toLowerCase() === cell || name.toLowerCase() === cell),
      );
      if (cell !== '' && !found) wrong(take, `Nobody here is called "${read(take)}".`);
      return found ?? null;
    },
    time(take: Take, now: Instant): Instant | null {
      const cell = read(take);
      if (cell === '') return null;
      const at = instantOf(cell, mapping);
      if (at === null) {
        const how =
          mapping.dates === 'iso' ? 'as 2026-04-15T08:30 (or say "dates" in the mapping)' : 'as the mapping says';
        wrong(take, `"${cell}" can't be read as a time. Write it ${how}.`);
      } else if (at > now) wrong(take, `"${cell}" lies in the future.`);
      return at;
    },
    tags(): string[] {
      const words = read('tags')
        .split(/[,;|]/)
        .map((word) => word.trim())
        .filter((word) => word !== '');
      const tags = words.map((word) => Tag.safeParse(word));
      const bad = words.find((_, index) => !tags[index]?.success);
      if (bad !== undefined) wrong('tags', `"${bad}" is no tag: up to 40 letters, digits, spaces, dots or dashes.`);
      if (words.length > 30) wrong('tags', 'A ticket has at most 30 tags.');
      return [...new Set(tags.flatMap((tag) => (tag.success ? [tag.data] : [])))];
    },
    fields(): Record<string, string> {
      const kept = [...mapping.fields].map(([column, name]) => [name, row.cells.get(column) ?? ''] as const);
      const long = kept.find(([, value]) => value.length > LONGEST_FIELD);
      if (long) problems.push({ line: row.line, column: long[0], says: 'A field is at most 2,000 characters.' });
      return Object.fromEntries(kept.filter(([, value]) => value !== ''));
    },
  };
}
