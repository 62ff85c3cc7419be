import { useLive, useStore } from '../ui/context.tsx';
import { countOf, figureOf } from '../ui/format.ts';

/** The first sync, with counts: the most urgent tickets come first, so work can begin before it ends. */
export function FirstSync() {
  const { progress, state } = useLive(useStore().sync);
  if (!progress || progress.total === 0) return null;
  const { done, total } = progress;
  const waits = state === 'offline';
  return (
    <div className="first-sync">
      <progress max={total} value={done} aria-label="Tickets fetched" />
      <span>
        {waits ? 'Waiting for the server: ' : 'Fetching your queue: '}
        <b>{figureOf(done)}</b> of {countOf(total, 'ticket')}. The most urgent are here, you can start.
      </span>
    </div>
  );
}
