import { type ReactNode, useId } from 'react';
import { useMe } from '../ui/context.tsx';
import { durationOf, whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { useNow } from '../ui/use-now.ts';
import { useFreshness } from './use-board.ts';

/** A part of the board that says how old it is; dashed all around once it is stale. */
export function Tile({
  title,
  aside,
  className = '',
  children,
}: {
  title: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const name = useId();
  const { stale } = useFreshness();
  return (
    <section className={`tile ${className}${stale ? ' stale' : ''}`} aria-labelledby={name}>
      <header className="tile-head">
        <h2 id={name}>{title}</h2>
        {aside ? <span className="d">{aside}</span> : null}
        <Age />
      </header>
      <div className="tile-body">{children}</div>
    </section>
  );
}

function Age() {
  const { live, stale, asOf, age } = useFreshness();
  const { zone } = useMe();
  const now = useNow();
  if (live) return <span className="tile-age">live</span>;
  if (asOf === null || age === null) return <span className="tile-age">not loaded yet</span>;
  if (!stale) return <span className="tile-age">{Math.floor(age / 1_000)} s old</span>;
  return (
    <span className="tile-age old">
      as of {whenOf(asOf, now, zone)}, {durationOf(age)} old
    </span>
  );
}

/** Said once above the tiles, in words; each tile is dashed besides. */
export function StaleBar() {
  const { stale, asOf } = useFreshness();
  const { zone } = useMe();
  const now = useNow();
  if (!stale) return null;
  return (
    <p className="stale-bar" role="status">
      <Icon name="offline" small />
      {asOf === null
        ? 'Nothing has come from the server yet.'
        : `Not live. The figures leave out what came after ${whenOf(asOf, now, zone)}, and who is here is not known.`}
    </p>
  );
}
