import { useLive, useMe, useShell, useStore } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';

/** What one can rely on without the server, in figures where there are any. */
export function StillTrue() {
  const store = useStore();
  const shell = useShell();
  const me = useMe();
  const sync = useLive(store.sync);
  const offset = store.offset();
  const offline = sync.state === 'offline' || sync.state === 'signedOut' || sync.state === 'stopped';
  const clocks = offset
    ? `Every clock runs on server time, good to ${(Math.max(offset.error, 50) / 1000).toFixed(1)} s. Warnings and breaches ring on this ${shell.kind === 'electron' ? 'desktop' : 'browser while it is open'}.`
    : 'The server’s time isn’t known yet: clocks run on this device’s own.';
  const others =
    sync.asOf === null
      ? 'What colleagues do is not shown until the first contact.'
      : `What colleagues did after ${clockOf(sync.asOf, me.zone)} is not shown. Rows you change look provisional until the server has them.`;
  const storage = {
    persistent: 'What waits is on disk and survives quitting and crashes.',
    bestEffort:
      'What waits is on disk; the browser may clear it under pressure. It is also kept in a journal of its own.',
    oneCopy: 'What waits is on disk, but only once: should the browser clear its storage, it is gone.',
    memory: 'The browser refuses storage: what waits is gone when this page closes.',
  }[sync.storage];
  return (
    <>
      <div className="att-sub">
        <h2>{offline ? 'Still true while offline' : 'Would be true offline'}</h2>
      </div>
      <ul className="still">
        <Fact icon="clock">{clocks}</Fact>
        <Fact icon="inbox">{storage}</Fact>
        <Fact icon="people">
          {offline ? others : 'What colleagues do meanwhile is not shown; rows you change look provisional.'}
        </Fact>
      </ul>
    </>
  );
}

function Fact({ icon, children }: { icon: IconName; children: string }) {
  return (
    <li>
      <Icon name={icon} />
      <span>{children}</span>
    </li>
  );
}
