import type { QueueRow } from '../store/store.ts';
import { Button } from '../ui/Button.tsx';
import { countOf } from '../ui/format.ts';
import { useKeymap } from '../ui/keymap.tsx';
import { useQueueApi, useQueueState } from './queue-state.ts';

const offered = ['ticket.take', 'ticket.assign', 'ticket.status', 'ticket.priority', 'ticket.tags'] as const;

/** What can be done with many at once; each button is the key's own action. */
export function SelectionBar({ rows }: { rows: readonly QueueRow[] }) {
  const api = useQueueApi();
  const keymap = useKeymap();
  const selected = useQueueState((state) => state.selected);
  const count = selected.size === 0 ? 0 : rows.filter((row) => selected.has(row.id)).length;
  if (count === 0) return null;
  const actions = keymap.actions.get();
  return (
    <div className="q-selection" role="toolbar" aria-label="With the selected tickets">
      <span className="md">{countOf(count, 'ticket')} selected</span>
      <span className="grow" />
      {offered.map((id) => {
        const action = actions.find((candidate) => candidate.id === id);
        return action?.keys[0] ? (
          <Button key={id} kind="quiet" keys={action.keys[0]} onClick={() => action.run()}>
            {action.label}
          </Button>
        ) : null;
      })}
      <Button kind="quiet" keys="Escape" onClick={() => api.getState().select([])}>
        Clear
      </Button>
    </div>
  );
}
