import { useEffect, useState } from 'react';
import type { TicketId } from '#core/ids.ts';
import { HandoffDialog } from '../handoff/HandoffDialog.tsx';
import { ReceiveDialog } from '../handoff/ReceiveDialog.tsx';
import { slip, usePlace } from '../ui/place.ts';

type Open = { what: 'handOff' | 'accept'; ticketId: TicketId; openedBy: string | null };

/** Opens either side of a handoff where the address asks for it: by key, from the ticket, or from an alert. */
export function Handoff() {
  const place = usePlace();
  const [open, setOpen] = useState<Open | null>(null);
  useEffect(() => {
    if (place.page !== 'ticket' || (place.do !== 'handOff' && place.do !== 'accept')) return;
    const { ticketId, do: what, alertId } = place;
    setOpen({ what, ticketId, openedBy: alertId ?? null });
    slip({ page: 'ticket', ticketId, do: null });
  }, [place]);
  if (!open) return null;
  const close = () => setOpen(null);
  return open.what === 'accept' ? (
    <ReceiveDialog key={open.ticketId} ticketId={open.ticketId} onClose={close} />
  ) : (
    <HandoffDialog key={open.ticketId} ticketId={open.ticketId} openedBy={open.openedBy} onClose={close} />
  );
}
