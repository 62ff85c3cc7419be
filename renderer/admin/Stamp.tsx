import type { Instant, PersonId } from '#core/ids.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { useMe } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';

/** Which version this is, from whom and when. */
export function Stamp({
  document: { version, by, at },
  data,
}: {
  document: { version: number; by: PersonId | null; at: Instant };
  data: ReferenceData;
}) {
  const now = useNow(60_000);
  const { zone } = useMe();
  const name = data.people.find((person) => person.id === by)?.name ?? 'the set-up';
  return (
    <span className="d sm">
      Version {version}
      {at > 0 ? `, ${whenOf(at, now, zone)}` : ''}, by {name}
    </span>
  );
}
