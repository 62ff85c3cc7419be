import type { Flaw } from '../calendar-check.ts';

/** What can't be answered, in words, and which field says so: its path as whoever asks wrote it. */
export class Unanswerable extends Error {
  readonly field: string;
  constructor({ field, says }: Flaw) {
    super(says);
    this.field = field;
  }
}
