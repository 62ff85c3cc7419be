import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TicketView } from '../store/store.ts';
import { useMe, useReference } from '../ui/context.tsx';
import { dateKey, dayOf } from '../ui/format.ts';
import { EventRow } from './EventRow.tsx';
import { HandoffCard } from './HandoffCard.tsx';
import { MessageRow } from './MessageRow.tsx';
import { createMarkdown } from './markdown.ts';
import { isSending, SendingStrip } from './SendingStrip.tsx';
import { type StoryItem, storyOf } from './story.ts';
import type { TakenBack } from './taken-back.ts';
import { createNames } from './wording.ts';

/** What was said and done, oldest first, the newest in sight. */
export function Conversation({ view, onTakenBack }: { view: TicketView; onTakenBack: (text: TakenBack) => void }) {
  const [all, setAll] = useState(false);
  const me = useMe();
  const reference = useReference();
  const names = useMemo(() => createNames(reference, me.id), [reference, me.id]);
  const markdown = useMemo(() => createMarkdown(window), []);
  const story = useMemo(() => storyOf(view, all), [view, all]);
  const box = useBottom(story.length + view.held.length);
  return (
    <div className="tl-wrap">
      <div className="tl-bar">
        <button type="button" className="plain-action" aria-pressed={all} onClick={() => setAll(!all)}>
          {all ? 'Conversation only' : `All events, ${view.events.length}`}
        </button>
        {view.whole ? null : <span className="mi d">Older history comes when the server is there.</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by key */}
      <section className="tl" ref={box} tabIndex={0} aria-label="Conversation">
        {story.map((item, index) => (
          <div key={item.key} className="tl-item">
            <DayLine item={item} before={story[index - 1]} zone={me.zone} />
            {item.kind === 'message' ? (
              <MessageRow item={item} ticket={view.ticket} names={names} markdown={markdown} />
            ) : item.kind === 'handoff' ? (
              <HandoffCard item={item} names={names} />
            ) : (
              <EventRow item={item} names={names} all={all} />
            )}
          </div>
        ))}
        {view.held.filter(isSending).map((held) => (
          <SendingStrip key={held.commandId} held={held} view={view} onTakenBack={onTakenBack} />
        ))}
      </section>
    </div>
  );
}

function DayLine({ item, before, zone }: { item: StoryItem; before: StoryItem | undefined; zone: string }) {
  if (before && dateKey(before.at, zone) === dateKey(item.at, zone)) return null;
  return <div className="tl-day">{dayOf(item.at, zone)}</div>;
}

/** Keeps the newest in sight, unless one has scrolled up to read. */
function useBottom(length: number) {
  const box = useRef<HTMLElement>(null);
  const atBottom = useRef(true);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () => {
      atBottom.current = element.scrollHeight - element.clientHeight - element.scrollTop < 40;
    };
    const settle = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight;
    });
    settle.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      settle.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: something new at the end is what moves it
  useLayoutEffect(() => {
    if (box.current && atBottom.current) box.current.scrollTop = box.current.scrollHeight;
  }, [length]);
  return box;
}
