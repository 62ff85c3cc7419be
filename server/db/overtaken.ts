/** SQLSTATE: a unique violation, a deadlock. */
const OVERTAKEN = new Set(['23505', '40P01']);
const TRIES = 5;

/**
 * Two transactions of many may wait for each other, and two may make the same thing: PostgreSQL takes one back whole,
 * and it is done again. A second time it finds what the other did. `isFinal`: what doing it again can't mend.
 */
export async function unlessOvertaken<T>(
  work: () => Promise<T>,
  isFinal: (failure: unknown) => boolean = () => false,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (failure) {
      const overtaken = failure instanceof Error && 'code' in failure && OVERTAKEN.has(String(failure.code));
      if (!overtaken || isFinal(failure) || tries === TRIES) throw failure;
    }
  }
}
