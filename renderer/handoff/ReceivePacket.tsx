import { useEffect, useRef } from 'react';
import type { Escalation } from '#core/ticket/escalation.ts';
import type { Ticket } from '#core/ticket/ticket.ts';
import { packetLines } from '../ticket/HandoffCard.tsx';
import { createNames } from '../ticket/wording.ts';
import { useMe, useReference, useStore } from '../ui/context.tsx';
import { whenOf } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';

/** The packet counts as read once its end has been in sight. */
export function ReceivePacket({
  ticket,
  offer,
  read,
  onRead,
}: {
  ticket: Ticket;
  offer: Escalation;
  read: boolean;
  onRead: () => void;
}) {
  const box = useRef<HTMLElement>(null);
  const reference = useReference();
  const me = useMe();
  const store = useStore();
  const look = () => {
    const element = box.current;
    if (element && element.scrollHeight - element.clientHeight - element.scrollTop < 3) onRead();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once when shown; scrolling does the rest
  useEffect(look, []);
  const asker = createNames(reference, me.id).firstOfAsker(ticket);
  const { promisedUntil } = offer.packet;
  return (
    <div className="receive-packet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key, or nobody could read on */}
      <section className="receive-scroll" ref={box} onScroll={look} tabIndex={0} aria-label="Packet">
        <dl className="facts">
          {packetLines(offer).map(([name, said]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
          <div className="fact">
            <dt>Promised</dt>
            <dd>
              {promisedUntil === null
                ? 'Nothing was promised'
                : `${asker} hears by ${whenOf(promisedUntil, store.now(), me.zone)}`}
            </dd>
          </div>
        </dl>
      </section>
      <div className="row-f sm d receive-read">
        {read ? <Icon name="check" small /> : null}
        {read ? 'Read to the end' : 'Not read to the end yet, scroll down'}, packet {offer.score} of 100
      </div>
    </div>
  );
}
