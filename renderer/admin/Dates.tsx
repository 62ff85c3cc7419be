import { Checkbox, TextInput } from '@mantine/core';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useActions } from '../ui/keymap.tsx';
import type { AdminProblem } from './admin-api.ts';
import type { Line, LineEdit } from './line-edit.ts';
import { errorAt } from './use-admin.ts';

/** Single days of a calendar, a line each: holidays, or days with other hours. */
export function Dates({
  title,
  says,
  field,
  problem,
  lines,
  ranges = false,
  add,
  keys,
  onEdit,
  children,
}: {
  title: string;
  says: string;
  field: string;
  problem: AdminProblem | null;
  lines: readonly Line[];
  /** Whether a line may be several days, or come every year. */
  ranges?: boolean;
  /** What the button that adds a line says, and its key: a long list is a long way by Tab. */
  add: string;
  keys: string;
  /** Stays the same from one render to the next, so that typing in one line draws one line. */
  onEdit: (edit: LineEdit) => void;
  /** Beside the button that adds a line. */
  children?: ReactNode;
}) {
  const set = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current) set.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  const said = errorAt(problem, field);
  const addLine = () => {
    wanted.current = `[data-line="${lines.length}"] input`;
    onEdit({ do: 'add' });
  };
  useActions([
    {
      id: `admin.add.${field}`,
      label: add,
      group: 'Administration',
      keys: [keys],
      scope: 'admin-form',
      whileTyping: true,
      run: addLine,
    },
  ]);
  return (
    <fieldset ref={set} className={ranges ? 'admin-set dates ranges' : 'admin-set dates'}>
      <legend>{title}</legend>
      <p className="d sm">{says}</p>
      {lines.length > 0 ? (
        <div className="dates-line head" aria-hidden="true">
          <span>{ranges ? 'From' : 'Day'}</span>
          {ranges ? <span>Until</span> : null}
          <span>Name</span>
          <span>Hours</span>
          {ranges ? <span>Yearly</span> : null}
        </div>
      ) : null}
      {lines.map((line, at) => (
        <DateLine
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are typed in place, and two may be alike for a moment
          key={at}
          line={line}
          label={`${title}, line ${at + 1}`}
          at={at}
          wrong={problem?.field?.startsWith(`${field}.${at}.`) ? problem.field.slice(`${field}.${at}.`.length) : null}
          onEdit={onEdit}
          onLeaveOut={() => {
            wanted.current = `[data-line="${at}"] button, .dates-add`;
          }}
        />
      ))}
      {said ? (
        <p className="u-breached sm" role="alert">
          {said}
        </p>
      ) : null}
      <div className="admin-line">
        <Button kind="quiet" className="dates-add" keys={keys} onClick={addLine}>
          {add}
        </Button>
        {children}
      </div>
    </fieldset>
  );
}

type LineProps = {
  line: Line;
  label: string;
  at: number;
  /** Which part of it is refused. */
  wrong: string | null;
  onEdit: (edit: LineEdit) => void;
  onLeaveOut: () => void;
};

const DateLine = memo(
  function DateLine({ line, label, at, wrong, onEdit, onLeaveOut }: LineProps) {
    const put = (part: Partial<Line>) => onEdit({ do: 'put', at, part });
    const { date, until, name, openings, yearly } = line;
    return (
      <div className="dates-line" data-line={at}>
        <TextInput
          type="date"
          aria-label={`${label}, ${until === undefined ? 'day' : 'from'}`}
          value={date}
          error={wrong === 'date'}
          onChange={(event) => put({ date: event.currentTarget.value })}
        />
        {until === undefined ? null : (
          <TextInput
            type="date"
            aria-label={`${label}, until`}
            className={until === '' ? 'unset' : ''}
            value={until}
            error={wrong === 'until'}
            onChange={(event) => put({ until: event.currentTarget.value })}
          />
        )}
        <TextInput
          aria-label={`${label}, name`}
          placeholder="name"
          value={name}
          error={wrong === 'name'}
          onChange={(event) => put({ name: event.currentTarget.value })}
        />
        <TextInput
          aria-label={`${label}, hours`}
          placeholder="closed"
          value={openings}
          error={wrong?.startsWith('openings') ?? false}
          onChange={(event) => put({ openings: event.currentTarget.value })}
        />
        {yearly === undefined ? null : (
          <Checkbox
            aria-label={`${label}, every year`}
            checked={yearly}
            onChange={(event) => put({ yearly: event.currentTarget.checked })}
          />
        )}
        <IconButton
          label={`Leave out ${name || date || `line ${at + 1}`}`}
          onClick={() => {
            onLeaveOut();
            onEdit({ do: 'leaveOut', at });
          }}
        >
          <Icon name="close" small />
        </IconButton>
      </div>
    );
  },
  (before, after) => before.line === after.line && before.wrong === after.wrong && before.label === after.label,
);
