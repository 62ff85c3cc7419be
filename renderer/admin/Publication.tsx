import type { Published } from '#core/admin/documents.ts';
import { countOf } from '../ui/format.ts';

/** What a publication did to the clocks that run. */
export function Publication({ made }: { made: Published | null }) {
  if (!made) return null;
  return (
    <p role="status" className="u-met sm">
      Version {made.version} is published.{' '}
      {made.judgedAnew === 0
        ? 'No open clock changed by it.'
        : `Clocks of ${made.judgedAnew} of ${countOf(made.open, 'open ticket')} were judged anew.`}
    </p>
  );
}
