import { useMemo } from 'react';
import { PersonId, type TeamId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import type { Reference } from '#core/workspace/reference.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { ListPicker, type Option } from './ListPicker.tsx';
import type { Anchor } from './PickerBox.tsx';

const NOBODY = 'nobody';

/** Somebody of the team that holds it, or nobody. Between teams one hands off: that is another key, and it says so. */
export function AssignPicker({
  teamId,
  current,
  me,
  reference,
  anchor,
  onPick,
  onClose,
}: {
  teamId: TeamId;
  current: PersonId | null;
  me: Person;
  reference: Reference;
  anchor: Anchor;
  /** Null puts it back: nobody holds it. */
  onPick: (personId: PersonId | null) => void;
  onClose: () => void;
}) {
  const options = useMemo(() => {
    const team = [...reference.people.values()].filter(
      (person) => person.active && person.memberships.some((one) => one.teamId === teamId && one.role !== 'viewer'),
    );
    team.sort((a, b) => Number(b.id === me.id) - Number(a.id === me.id) || a.name.localeCompare(b.name, 'en'));
    const people = team.map(
      (person): Option => ({
        value: person.id,
        label: person.id === me.id ? `${person.name} (me)` : person.name,
        mark: <Avatar name={person.name} me={person.id === me.id} />,
        current: person.id === current,
        also: `${person.email} ${person.skills.join(' ')}`,
        ...(person.skills.length ? { hint: person.skills.slice(0, 3).join(', ') } : {}),
      }),
    );
    const nobody: Option = {
      value: NOBODY,
      label: 'Nobody, back to the team',
      mark: <Avatar name={null} />,
      current: current === null,
    };
    return [...people, nobody];
  }, [reference, teamId, me, current]);
  const team = reference.teams.get(teamId)?.name ?? 'the team';
  return (
    <ListPicker
      label={`Assign in ${team}`}
      anchor={anchor}
      width={320}
      options={options}
      filter={`Assign to somebody in ${team}`}
      onClose={onClose}
      onPick={(value) => onPick(value === NOBODY ? null : PersonId.parse(value))}
      foot={
        <p className="picker-foot">
          Another team? Close this and press <kbd>H</kbd> to hand off.
        </p>
      }
    />
  );
}
