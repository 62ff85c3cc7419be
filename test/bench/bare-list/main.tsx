import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** The barest list that could do the same: plain rows, virtualized, `j` goes to the next. `?rows=` says how many. */
function BareList({ count }: { count: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(0);
  const list = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => 36,
    overscan: 8,
  });
  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key === 'j') setCursor((at) => Math.min(count - 1, at + 1));
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [count]);
  useEffect(() => list.scrollToIndex(cursor), [list, cursor]);
  return (
    <div id="scroller" ref={scroller}>
      <div style={{ position: 'relative', height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => (
          <div
            key={key}
            className={index === cursor ? 'row on' : 'row'}
            style={{ transform: `translateY(${start}px)` }}
          >
            Row {index}
          </div>
        ))}
      </div>
    </div>
  );
}

const root = document.getElementById('root');
const count = Number(new URLSearchParams(location.search).get('rows'));
if (root) createRoot(root).render(<BareList count={count} />);
