/** Rows of cells as lines of plain text: columns as wide as their widest cell; those in `figures` end in one line. */
export function inColumns(rows: readonly (readonly string[])[], figures: readonly number[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const fit = (cell: string, column: number) =>
    figures.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(fit).join('  ').trimEnd());
}
