import { Checkbox, TextInput } from '@mantine/core';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { AdminProblem } from './admin-api.ts';
import { errorAt } from './use-admin.ts';

type Row = { date: string; name: string; yearly?: boolean; openings?: string };

/** Single days of a calendar, a line each: holidays (some every year), or days with other hours. */
export function Dates<R extends Row>({
  title,
  says,
  field,
  problem,
  rows,
  fresh,
  onChange,
}: {
  title: string;
  says: string;
  field: string;
  problem: AdminProblem | null;
  rows: readonly R[];
  /** What a new line begins as. */
  fresh: R;
  onChange: (rows: R[]) => void;
}) {
  const put = (at: number, part: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <fieldset className="admin-set">
      <legend>{title}</legend>
      <p className="d sm">{says}</p>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are typed in place, and two may be alike for a moment
        <div key={at} className="admin-line">
          <TextInput
            type="date"
            aria-label={`${title}, date ${at + 1}`}
            value={row.date}
            error={errorAt(problem, `${field}.${at}.date`)}
            onChange={(event) => put(at, { date: event.currentTarget.value })}
          />
          <TextInput
            className="grow"
            aria-label={`${title}, name ${at + 1}`}
            placeholder="name"
            value={row.name}
            onChange={(event) => put(at, { name: event.currentTarget.value })}
          />
          {row.openings === undefined ? null : (
            <TextInput
              className="grow"
              aria-label={`${title}, hours ${at + 1}`}
              placeholder="closed"
              value={row.openings}
              error={errorAt(problem, `${field}.${at}.openings`)}
              onChange={(event) => put(at, { openings: event.currentTarget.value })}
            />
          )}
          {row.yearly === undefined ? null : (
            <Checkbox
              label="every year"
              checked={row.yearly}
              onChange={(event) => put(at, { yearly: event.currentTarget.checked })}
            />
          )}
          <IconButton
            label={`Leave out ${row.name || row.date || `line ${at + 1}`}`}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          >
            <Icon name="close" small />
          </IconButton>
        </div>
      ))}
      <Button kind="quiet" onClick={() => onChange([...rows, fresh])}>
        Add a day
      </Button>
    </fieldset>
  );
}
