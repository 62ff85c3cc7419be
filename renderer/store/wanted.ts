import type { TicketId } from '#core/ids.ts';
import type { Cell } from './live.ts';

/** Tickets that sync is to fetch whole, each once. */
export type Wanted = Cell<readonly TicketId[]>;

export function want(wanted: Wanted, ...ids: readonly TicketId[]): void {
  if (ids.length > 0) wanted.set([...new Set([...wanted.get(), ...ids])]);
}
