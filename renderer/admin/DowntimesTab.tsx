import type { Instant } from '#core/ids.ts';
import type { Downtime } from '#core/workspace/downtime.ts';
import { useMe } from '../ui/context.tsx';
import { durationOf, whenOf } from '../ui/format.ts';
import { useNow } from '../ui/use-now.ts';
import type { TabProps } from './AdminPage.tsx';
import { DowntimeForm } from './DowntimeForm.tsx';
import { MasterDetail } from './MasterDetail.tsx';
import { opener } from './use-open.ts';

/** When nobody could work for want of the system, the newest first. No clock stops by it; who pays for the time does. */
export function DowntimesTab({ data, open }: TabProps) {
  const { onOpen, onNew, onClose } = opener('downtimes');
  const now = useNow(60_000);
  const items = [...(data.downtimes ?? [])].sort((a, b) => b.from - a.from);
  const downtime = items.find((one) => one.id === open) ?? null;
  return (
    <MasterDetail
      label="System down"
      items={items}
      idOf={(one) => one.id}
      open={open}
      onOpen={onOpen}
      onNew={onNew}
      create="Write one down"
      columns="minmax(100px, 1fr) 122px 122px 64px"
      head={['What was down', 'From', 'To', 'Lasted']}
      empty="Nothing was down. Write down here when nobody could work for want of a system."
      row={(one) => <Row downtime={one} now={now} />}
      detail={open === 'new' || downtime ? <DowntimeForm key={open} downtime={downtime} onClose={onClose} /> : null}
    />
  );
}

function Row({ downtime: { says, from, to }, now }: { downtime: Downtime; now: Instant }) {
  const { zone } = useMe();
  return (
    <>
      <span className="ell md">{says}</span>
      <span className="ell m">{whenOf(from, now, zone)}</span>
      <span className={to === null ? 'ell md' : 'ell m'}>{to === null ? 'still down' : whenOf(to, now, zone)}</span>
      <span className="m">{durationOf(Math.max(0, (to ?? now) - from))}</span>
    </>
  );
}
