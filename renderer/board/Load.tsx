/** More blocks than this become too thin to count. */
const MOST = 24;

/**
 * Open tickets against the work limit: filled blocks are worked on, half ones wait for somebody, those past the limit
 * are red, and all are dashed while the person's own changes haven't arrived.
 */
export function Load({
  load,
  waiting,
  limit,
  unconfirmed,
}: {
  load: number;
  waiting: number;
  limit: number;
  unconfirmed: boolean;
}) {
  const shown = Math.min(Math.max(load, limit), MOST);
  const worked = load - waiting;
  const over = load > limit;
  const kindOf = (at: number) => {
    if (at >= load) return '';
    if (at >= limit) return 'over';
    return unconfirmed ? 'unsure' : at < worked ? 'full' : 'half';
  };
  return (
    <>
      <span className="blocks" aria-hidden="true">
        {Array.from({ length: shown }, (_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place
          <i key={at} className={kindOf(at)} />
        ))}
      </span>
      <span className={over ? 'load over' : 'load'} title={waiting > 0 ? `${waiting} of them wait for somebody` : ''}>
        {load} of {limit}
        {over ? <span className="sr-only">, over the limit</span> : null}
        {waiting > 0 ? <span className="sr-only">, {waiting} waiting</span> : null}
      </span>
    </>
  );
}
