import { useMe } from '../ui/context.tsx';
import { dayOf } from '../ui/format.ts';
import { Icon, LogoMark } from '../ui/Icon.tsx';
import { KeyCap } from '../ui/KeyCap.tsx';
import { useNow } from '../ui/use-now.ts';

/** Who we are, one field that finds everything, the date, the keys. */
export function TopBar({ onFind, onKeys, onNew }: { onFind: () => void; onKeys: () => void; onNew: () => void }) {
  return (
    <header className="top">
      <div className="brand">
        <LogoMark />
        Tierline
      </div>
      <button type="button" className="find" onClick={onFind} aria-keyshortcuts="Control+K">
        <Icon name="search" />
        <span className="ell">Find a ticket, person or action</span>
        <KeyCap keys="mod+k" />
      </button>
      <div className="top-end">
        <Today />
        <button type="button" className="top-button" onClick={onNew} aria-label="New ticket" aria-keyshortcuts="C">
          <KeyCap keys="c" /> <span className="top-word">new ticket</span>
        </button>
        <button type="button" className="top-button" onClick={onKeys} aria-label="All keys" aria-keyshortcuts="?">
          <KeyCap keys="?" /> <span className="top-word">all keys</span>
        </button>
      </div>
    </header>
  );
}

function Today() {
  const { zone } = useMe();
  const now = useNow(60_000);
  return <span className="top-date">{dayOf(now, zone)}</span>;
}
