import { describe, expect, it } from 'vitest';
import { decode } from '../../server/import/decode.ts';
import { idFrom } from '../../server/import/identity.ts';
import { instantOf } from '../../server/import/instant.ts';
import { mappingFor } from '../../server/import/mapping.ts';
import { isUnreadable } from '../../server/import/problem.ts';
import { readRows, type Table } from '../../server/import/rows.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

function rowsOf(text: string): Table {
  const table = readRows(text, null);
  if (isUnreadable(table)) throw new Error(table.unreadable);
  return table;
}
const cells = (table: Table) => table.rows.map((row) => [row.line, ...row.cells.values()]);

describe("a file's bytes", () => {
  it('are UTF-8, with or without its mark', () => {
    expect(decode(utf8('id,Straße\n'))).toBe('id,Straße\n');
    expect(decode(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8('id\n')))).toBe('id\n');
  });

  it('are UTF-16 where they say so', () => {
    const wide = Buffer.from('\ufeffid,Straße\n', 'utf16le');
    expect(decode(wide)).toBe('id,Straße\n');
    expect(decode(Buffer.from(wide).swap16())).toBe('id,Straße\n');
  });

  it('in another encoding are named with the first line that shows it', () => {
    const latin = Buffer.from('id,subject\n1,fine\n2,Stra\xdfe\n', 'latin1');
    expect(decode(latin)).toEqual({
      unreadable: expect.stringContaining('Line 3 holds characters that are not UTF-8'),
      line: 3,
    });
  });

  it('in UTF-16 without a mark, or no text at all, are named', () => {
    const wide = Buffer.from('id,subject\n', 'utf16le');
    expect(decode(wide)).toEqual({ unreadable: expect.stringContaining('UTF-16 without its mark'), line: null });
  });

  it('may not be empty', () => {
    expect(decode(new Uint8Array())).toEqual({ unreadable: 'The file is empty.', line: null });
    expect(decode(utf8(' \n\n'))).toEqual({ unreadable: 'The file is empty.', line: null });
  });
});

describe('the lines of a CSV', () => {
  it('are counted as in the file, over quoted line breaks and empty lines', () => {
    const table = rowsOf('id,subject\r\n1,"two\r\nlines"\r\n\r\n2,"says ""so"""\r\n');
    expect(cells(table)).toEqual([
      [2, '1', 'two\nlines'],
      [5, '2', 'says "so"'],
    ]);
  });

  it.each([';', '\t'])('may be parted by %j', (sign) => {
    expect(cells(rowsOf(`id${sign}a,b${sign}c\n1${sign}x,y${sign}z`))).toEqual([[2, '1', 'x,y', 'z']]);
  });

  it('with an open quote cost that line only', () => {
    const table = rowsOf('id,subject\n1,ok\n2,"open\n3,after\n4,"whole\nagain"\n');
    expect(table.refused).toEqual([{ line: 3, column: null, says: 'A quote is opened here and never closed.' }]);
    expect(cells(table).map(([line]) => line)).toEqual([2, 4, 5]);
  });

  it('with a quote in the middle, or something after one, cost that line only', () => {
    const table = rowsOf('id,subject\n1,a "b" c\n2,"a" b\n3,ok\n');
    expect(table.refused.map(({ line }) => line)).toEqual([2, 3]);
    expect(cells(table)).toEqual([[4, '3', 'ok']]);
  });

  it('with more or fewer cells than the header are refused', () => {
    const table = rowsOf('id,subject\n1\n2,a,b\n3,ok\n');
    expect(table.refused.map(({ line }) => line)).toEqual([2, 3]);
    expect(table.refused[1]?.says).toContain('3 cells, the header has 2');
  });

  it('that are all broken are given up at some time', () => {
    const table = rowsOf(`id,subject\n${'x,a "b"\n'.repeat(1_000)}`);
    expect(table.refused.length).toBeLessThan(300);
    expect(table.refused.at(-1)?.says).toContain('The rest was not read');
  });
});

describe('a header', () => {
  it('gives every column its meaning, whatever its spelling', () => {
    const mapping = mappingFor(['External-ID', 'Short Description', 'assignment_group', 'Opened At', 'other'], {});
    if (isUnreadable(mapping)) throw new Error(mapping.unreadable);
    expect(Object.fromEntries(mapping.columns)).toEqual({
      externalId: 'External-ID',
      subject: 'Short Description',
      team: 'assignment_group',
      openedAt: 'Opened At',
    });
  });

  it('that is missing is noticed by its missing subject', () => {
    expect(mappingFor(['HD-1', 'Printer broken'], {})).toEqual({
      unreadable: expect.stringContaining('no column for the subject among: HD-1, Printer broken'),
      line: 1,
    });
  });

  it('must have what the mapping names', () => {
    expect(mappingFor(['id', 'title'], { columns: { team: 'Gruppe' } })).toEqual({
      unreadable: 'The mapping names the column "Gruppe", but the file has: id, title.',
      line: 1,
    });
  });

  it('names no column twice', () => {
    expect(readRows('id,id\n1,2\n', null)).toEqual({ unreadable: 'The header names the column "id" twice.', line: 1 });
  });
});

describe('a time', () => {
  const iso = { dates: 'iso', zone: 'Europe/Berlin' } as const;

  it.each([
    ['2026-04-15T08:30Z', '2026-04-15T08:30:00Z'],
    ['2026-04-15 08:30:10', '2026-04-15T06:30:10Z'],
    ['2026-04-15T08:30:00.123+0530', '2026-04-15T03:00:00Z'],
    ['2026-01-15', '2026-01-14T23:00:00Z'],
  ])('%s is read', (text, instant) => {
    expect(instantOf(text, iso)).toBe(Date.parse(instant));
  });

  it('with the day first or the month first is read where the mapping says so, else not at all', () => {
    expect(instantOf('03.04.2026 08:30', { ...iso, dates: 'dayFirst' })).toBe(Date.parse('2026-04-03T06:30Z'));
    expect(instantOf('03/04/2026, 8:30', { ...iso, dates: 'monthFirst' })).toBe(Date.parse('2026-03-04T07:30Z'));
    expect(instantOf('03/04/2026', iso)).toBeNull();
  });

  it.each(['2026-02-30', '2026-13-01', 'yesterday', '2026-04-15T25:00', ''])('%j is none', (text) => {
    expect(instantOf(text, iso)).toBeNull();
  });
});

describe('an id made of words', () => {
  it('is the same for the same words, and does not run words together', () => {
    expect(idFrom('a', 'bc')).toBe(idFrom('a', 'bc'));
    expect(idFrom('a', 'bc')).not.toBe(idFrom('ab', 'c'));
    expect(idFrom('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
