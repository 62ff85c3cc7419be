import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { FileProblem, LineProblem } from './problem.ts';

/** A record of the file: where it begins, and its cells by the header's names. */
export type Row = { line: number; cells: ReadonlyMap<string, string> };

export type Table = { header: string[]; rows: Row[]; refused: LineProblem[] };

/** How often a broken line may be stepped over before the rest of the file is given up. */
const STEPS_AT_MOST = 200;

/**
 * The records of a CSV (RFC 4180), comma, semicolon or tab as in its header. A record that is broken is refused and
 * reading goes on at the next line, so that one open quote doesn't swallow all that follows.
 */
export function readRows(text: string, delimiter: string | null): Table | FileProblem {
  const lines = text.replace(/\r\n?/g, '\n').split(/(?<=\n)/);
  const by = delimiter ?? guessed(lines[0] ?? '');
  const first = recordsFrom(lines, 0, by, 1);
  const header = first.records[0]?.record.map((name) => name.trim());
  if (!header)
    return { unreadable: `The header in line 1 can't be read: ${first.broken?.says ?? 'It is empty.'}`, line: 1 };
  const problem = headerProblem(header);
  if (problem) return { unreadable: problem, line: 1 };

  const table: Table = { header, rows: [], refused: [] };
  let next = first.read;
  for (let steps = 0; next < lines.length; steps++) {
    const { records, broken } = recordsFrom(lines, next, by);
    for (const { record, line } of records) addRow(table, record, line);
    if (!broken) break;
    if (steps === STEPS_AT_MOST) {
      table.refused.push({ ...broken, column: null, says: 'Too many lines are broken. The rest was not read.' });
      break;
    }
    table.refused.push({ ...broken, column: null });
    next = broken.line;
  }
  return table;
}

function addRow(table: Table, record: readonly string[], line: number): void {
  if (record.every((cell) => cell.trim() === '')) return;
  if (record.length !== table.header.length) {
    const says = `This line has ${record.length} cells, the header has ${table.header.length}. Is a comma in a text without quotes?`;
    table.refused.push({ line, column: null, says });
    return;
  }
  table.rows.push({ line, cells: new Map(table.header.map((name, index) => [name, record[index]?.trim() ?? ''])) });
}

/** Records from a line (0-based) on, at most `most`, up to the first that is broken; each with its first line in the file. */
function recordsFrom(lines: readonly string[], from: number, delimiter: string, most?: number) {
  const records: { record: string[]; line: number }[] = [];
  let read = from;
  try {
    parse(lines.slice(from).join(''), {
      delimiter,
      bom: true,
      relax_column_count: true,
      ...(most === undefined ? {} : { to: most }),
      on_record: (record: string[], { lines: sofar }: { lines: number }) => {
        records.push({ record, line: read + 1 });
        read = from + sofar;
        return null;
      },
    });
    return { records, read, broken: null };
  } catch (failure) {
    if (!(failure instanceof CsvError)) throw failure;
    return {
      records,
      read,
      broken: { line: read + 1, says: sentenceFor(failure, from + Number(failure.lines) > read + 1) },
    };
  }
}

const never = 'A quote is opened here and never closed.';

/** `later`: the reader stumbled on a later line than the one where the record begins. */
function sentenceFor(failure: CsvError, later: boolean): string {
  switch (failure.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return never;
    case 'INVALID_OPENING_QUOTE':
      return 'A quote stands in the middle of a cell. Put the whole cell in quotes and write each quote in it twice.';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return later ? never : 'Something follows a closing quote. Write a quote inside a quoted cell twice.';
    default:
      return `This line can't be read (${failure.code}).`;
  }
}

function headerProblem(header: readonly string[]): string | null {
  if (header.every((name) => name === '')) return 'The first line must be a header with the names of the columns.';
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) !== index);
  return twice ? `The header names the column "${twice}" twice.` : null;
}

/** The most frequent of the three in the header. */
function guessed(line: string): string {
  const count = (sign: string) => line.split(sign).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0] ?? ',';
}
