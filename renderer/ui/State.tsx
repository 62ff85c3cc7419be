import type { ReactNode } from 'react';

/** What a page says when it has nothing to show: empty, loading, refused, offline, first run. A colleague's words. */
export function State({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {children}
    </div>
  );
}
