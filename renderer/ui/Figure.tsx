import { spanOf } from './format.ts';

/** A countdown in four columns, `sign+figure | unit | figure | unit`, so that nothing jitters as it runs. */
export function Figure({ ms }: { ms: number }) {
  const { sign, major, majorUnit, minor, minorUnit } = spanOf(ms);
  return (
    <span className="figure">
      <span>
        {sign}
        {major}
      </span>
      <i>{majorUnit}</i>
      <span>{minor}</span>
      <i>{minorUnit}</i>
    </span>
  );
}

/** The same in running text or a header, without columns. */
export function InlineFigure({ ms }: { ms: number }) {
  const { sign, major, majorUnit, minor, minorUnit } = spanOf(ms);
  return (
    <span className="figure-inline">
      {sign}
      {major}
      <i>{majorUnit}</i> {minor}
      <i>{minorUnit}</i>
    </span>
  );
}
