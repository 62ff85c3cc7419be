import { scopesOf, seesAll } from '#core/access.ts';
import type { Instant, PersonId } from '#core/ids.ts';
import type { Here, PersonPresence } from '#core/sync/protocol.ts';
import type { Person } from '#core/workspace/person.ts';

/** Who is here, as far as this server's sockets say: in memory, lossy, never stored. */
export type Presence<Key> = {
  /** `scope`: of the ticket they look at, null where there is none. False where nothing that others see has changed. */
  heard(key: Key, person: Person, here: Here, scope: Scope, at: Instant): boolean;
  left(key: Key, at: Instant): void;
  /**
   * What a person sees of themselves and of others: all of whoever shares a team with them; of whom work can be handed to
   * elsewhere only whether they are there, for who hands it over.
   */
  seenBy(person: Person): PersonPresence[];
};

type Scope = readonly string[] | null;
type Known = { person: Person; here: Here; scope: Scope; since: Instant };

/** Somebody gone is shown as offline for so long, then not at all. */
const REMEMBERED = 12 * 3_600_000;
const MOST_REMEMBERED = 1_000;

export function createPresence<Key>(): Presence<Key> {
  const sockets = new Map<Key, Known>();
  /** Whose they are, so that nobody is looked for among all of them. */
  const keys = new Map<PersonId, Set<Key>>();
  const gone = new Map<PersonId, { person: Person; since: Instant }>();
  const of = (personId: PersonId) => [...(keys.get(personId) ?? [])].flatMap((key) => sockets.get(key) ?? []);
  return {
    heard(key, person, here, scope, at) {
      const before = sockets.get(key);
      const same = before && JSON.stringify([before.here, before.scope]) === JSON.stringify([here, scope]);
      const since = before?.here.state === here.state ? before.since : at;
      sockets.set(key, { person, here, scope, since });
      keys.set(person.id, (keys.get(person.id) ?? new Set()).add(key));
      gone.delete(person.id);
      return !same;
    },
    left(key, at) {
      const known = sockets.get(key);
      sockets.delete(key);
      const left = known && keys.get(known.person.id);
      left?.delete(key);
      if (!known || (left && left.size > 0)) return;
      keys.delete(known.person.id);
      for (const [id, { since }] of gone) {
        if (since < at - REMEMBERED || gone.size >= MOST_REMEMBERED) gone.delete(id);
      }
      gone.set(known.person.id, { person: known.person, since: at });
    },
    seenBy(person) {
      const present = [...keys.keys()].flatMap((id) => {
        const known = of(id);
        const other = known.at(-1)?.person;
        const seen = summed(known, person);
        return other && seen ? shownTo(person, other, seen) : [];
      });
      const absent = [...gone.values()].flatMap(({ person: other, since }) =>
        shownTo(person, other, { ...nothingMore, personId: other.id, state: 'offline', since }),
      );
      return [...present, ...absent];
    },
  };
}

/** Without what concerns the work: nobody outside hears which ticket, or how much is unsent. */
const nothingMore = { ticketId: null, writing: false, unsent: 0 } as const;

function shownTo(to: Person, other: Person, seen: PersonPresence): PersonPresence[] {
  if (shares(other, to)) return [seen];
  return other.memberships.some(({ role }) => role === 'agent') ? [{ ...seen, ...nothingMore }] : [];
}

/** Somebody at two consoles is where they are most. Which ticket that is hears only who may see it. */
function summed(list: readonly Known[], to: Person): PersonPresence | null {
  const order = ['here', 'away', 'locked'] as const;
  const [best] = [...list].sort(
    (a, b) => order.indexOf(a.here.state) - order.indexOf(b.here.state) || b.since - a.since,
  );
  if (!best) return null;
  const { state } = best.here;
  const isOpen = best.person.id === to.id || maySee(to, best.scope);
  const { ticketId, writing } = isOpen ? best.here : { ticketId: null, writing: false };
  const unsent = list.reduce((sum, one) => sum + one.here.unsent, 0);
  return { personId: best.person.id, state, ticketId, writing, unsent, since: best.since };
}

function maySee(person: Person, scope: Scope): boolean {
  return scope !== null && (scopesOf(person)?.some((key) => scope.includes(key)) ?? true);
}

function shares(other: Person, to: Person): boolean {
  if (seesAll(to) || other.id === to.id) return true;
  return other.memberships.some(({ teamId }) => to.memberships.some((membership) => membership.teamId === teamId));
}
