import type { PersonId } from '#core/ids.ts';
import type { PersonPresence } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { useLive, useMe, useStore } from '../ui/context.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { type Candidate, loadsOf, seesWorkOf } from './candidates.ts';

/** Who of the team, with presence and load; or nobody in particular, which rings for all of them. */
export function PersonChoice({
  candidate,
  chosen,
  onChoose,
}: {
  candidate: Candidate;
  chosen: PersonId | null;
  onChoose: (personId: PersonId | null) => void;
}) {
  const store = useStore();
  const me = useMe();
  const presence = useLive(store.presence);
  const loads = seesWorkOf(me, candidate.team.id) ? loadsOf(store.queue.get()) : null;
  return (
    <fieldset className="choice people">
      <legend className="choice-head">
        Person <span className="d sm">or leave it to the team</span>
        <span className="grow" />
        {candidate.lacking ? null : <KeyCap keys="Tab" />}
      </legend>
      <Option
        on={chosen === null}
        onChoose={() => onChoose(null)}
        name={null}
        said={`rings for all ${candidate.people.length}`}
        load=""
      >
        Whoever takes it
      </Option>
      {candidate.people.map((person) => (
        <Option
          key={person.id}
          on={chosen === person.id}
          onChoose={() => onChoose(person.id)}
          name={person.name}
          said={presenceWords(presence, person)}
          load={loadWords(person, loads)}
        >
          {person.name}
        </Option>
      ))}
    </fieldset>
  );
}

function Option({
  on,
  name,
  said,
  load,
  onChoose,
  children,
}: {
  on: boolean;
  name: string | null;
  said: string;
  load: string;
  onChoose: () => void;
  children: string;
}) {
  return (
    <label className={on ? 'per on' : 'per'}>
      <input type="radio" name="handoff-person" checked={on} onChange={onChoose} />
      <Avatar name={name} large />
      <span className="sm">
        <span className="per-name md">{children}</span>
        <span className="d">{said}</span>
      </span>
      <span className="sm d">{load}</span>
    </label>
  );
}

const words = { here: 'here now', away: 'away from the desk', locked: 'screen locked', offline: 'offline' } as const;

/** Never more than is known: of whom nobody said anything, nothing is claimed. */
export function presenceWords(presence: readonly PersonPresence[], { id }: Pick<Person, 'id'>): string {
  if (presence.length === 0) return 'presence not known while offline';
  const heard = presence.find(({ personId }) => personId === id);
  return heard ? words[heard.state] : 'presence not known';
}

/** `3 of 5` where this console sees all of the team's work; else only the limit is known. */
function loadWords({ id, workLimit }: Person, loads: ReadonlyMap<PersonId, number> | null): string {
  return loads ? `${loads.get(id) ?? 0} of ${workLimit}` : `limit ${workLimit}`;
}
