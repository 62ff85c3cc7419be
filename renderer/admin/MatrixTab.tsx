import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Priority } from '#core/ticket/history.ts';
import { Button } from '../ui/Button.tsx';
import { useActions } from '../ui/keymap.tsx';
import type { TabProps } from './AdminPage.tsx';
import { Stamp } from './Stamp.tsx';
import { errorAt, useAct } from './use-admin.ts';

const levels = ['high', 'medium', 'low'] as const;
const priorities = [
  { value: '1', label: 'P1 critical' },
  { value: '2', label: 'P2 high' },
  { value: '3', label: 'P3 moderate' },
  { value: '4', label: 'P4 low' },
];

/** Impact × urgency → priority, published whole. */
export function MatrixTab({ data }: Pick<TabProps, 'data'>) {
  const { matrix } = data;
  const [cells, setCells] = useState(matrix.cells);
  const act = useAct((api, given: Priority[][]) => api.publishMatrix({ cells: given }));
  const same = JSON.stringify(cells) === JSON.stringify(matrix.cells);
  const publish = () => {
    if (!same) act.run(cells);
  };
  useActions([
    {
      id: 'admin.matrix',
      label: 'Publish the matrix',
      group: 'Administration',
      keys: ['mod+Enter'],
      whileTyping: true,
      run: publish,
    },
  ]);
  const set = (row: number, column: number, to: string) =>
    setCells(
      cells.map((line, i) =>
        i === row ? line.map((cell, j) => (j === column ? (Number(to) as Priority) : cell)) : line,
      ),
    );
  return (
    <section className="admin-single" aria-label="Priorities">
      <h2>Priority from impact and urgency</h2>
      <p className="m">
        Tickets get their priority when they are opened, or when impact or urgency change. Publishing changes what comes
        next; open tickets keep the priority they have.
      </p>
      <table className="admin-matrix">
        <thead>
          <tr>
            <td />
            {levels.map((level) => (
              <th key={level} scope="col">
                Urgency {level}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {levels.map((impact, row) => (
            <tr key={impact}>
              <th scope="row">Impact {impact}</th>
              {levels.map((urgency, column) => (
                <td key={urgency}>
                  <NativeSelect
                    aria-label={`Impact ${impact}, urgency ${urgency}`}
                    data={priorities}
                    value={String(cells[row]?.[column] ?? 3)}
                    error={errorAt(act.problem, `cells.${row}.${column}`)}
                    onChange={(event) => set(row, column, event.currentTarget.value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {act.problem ? (
        <p className="u-breached sm" role="alert">
          {act.problem.message}
        </p>
      ) : null}
      <footer className="row-f">
        <Stamp document={matrix} data={data} />
        <span className="grow" />
        <Button kind="primary" keys="mod+Enter" disabled={same || act.busy} onClick={publish}>
          Publish version {matrix.version + 1}
        </Button>
      </footer>
      {act.made && same ? (
        <p role="status" className="u-met sm">
          Version {act.made.version} is published.
        </p>
      ) : null}
    </section>
  );
}
