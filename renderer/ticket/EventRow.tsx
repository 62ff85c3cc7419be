import { memo } from 'react';
import { useMe } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { eventLine, type LineIcon } from './event-line.ts';
import type { StoryItem } from './story.ts';
import type { Names } from './wording.ts';

const icons: Record<LineIcon, IconName> = {
  status: 'hold',
  person: 'person',
  clock: 'clock',
  bell: 'bell',
  tag: 'tag',
  arrow: 'forward',
  message: 'mail',
  eye: 'eye',
  ticket: 'inbox',
};

/** A change in one quiet line; what happened by itself says why. */
export const EventRow = memo(function EventRow({
  item,
  names,
  all,
}: {
  item: Extract<StoryItem, { kind: 'line' }>;
  names: Names;
  /** Whether all is told, what a rule went by included. */
  all: boolean;
}) {
  const me = useMe();
  const { icon, words, why, inputs } = eventLine(item.event, names, me.zone);
  return (
    <div className={item.provisional ? 'ev prov' : 'ev'}>
      <Icon name={icons[icon]} small />
      <span className="ev-words">
        {words}
        {why ? (
          <span className="why" title={inputs ?? undefined}>
            {' '}
            · {why}
            {all && inputs ? `, by ${inputs}` : ''}
          </span>
        ) : null}
      </span>
      <time>{clockOf(item.at, me.zone)}</time>
    </div>
  );
});
