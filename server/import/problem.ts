import { z } from 'zod';

/** Why something of a file was refused: the line in the file (1 is its header), the column by its name, a sentence. */
export const LineProblem = z.object({ line: z.int(), column: z.string().nullable(), says: z.string() });
export type LineProblem = z.infer<typeof LineProblem>;

/** The file as a whole can't be used. */
export type FileProblem = { unreadable: string; line: number | null };

export function isUnreadable(value: object): value is FileProblem {
  return 'unreadable' in value;
}
