import { useState } from 'react';
import { Dialog } from '../ui/Dialog.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { type Action, isEnabled, useKeymap } from '../ui/keymap.tsx';

/** Every key that does something where one stood when asking, by what it belongs to. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const keymap = useKeymap();
  const [groups] = useState(() => grouped(keymap.actions.get()));
  return (
    <Dialog title="All keys" width={720} onClose={onClose} aside={<span className="d sm">Esc closes</span>}>
      <div className="sheet">
        {groups.map(([group, actions]) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {actions.map((action) => (
                <div key={action.id}>
                  <dt>{action.label}</dt>
                  <dd>
                    {action.keys.slice(0, 2).map((keys) => (
                      <KeyCap key={keys} keys={keys} />
                    ))}
                    <span className="sr-only">{action.keys.join(' or ')}</span>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** The last of each id holds: the open ticket's own keys stand for the queue's. */
export function grouped(actions: readonly Action[]): [string, Action[]][] {
  const byId = new Map(actions.filter((action) => !action.hidden && isEnabled(action)).map((one) => [one.id, one]));
  const groups = new Map<string, Action[]>();
  for (const action of byId.values()) {
    if (action.keys.length === 0) continue;
    groups.set(action.group, [...(groups.get(action.group) ?? []), action]);
  }
  return [...groups];
}
