import { NativeSelect } from '@mantine/core';
import type { Membership } from '#core/workspace/person.ts';
import { TeamRole } from '#core/workspace/person.ts';
import type { Team } from '#core/workspace/team.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';

/** Which teams somebody is in, and as what: one role a team. */
export function Memberships({
  value,
  teams,
  onChange,
  error,
}: {
  value: readonly Membership[];
  teams: readonly Team[];
  onChange: (value: Membership[]) => void;
  error: string | undefined;
}) {
  const free = teams.filter((team) => !value.some((membership) => membership.teamId === team.id));
  const put = (at: number, membership: Membership) =>
    onChange(value.map((one, index) => (index === at ? membership : one)));
  const [next] = free;
  return (
    <fieldset className="admin-set">
      <legend>Teams</legend>
      {value.map((membership, at) => (
        <div key={membership.teamId} className="admin-line">
          <NativeSelect
            aria-label={`Team ${at + 1}`}
            className="grow"
            aria-invalid={error ? true : undefined}
            value={membership.teamId}
            data={teams
              .filter((team) => team.id === membership.teamId || free.includes(team))
              .map((team) => ({ value: team.id, label: team.name }))}
            onChange={(event) => {
              const team = teams.find((one) => one.id === event.currentTarget.value);
              if (team) put(at, { ...membership, teamId: team.id });
            }}
          />
          <NativeSelect
            aria-label={`Role in team ${at + 1}`}
            value={membership.role}
            data={[...TeamRole.options]}
            onChange={(event) => put(at, { ...membership, role: TeamRole.parse(event.currentTarget.value) })}
          />
          <IconButton
            label={`Leave team ${at + 1} out`}
            onClick={() => onChange(value.filter((_, index) => index !== at))}
          >
            <Icon name="close" small />
          </IconButton>
        </div>
      ))}
      {next ? (
        <Button kind="quiet" onClick={() => onChange([...value, { teamId: next.id, role: 'agent' }])}>
          Add a team
        </Button>
      ) : null}
      {error ? (
        <p className="u-breached sm" role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}
