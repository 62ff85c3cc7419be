import { useState } from 'react';
import type { TeamId } from '#core/ids.ts';
import type { Person } from '#core/workspace/person.ts';
import { ListPicker } from '../queue/pickers/ListPicker.tsx';
import { savedView, useQueueApi, useQueueState } from '../queue/queue-state.ts';
import { useCounts, useViewer } from '../queue/use-visible.ts';
import { type ViewId, viewOf } from '../queue/views.ts';
import { useLive, useMe, useReference, useStore } from '../ui/context.tsx';
import { figureOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { go, hrefOf, type Place, usePlace } from '../ui/place.ts';

const icons: Record<ViewId, IconName> = {
  desk: 'person',
  offered: 'forward',
  promised: 'clock',
  unassigned: 'inbox',
  team: 'people',
  handedOff: 'send',
  breaching: 'bolt',
  watching: 'eye',
  all: 'list',
};

/** The views, by who they belong to. Counts are of what this console holds. */
export function Rail() {
  const me = useMe();
  const counts = useCounts();
  const attention = useLive(useStore().attention).length;
  const view = (id: ViewId) => <ViewLink key={id} id={id} count={counts[id]} />;
  return (
    <nav className="rail" aria-label="Views">
      <h2>My work</h2>
      {(['desk', 'offered', 'promised'] as const).map(view)}
      <PageLink place={{ page: 'attention' }} icon="alert" label="Attention" count={attention} />
      <TeamHeading me={me} />
      {(['unassigned', 'team', 'handedOff', 'breaching'] as const).map(view)}
      <h2>Other</h2>
      {(['watching', 'all'] as const).map(view)}
      <PageLink place={{ page: 'alerts' }} icon="bell" label="Alerts" />
      <BoardLink />
      {me.administrator ? (
        <PageLink place={{ page: 'admin', section: 'people' }} icon="gear" label="Administration" />
      ) : null}
      <SavedSearches />
    </nav>
  );
}

function ViewLink({ id, count }: { id: ViewId; count: number }) {
  const asked = useQueueState((state) => state.asked);
  const place = usePlace();
  const on = (place.page === 'queue' || place.page === 'ticket') && asked === id;
  return (
    <RailLink place={{ page: 'queue', view: id }} icon={icons[id]} label={viewOf(id).label} count={count} on={on} />
  );
}

function BoardLink() {
  const { teamId } = useViewer();
  return <PageLink place={{ page: 'board', teamId }} icon="board" label="Live board" />;
}

function PageLink({ place, icon, label, count }: { place: Place; icon: IconName; label: string; count?: number }) {
  const on = usePlace().page === place.page;
  return <RailLink place={place} icon={icon} label={label} on={on} count={count ?? 0} />;
}

function RailLink({
  place,
  icon,
  label,
  count,
  on,
}: {
  place: Place;
  icon: IconName;
  label: string;
  count: number;
  on: boolean;
}) {
  return (
    <a className={on ? 'on' : undefined} href={hrefOf(place)} aria-current={on ? 'page' : undefined} title={label}>
      <Icon name={icon} />
      <b>{label}</b>
      {count > 0 ? <span className="n">{figureOf(count)}</span> : null}
    </a>
  );
}

/** The team whose views these are; who works in several chooses here. */
function TeamHeading({ me }: { me: Person }) {
  const reference = useReference();
  const api = useQueueApi();
  const { teamId } = useViewer();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const name = (teamId && reference.teams.get(teamId)?.name) ?? 'My team';
  const teams = me.administrator
    ? [...reference.teams.values()].filter((team) => team.active)
    : me.memberships.flatMap((membership) => reference.teams.get(membership.teamId) ?? []);
  if (teams.length < 2) return <h2>{name}</h2>;
  return (
    <h2>
      <button
        type="button"
        className="rail-team"
        aria-haspopup="dialog"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {name}
        <Icon name="chevron" small />
      </button>
      {anchor ? (
        <ListPicker
          label="Whose team"
          anchor={anchor}
          width={220}
          options={teams.map((team) => ({ value: team.id, label: team.name, current: team.id === teamId }))}
          onClose={() => setAnchor(null)}
          onPick={(value) => {
            api.getState().showTeam(value as TeamId);
            setAnchor(null);
          }}
        />
      ) : null}
    </h2>
  );
}

function SavedSearches() {
  const searches = useQueueState((state) => state.searches);
  const asked = useQueueState((state) => state.asked);
  const api = useQueueApi();
  if (searches.length === 0) return null;
  return (
    <>
      <h2>Saved searches</h2>
      {searches.map(({ name }) => (
        <div className="rail-saved" key={name}>
          <RailLink
            place={{ page: 'queue', view: savedView(name) }}
            icon="search"
            label={name}
            count={0}
            on={asked === savedView(name)}
          />
          <button
            type="button"
            className="icon-btn"
            aria-label={`Forget the search ${name}`}
            onClick={() => {
              api.getState().forget(name);
              if (asked === savedView(name)) go({ page: 'queue', view: 'desk' });
            }}
          >
            <Icon name="close" small />
          </button>
        </div>
      ))}
    </>
  );
}
