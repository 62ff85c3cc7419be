import { useState } from 'react';
import type { Finding } from '#core/admin/lint.ts';
import { countOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { hrefOf } from '../ui/place.ts';

/** What is allowed and will hurt, above everything; each leads to what puts it right. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const [open, setOpen] = useState(false);
  if (findings.length === 0) return null;
  const [first, ...rest] = findings;
  return (
    <section className="findings" aria-label="What to look at">
      <Icon name="alert" small />
      <ul>
        {[...(first ? [first] : []), ...(open ? rest : [])].map(({ about, says }) => (
          <li key={says}>
            {says}{' '}
            <a className="plain-link" href={hrefOf({ page: 'admin', section: `${about.tab}.${about.id}` })}>
              Put it right
            </a>
          </li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Show less' : `${countOf(rest.length, 'more thing')} to look at`}
        </button>
      ) : null}
    </section>
  );
}
