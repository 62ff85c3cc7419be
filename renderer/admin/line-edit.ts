/** A day, or all up to another, some every year; without hours it is closed. */
export type Line = { date: string; name: string; openings: string; until?: string; yearly?: boolean };

export type LineEdit = { do: 'add' } | { do: 'put'; at: number; part: Partial<Line> } | { do: 'leaveOut'; at: number };

/** The lines with one edit done; a new one begins as `fresh`. */
export function editLines<L extends Line>(lines: readonly L[], edit: LineEdit, fresh: L): L[] {
  switch (edit.do) {
    case 'add':
      return [...lines, fresh];
    case 'put':
      return lines.map((line, index) => (index === edit.at ? { ...line, ...edit.part } : line));
    case 'leaveOut':
      return lines.filter((_, index) => index !== edit.at);
    default:
      return edit satisfies never;
  }
}
