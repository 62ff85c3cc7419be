import type { Calendar } from '#core/sla/calendar.ts';
import { openAt, openHours } from '#core/sla/open-hours.ts';
import { useMe } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import type { TabProps } from './AdminPage.tsx';
import { CalendarForm } from './CalendarForm.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { newestOf } from './newest.ts';
import { opener } from './use-open.ts';

/** Business hours: what clocks run by. */
export function CalendarsTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('calendars');
  const items = newestOf(data.calendars).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const calendar = items.find((one) => one.id === open) ?? null;
  const usedBy = (id: string) =>
    data.teams.filter((team) => team.calendarId === id).length +
    newestOf(data.policies).filter((one) => !one.retired && one.targets.some((target) => target.calendarId === id))
      .length;
  return (
    <MasterDetail
      label="Calendars"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="New calendar"
      columns="minmax(100px, 1fr) minmax(84px, 1fr) 120px 46px 24px"
      head={['Name', 'Time zone', 'Now', 'Used by', '']}
      empty="No calendar yet: clocks have nothing to run by."
      row={(one) => (
        <>
          <span className="ell md">{one.name}</span>
          <span className="ell m">{one.zone}</span>
          <Now calendar={one} />
          <span className="m">{usedBy(one.id)}</span>
          <span className="d">v{one.version}</span>
        </>
      )}
      detail={
        open === 'new' || calendar ? (
          <CalendarForm key={open} calendar={calendar} data={data} onClose={onClose} />
        ) : null
      }
    />
  );
}

function Now({ calendar }: { calendar: Calendar }) {
  const now = useNow(60_000);
  const { zone } = useMe();
  const { open, until } = openAt(openHours(calendar), now);
  const when = until === null ? '' : ` until ${whenOf(until, now, zone)}`;
  return (
    <span className="m ell">
      {open && (until ?? 0) > now + 300 * 86_400_000 ? 'always open' : `${open ? 'open' : 'closed'}${when}`}
    </span>
  );
}
