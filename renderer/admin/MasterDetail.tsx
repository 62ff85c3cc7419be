import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useActions } from '../ui/keymap.tsx';
import { enter, useRoving } from '../ui/roving.ts';
import { State } from '../ui/State.tsx';

/** A list of things on the left, the one that is open on the right. */
export function MasterDetail<T>({
  label,
  items,
  idOf,
  open,
  onOpen,
  onNew,
  create,
  columns,
  head,
  row,
  aside,
  detail,
  empty,
}: {
  label: string;
  items: readonly T[];
  idOf: (item: T) => string;
  /** Id of the open one, `new`, or null. */
  open: string | null;
  onOpen: (id: string) => void;
  /** Null where nothing can be added. */
  onNew: (() => void) | null;
  create: string;
  /** The grid's columns. */
  columns: string;
  head: readonly string[];
  row: (item: T) => ReactNode;
  /** Above the detail: what has to be seen now. */
  aside?: ReactNode;
  detail: ReactNode;
  empty: string;
}) {
  const { ref, onKeyDown, stop } = useRoving<HTMLUListElement>(items.length);
  useActions([
    {
      id: 'admin.new',
      label: create,
      group: 'Administration',
      keys: ['n'],
      enabled: onNew !== null,
      run: () => onNew?.(),
    },
    {
      id: 'admin.list',
      label: 'Go to the list',
      group: 'Administration',
      keys: ['j'],
      run: () => enter('.admin-list'),
    },
  ]);
  return (
    <div className="admin-split">
      <section className="admin-list" aria-label={label}>
        <header>
          <h2>{label}</h2>
          <span className="d">{items.length}</span>
          <span className="grow" />
          {onNew ? (
            <Button keys="n" onClick={onNew}>
              {create}
            </Button>
          ) : null}
        </header>
        <div className="admin-row head" style={{ gridTemplateColumns: columns }} aria-hidden="true">
          {head.map((word) => (
            <span key={word}>{word}</span>
          ))}
        </div>
        {items.length === 0 ? <p className="d admin-empty">{empty}</p> : null}
        <ul ref={ref} onKeyDown={onKeyDown}>
          {items.map((item, index) => (
            <li key={idOf(item)}>
              <button
                type="button"
                className="admin-row"
                style={{ gridTemplateColumns: columns }}
                aria-current={open === idOf(item) ? 'true' : undefined}
                onClick={() => onOpen(idOf(item))}
                {...stop(index)}
              >
                {row(item)}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section className="admin-detail" aria-label="Details">
        {aside}
        {detail ?? <State title="Choose one to change it." />}
      </section>
    </div>
  );
}
