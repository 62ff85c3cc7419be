import { Button } from '../ui/Button.tsx';
import { useLive, useStore } from '../ui/context.tsx';
import { State } from '../ui/State.tsx';
import type { View } from './views.ts';

/** Why there is nothing here, in a colleague's words: still reading, first sync, filtered away, or truly nothing. */
export function QueueEmpty({
  view,
  loaded,
  narrowed,
  onClear,
}: {
  view: View;
  loaded: boolean;
  narrowed: boolean;
  onClear: () => void;
}) {
  const sync = useLive(useStore().sync);
  if (!loaded) return <State title="Reading what this console keeps" />;
  if (narrowed) {
    return (
      <State title="Nothing fits this filter">
        <p>The search covers what is on this console: subjects, people, tags and messages.</p>
        <Button keys="Escape" onClick={onClear}>
          Clear the filter
        </Button>
      </State>
    );
  }
  if (sync.asOf === null && sync.state === 'offline') {
    return (
      <State title="No tickets yet">
        <p>
          This console has not reached the server since you signed in. New tickets you write here are kept and sent
          later.
        </p>
      </State>
    );
  }
  if (sync.asOf === null) {
    return (
      <State title="Fetching your tickets">
        <p>The most urgent ones come first; you can start as soon as they are here.</p>
      </State>
    );
  }
  return (
    <State title={view.empty.title}>
      <p>{view.empty.words}</p>
    </State>
  );
}
