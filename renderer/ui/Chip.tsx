import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

/** 20 px. Dashed where provisional: not yet confirmed by the server. */
export function Chip({ provisional = false, children }: { provisional?: boolean; children: ReactNode }) {
  return <span className={provisional ? 'chip prov' : 'chip'}>{children}</span>;
}

/** A chip that is a button: a filter that is on, a tag that can go. */
export function RemovableChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip removable" onClick={onRemove} aria-label={`Remove ${label}`}>
      {label}
      <Icon name="close" small />
    </button>
  );
}
